"""Kibana's objects for a mission: one set for each profile and language."""

from collections.abc import Collection, Iterable

from briefing.where import protected_places
from ingest.mission import read_mission
from nlp.catalogue_reader import read_catalogue
from pipeline.catalogue_review import catalogue_layers
from schemas.protection import Profile
from schemas.settings import Settings
from schemas.warning import ToldLanguage
from search.kibana.edition import Edition
from search.kibana.outlines import outlines_of


def editions(
    settings: Settings,
    profiles: Collection[Profile],
    languages: Iterable[ToldLanguage],
    *,
    since: str = "",
    until: str = "",
) -> list[Edition]:
    """Return what each set of objects is made for, for all profiles of the mission unless some are named.

    `since` and `until` are the window that dashboards open with.
    """
    mission = read_mission(settings.mission)
    catalogue = read_catalogue(*catalogue_layers(settings.mission))
    outlines, protected = outlines_of(mission.places), tuple(sorted(protected_places(mission)))
    spoken = list(languages)
    return [
        Edition(
            profile=profile,
            language=language,
            prefix=settings.index_prefix,
            desk_url=settings.desk_url,
            since=since,
            until=until,
            signs={sign.id: sign.name.get(language, sign.id) for sign in catalogue.indicators},
            outlines=outlines,
            protected_places=protected,
        )
        for profile in profiles or mission.access_profiles
        for language in spoken
    ]
