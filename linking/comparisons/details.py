"""Which rare words, names and details two events share."""

from linking.comparisons.finding import Finding
from linking.details import CALENDAR, outline, shown
from linking.rarity import rarity_bits
from linking.spacetime import days_of
from schemas.annotation import Event, ToldLanguage

_LEAST_BITS = 8.0
"""A telling that holds less than this, a word in 256 lines, can share nothing that says much."""

_FULL_BITS = 30.0
"""What a shorter telling is measured against: two short ones that share a word are not alike for that."""

_LEVELS = ((0.5, "most"), (0.33, "many"), (0.22, "some"), (0.12, "few"), (0.0, "hardly_any"))
_SHOWN = 4


def compare_details(left: Event, right: Event) -> Finding | None:
    """Both tell of donkey, pharmacy, dawn.

    What is shared is weighed by how rare it is in such reports, and against all that the shorter telling holds; the
    names of the places, groups, days and months are left out, as they are compared already.
    """
    compared = _compared_already(left, right)
    ours, theirs = set(left.outline) - compared, set(right.outline) - compared
    least = min(_bits(ours), _bits(theirs))
    if least < _LEAST_BITS:
        return None
    shared = ours & theirs
    share = _bits(shared) / max(least, _FULL_BITS)
    level = next(name for bound, name in _LEVELS if share >= bound)
    across = "" if left.lang == right.lang else "_across_languages"
    return Finding(f"{level}{across}", _sentence(shared, share), _french(shared, share))


def _compared_already(left: Event, right: Event) -> set[str]:
    places = [place for place in (left.place, right.place) if place is not None]
    named = [place.name for place in places if len(places) == 2] + [area for place in places for area in _areas(place)]
    groups = [actor.name for event in (left, right) for actor in event.actors if actor.actor_id]
    days = [str(day.day) for event in (left, right) for day in days_of(event)]
    return {*outline(" ".join([*named, *groups]), ""), *days, *CALENDAR}


def _areas(place: object) -> list[str]:
    return [area for area in (getattr(place, "admin1", None), getattr(place, "admin2", None)) if area]


def _bits(details: set[str]) -> float:
    return sum(map(rarity_bits, sorted(details)))


def _sentence(shared: set[str], share: float) -> str:
    if not shared:
        return "they share no rare word or detail"
    return f"both tell of {_rarest(shared, 'en')} ({share:.0%} of what the shorter one tells, by rarity)"


def _french(shared: set[str], share: float) -> str:
    if not shared:
        return "aucun mot ni détail rare en commun"
    of_the_shorter = f"{100 * share:.0f} % de ce que dit le plus court, selon la rareté"
    return f"les deux parlent de {_rarest(shared, 'fr')} ({of_the_shorter})"


def _rarest(shared: set[str], language: ToldLanguage) -> str:
    rarest = sorted(shared, key=lambda detail: (-rarity_bits(detail), detail))[:_SHOWN]
    return ", ".join(shown(detail, language) for detail in rarest)
