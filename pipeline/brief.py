"""Gathers what one briefing page is made of."""

from briefing.material import Material
from patterns.wording import told_in
from pipeline.outlook import view_of
from pipeline.parts import Parts
from pipeline.status import read_status
from pipeline.unplaced import unplaced_totals
from pipeline.unread import unread_languages
from products.gaps import coverage_gaps
from products.requirements import requirements
from products.top import top_areas
from schemas.annotation import Annotation, Event
from schemas.linkage import Incident, Link
from schemas.protection import Profile
from schemas.report import Report
from schemas.status import SourceStatus
from schemas.warning import ToldLanguage, Warning


def gather_material(parts: Parts, profile: Profile, *, language: ToldLanguage) -> Material:
    """Return all that `profile` may see of this mission, as of the run's own clock; warnings told in `language`."""
    status = read_status(parts)
    warnings = parts.index.find(Warning, (profile.name,))
    annotations = list(parts.index.find(Annotation, profile.scopes))
    reports = tuple(parts.index.find(Report, profile.scopes))
    view = view_of(parts, profile, language=language)
    return Material(
        mission=parts.mission,
        profile=profile.name,
        now=status.at,
        warnings=tuple(
            told_in(each, catalogue=parts.catalogue, mission=parts.mission, language=language) for each in warnings
        ),
        incidents=tuple(parts.index.find(Incident, (profile.name,))),
        links=tuple(parts.index.find(Link, (profile.name,))),
        events=tuple(parts.index.find(Event, profile.scopes)),
        reports=reports,
        sources=tuple(_shown(source, profile) for source in status.sources),
        indicators=parts.catalogue.indicators,
        unplaced_names=sum(place.latitude is None for annotation in annotations for place in annotation.places),
        unplaced=tuple(unplaced_totals(annotations, reports)),
        unprocessed_languages=unread_languages(annotations),
        quarantined=status.refusals,
        top=top_areas(view),
        gaps=coverage_gaps(view),
        pirs=requirements(view) if parts.mission.pirs else None,
    )


def _shown(source: SourceStatus, profile: Profile) -> SourceStatus:
    """Return `source` without how many rows came, where `profile` may not see the rows: a clinic's are persons."""
    if profile.sees(source):
        return source
    return source.model_copy(update={"rows_by_fate": {}, "rows_in_period": 0, "lag_messages": 0})
