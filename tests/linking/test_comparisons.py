from datetime import timedelta

import pytest

from linking import match_weights as weights
from linking.comparisons import (
    COMPARISONS,
    compare_groups,
    compare_kinds,
    compare_numbers,
    compare_places,
    compare_texts,
    compare_times,
)
from linking.signature import signature
from schemas.annotation import EventActor, PeopleCount
from tests.factories import START, make_event, make_place

RED = EventActor(actor_id="xx-red", name="Red Vests", kind="militia")
BLUE = EventActor(actor_id="xx-blue", name="Blue Scarves", kind="militia")
UNNAMED = EventActor(name="armed men")
ORIGINAL = " ".join(f"word{number}" for number in range(60))


def at_km(north_km: float, radius_km: float = 2.0, **fields):
    place = make_place(latitude=1 + north_km / 111.2, longitude=3, radius_km=radius_km, place_id=None)
    return make_event(place=place.model_copy(update=fields))


def on(day: int, days: int = 1):
    first = START + timedelta(days=day)
    return make_event(occurred_from=first, occurred_to=first + timedelta(days=days - 1))


def people(*ranges: tuple[int, int]):
    return make_event(counts=tuple(PeopleCount(minimum=low, maximum=high, who="people") for low, high in ranges))


def by(*actors: EventActor):
    return make_event(actors=actors)


def worded(text: str, lang: str = "en"):
    return make_event(signature=signature(text), lang=lang)


CASES = [
    (compare_places, at_km(0, place_id="x"), at_km(0, place_id="x"), weights.SAME_PLACE, "same place: Kanvi-Est"),
    (compare_places, at_km(0), at_km(4), weights.WITHIN_RADII, "4 km apart, within what both places leave open"),
    (
        compare_places,
        at_km(0, 15),
        at_km(9),
        weights.WITHIN_WIDE_RADII,
        "9 km apart, within what both places leave open (only roughly known)",
    ),
    (compare_places, at_km(0), at_km(7), weights.PLACES_NEAR, "7 km apart, 3.0 km more than both places leave open"),
    (compare_places, at_km(0), at_km(20), weights.PLACES_APART, "20 km apart, 16 km more than both places leave open"),
    (
        compare_places,
        at_km(0),
        at_km(50),
        weights.PLACES_CONTRADICT,
        "50 km apart, 46 km more than both places leave open",
    ),
    (compare_times, on(0), on(0), weights.SAME_DAY, "same day: 2026-03-02"),
    (
        compare_times,
        on(0),
        on(-1, days=2),
        weights.SAME_DAY,
        "the days overlap: 2026-03-02 and 2026-03-01 to 2026-03-02",
    ),
    (
        compare_times,
        on(0),
        on(-3, days=5),
        weights.DAYS_OVERLAP,
        "the days overlap: 2026-03-02 and 2026-02-27 to 2026-03-03",
    ),
    (
        compare_times,
        on(0),
        on(-3, days=20),
        weights.WIDE_DAYS_OVERLAP,
        "the days overlap: 2026-03-02 and 2026-02-27 to 2026-03-18",
    ),
    (compare_times, on(0), on(1), weights.NEXT_DAY, "1 day apart: 2026-03-02 and 2026-03-03"),
    (compare_times, on(0), on(3), weights.DAYS_APART, "3 days apart: 2026-03-02 and 2026-03-05"),
    (compare_times, on(0), on(7), weights.DAYS_CONTRADICT, "7 days apart: 2026-03-02 and 2026-03-09"),
    (compare_groups, by(RED), by(RED, BLUE), weights.SAME_GROUP, "both name Red Vests"),
    (compare_groups, by(RED), by(BLUE), weights.DIFFERENT_GROUPS, "different groups: Red Vests and Blue Scarves"),
    (compare_numbers, people((5, 5)), people((5, 5)), weights.SAME_NUMBER, "same number of people: 5"),
    (
        compare_numbers,
        people((5, 5)),
        people((5, 8)),
        weights.RANGES_TOUCH,
        "5 and 5 to 8 people: the ranges touch",
    ),
    (
        compare_numbers,
        people((5, 5)),
        people((8, 12)),
        weights.NUMBERS_DIFFER,
        "5 and 8 to 12 people: the numbers differ, both are kept",
    ),
    (
        compare_numbers,
        people((5, 5)),
        people((40, 60)),
        weights.NUMBERS_FAR_APART,
        "5 and 40 to 60 people: the numbers differ, both are kept",
    ),
    (compare_numbers, people((5, 5), (20, 20)), people((20, 20)), weights.SAME_NUMBER, "same number of people: 20"),
    (
        compare_texts,
        worded(ORIGINAL),
        worded(ORIGINAL),
        weights.NEAR_COPIES,
        "the texts are near-copies (100% of word runs in common)",
    ),
    (compare_texts, worded(ORIGINAL), worded("all else"), weights.WORDED_APART, "the texts are worded differently"),
]


@pytest.mark.parametrize(("compare", "left", "right", "level", "sentence"), CASES)
def test_levels_and_sentences(compare, left, right, level, sentence):
    assert compare(left, right) == (level, sentence)
    assert compare(right, left).level == level, "which event comes first does not matter"


@pytest.mark.parametrize(
    ("compare", "left", "right"),
    [
        (compare_places, make_event(place=None), at_km(0)),
        (compare_groups, by(UNNAMED), by(RED)),
        (compare_groups, by(), by(RED)),
        (compare_numbers, people(), people((5, 5))),
        (compare_texts, make_event(), worded(ORIGINAL)),
        (compare_texts, worded(ORIGINAL, lang="fr"), worded(ORIGINAL)),
        (
            compare_texts,
            worded(ORIGINAL),
            worded(ORIGINAL).model_copy(update={"kind": "displacement", "indicators": ("MOB-04",)}),
        ),
    ],
)
def test_a_missing_value_says_and_weighs_nothing(compare, left, right):
    assert compare(left, right) is None
    assert compare(right, left) is None


def test_kinds_same_related_and_unrelated():
    abduction = make_event(kind="abduction", severity=5, indicators=("TIP-01",))
    rape = make_event(kind="sexual_violence", severity=5, indicators=("CRSV-01",))
    recruiter = make_event(kind="recruitment", severity=3, indicators=("TIP-03",))
    flight = make_event(kind="night_flight", severity=4, indicators=("MOB-03",))
    assert compare_kinds(abduction, abduction) == (weights.SAME_KIND, "both speak of abduction")
    assert compare_kinds(abduction, rape).level == weights.RELATED_KINDS, "acts of one attack"
    assert compare_kinds(abduction, recruiter).level == weights.RELATED_KINDS, "signs of one family"
    assert compare_kinds(abduction, flight) == (
        weights.UNRELATED_KINDS,
        "abduction and night flight are different things",
    )


def test_texts_that_share_a_third_share_passages():
    half = " ".join(ORIGINAL.split()[:30])
    left, right = (half + " " + " ".join(f"{name}{number}" for number in range(30)) for name in ("left", "right"))
    found = compare_texts(worded(left), worded(right))
    assert found is not None
    assert found.level == weights.SHARED_PASSAGES


def test_better_levels_weigh_more():
    order = [
        [weights.SAME_PLACE, weights.WITHIN_RADII, weights.WITHIN_WIDE_RADII, weights.PLACES_NEAR],
        [weights.PLACES_NEAR, weights.PLACES_APART, weights.PLACES_CONTRADICT],
        [weights.SAME_DAY, weights.DAYS_OVERLAP, weights.WIDE_DAYS_OVERLAP, weights.NEXT_DAY, weights.DAYS_APART],
        [weights.DAYS_APART, weights.DAYS_CONTRADICT],
        [weights.SAME_KIND, weights.RELATED_KINDS, weights.UNRELATED_KINDS],
        [weights.SAME_GROUP, weights.DIFFERENT_GROUPS],
        [weights.SAME_NUMBER, weights.RANGES_TOUCH, weights.NUMBERS_DIFFER, weights.NUMBERS_FAR_APART],
        [weights.NEAR_COPIES, weights.SHARED_PASSAGES, weights.WORDED_APART],
    ]
    for levels in order:
        assert levels == sorted(levels, key=lambda level: level.weight, reverse=True)


def test_each_comparison_tells_the_analyst_what_it_says():
    assert all(compare.__doc__ for compare in COMPARISONS.values())
