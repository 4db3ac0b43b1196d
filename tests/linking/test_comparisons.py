import re
from datetime import timedelta

import pytest

from linking.comparisons import (
    COMPARISONS,
    compare_details,
    compare_groups,
    compare_kinds,
    compare_numbers,
    compare_places,
    compare_references,
    compare_tellings,
    compare_texts,
    compare_times,
)
from linking.details import outline
from linking.judged import JUDGED
from linking.match_weights import match_weights, weight_of
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


ENGLISH = {"and", "both", "the", "to", "same", "apart", "day", "days", "people", "evening", "night"}

CASES = [
    (compare_places, at_km(0, place_id="x"), at_km(0, place_id="x"), "same", "same place: Kanvi-Est"),
    (compare_places, at_km(0), at_km(4), "within_radii", "4 km apart, within what both places leave open"),
    (
        compare_places,
        at_km(0, 15),
        at_km(9),
        "within_wide_radii",
        "9 km apart, within what both places leave open (only roughly known)",
    ),
    (compare_places, at_km(0), at_km(7), "near", "7 km apart, 3.0 km more than both places leave open"),
    (compare_places, at_km(0), at_km(20), "apart", "20 km apart, 16.0 km more than both places leave open"),
    (
        compare_places,
        at_km(0),
        at_km(50),
        "contradict",
        "50 km apart, 46.0 km more than both places leave open",
    ),
    (
        compare_places,
        at_km(0, place_id="x"),
        at_km(3, place_id="y", name="Kanvi-Nord"),
        "neighbours",
        "two places, 3 km apart: Kanvi-Est and Kanvi-Nord",
    ),
    (
        compare_places,
        at_km(0, place_id="x"),
        at_km(0.5, place_id="y"),
        "within_radii",
        "0 km apart, within what both places leave open",
    ),
    (compare_times, on(0), on(0), "same_day", "same day: 2026-03-02"),
    (
        compare_tellings,
        on(0),
        on(5).model_copy(update={"date_basis": "reported"}),
        "week_later",
        "told 5 days later, without a day of its own",
    ),
    (
        compare_tellings,
        on(0),
        on(0).model_copy(update={"date_basis": "reported"}),
        "same_day",
        "told on the same day, without a day of its own",
    ),
    (
        compare_times,
        on(0).model_copy(update={"date_basis": "reported"}),
        on(1),
        "next_day",
        "1 day apart: 2026-03-02 and 2026-03-03",
    ),
    (
        compare_times,
        on(0),
        on(8).model_copy(update={"date_basis": "reported"}),
        "contradict",
        "8 days apart: 2026-03-02 and 2026-03-10",
    ),
    (
        compare_times,
        on(0).model_copy(update={"time_of_day": "night"}),
        on(0).model_copy(update={"time_of_day": "morning"}),
        "other_part_of_day",
        "same day: 2026-03-02, morning and night",
    ),
    (
        compare_times,
        on(0),
        on(-1, days=2),
        "same_day",
        "the days overlap: 2026-03-02 and 2026-03-01 to 2026-03-02",
    ),
    (
        compare_times,
        on(0),
        on(-3, days=5),
        "overlap",
        "the days overlap: 2026-03-02 and 2026-02-27 to 2026-03-03",
    ),
    (
        compare_times,
        on(0),
        on(-3, days=20),
        "wide_overlap",
        "the days overlap: 2026-03-02 and 2026-02-27 to 2026-03-18",
    ),
    (compare_times, on(0), on(1), "next_day", "1 day apart: 2026-03-02 and 2026-03-03"),
    (compare_times, on(0), on(3), "days_apart", "3 days apart: 2026-03-02 and 2026-03-05"),
    (compare_times, on(0), on(7), "contradict", "7 days apart: 2026-03-02 and 2026-03-09"),
    (compare_groups, by(RED), by(RED, BLUE), "same", "both name Red Vests"),
    (compare_groups, by(RED), by(BLUE), "different", "different groups: Red Vests and Blue Scarves"),
    (compare_numbers, people((5, 5)), people((5, 5)), "same", "same number of people: 5"),
    (
        compare_numbers,
        people((5, 5)),
        people((5, 8)),
        "ranges_touch",
        "5 and 5 to 8 people: the ranges touch",
    ),
    (
        compare_numbers,
        people((5, 5)),
        people((8, 12)),
        "differ",
        "5 and 8 to 12 people: the numbers differ, both are kept",
    ),
    (
        compare_numbers,
        people((5, 5)),
        people((40, 60)),
        "far_apart",
        "5 and 40 to 60 people: the numbers differ, both are kept",
    ),
    (compare_numbers, people((1, 1)), people((1, 1)), "same_few", "same number of people: 1"),
    (compare_numbers, people((5, 5), (20, 20)), people((20, 20)), "same", "same number of people: 20"),
    (
        compare_texts,
        worded(ORIGINAL),
        worded(ORIGINAL),
        "near_copies",
        "the texts are near-copies (100% of word runs in common)",
    ),
    (compare_texts, worded(ORIGINAL), worded("all else"), "worded_apart", "the texts are worded differently"),
]


@pytest.mark.parametrize(("compare", "left", "right", "level", "sentence"), CASES)
def test_levels_and_sentences(compare, left, right, level, sentence):
    found = compare(left, right)
    assert (found.level, found.sentence) == (level, sentence)
    assert compare(right, left).level == level, "which event comes first does not matter"
    assert found.french
    assert not ENGLISH.intersection(re.findall(r"\w+", found.french))


@pytest.mark.parametrize(
    ("compare", "left", "right"),
    [
        (compare_places, make_event(place=None), at_km(0)),
        (compare_groups, by(UNNAMED), by(RED)),
        (compare_groups, by(), by(RED)),
        (compare_numbers, people(), people((5, 5))),
        (compare_tellings, on(0), on(0)),
        (compare_times, on(0), on(2).model_copy(update={"date_basis": "ingested"})),
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


def test_those_who_did_it_are_not_compared_with_those_whom_it_befell():
    victims, attackers = people((5, 5)).counts[0], people((30, 30)).counts[0].model_copy(update={"role": "actor"})
    assert compare_numbers(make_event(counts=(victims,)), make_event(counts=(attackers,))) is None
    girls, boys = (victims.model_copy(update={"sex": sex}) for sex in "FM")
    assert compare_numbers(make_event(counts=(girls,)), make_event(counts=(boys,))) is None


def test_soldiers_and_rebels_are_two_sides_and_an_unknown_kind_says_nothing():
    soldiers, rebels = EventActor(name="soldiers", kind="state_force"), EventActor(name="rebels", kind="militia")
    found = compare_groups(by(soldiers), by(rebels))
    assert found is not None
    assert found.level == "different_sides"
    assert compare_groups(by(soldiers), by(soldiers, rebels)) is None
    assert compare_groups(by(soldiers), by(UNNAMED)) is None


def telling(text: str, lang: str = "en", **fields):
    return make_event(outline=outline(text, lang), lang=lang, **fields)


PHARMACY = "They broke the door of the pharmacy before dawn and loaded all of it on donkeys; the midwife fled."
PHARMACIE = "Avant l’aube ils ont cassé la porte de la pharmacie, tout chargé sur des ânes ; la sage-femme a fui."


def test_details_are_shared_across_languages_and_named_rarest_first():
    found = compare_details(telling(PHARMACY), telling(PHARMACIE, "fr"))
    assert found is not None
    assert found.level == "most_across_languages"
    assert "donkey" in found.sentence
    apart = compare_details(telling(PHARMACY), telling("Deux filles ont disparu sur le chemin du puits.", "fr"))
    assert apart is not None
    assert apart.level == "hardly_any_across_languages"


def test_the_name_of_the_place_is_not_counted_twice():
    named = [
        telling(text) for text in ("Tokounda: pumpkins stolen by ferrymen", "Tokounda: a drummer lost his goggles")
    ]
    tokounda = make_place(name="Tokounda")
    both_placed = compare_details(*(event.model_copy(update={"place": tokounda}) for event in named))
    one_not = compare_details(named[0].model_copy(update={"place": None}), named[1])
    assert both_placed is not None
    assert one_not is not None
    assert "toku…" not in both_placed.sentence
    assert "tokun…" in one_not.sentence


@pytest.mark.parametrize(
    ("references", "key", "day", "meant"),
    [
        (("ptrl/0019",), "patrol-notes:TS-ALPHA:PTRL/0019", 0, True),
        (("ptrl/0019",), "patrol-notes:TS-ALPHA:PTRL/0020", 0, False),
        (("2026-03-02",), "x", 0, True),
        (("2026-03-02",), "x", 1, False),
    ],
)
def test_a_report_that_names_the_other(references, key, day, meant):
    naming = make_event("naming", references=references)
    named = make_event("named", key=key, reported_at=START + timedelta(days=day))
    assert (compare_references(naming, named) is not None) == meant
    assert (compare_references(named, naming) is not None) == meant


def test_a_day_alone_names_no_report_of_another_originator():
    naming = make_event("naming", references=("2026-03-02",), originator="Ibis")
    assert compare_references(naming, make_event("named", originator="Heron")) is None


def said_of_kinds(left, right):
    found = compare_kinds(left, right)
    assert found is not None
    return found.level, found.sentence


def test_kinds_same_related_and_unrelated():
    abduction = make_event(kind="abduction", severity=5, indicators=("TIP-01",))
    rape = make_event(kind="sexual_violence", severity=5, indicators=("CRSV-01",))
    recruiter = make_event(kind="recruitment", severity=3, indicators=("TIP-03",))
    flight = make_event(kind="night_flight", severity=4, indicators=("MOB-03",))
    assert said_of_kinds(abduction, abduction) == ("same", "both speak of abduction")
    together = "abduction and {} are often told together"
    assert said_of_kinds(abduction, rape) == ("related", together.format("sexual violence")), "acts of one attack"
    assert said_of_kinds(abduction, recruiter) == ("related", together.format("recruitment")), "signs of one family"
    assert compare_kinds(abduction, make_event(kind="report", indicators=())) is None, "no sign was read"
    assert said_of_kinds(abduction, flight) == (
        "unrelated",
        "abduction and night flight are different things",
    )


def test_texts_that_share_a_third_share_passages():
    half = " ".join(ORIGINAL.split()[:30])
    left, right = (half + " " + " ".join(f"{name}{number}" for number in range(30)) for name in ("left", "right"))
    found = compare_texts(worded(left), worded(right))
    assert found is not None
    assert found.level == "shared_passages"


def test_better_levels_weigh_more():
    order = {
        "place": [["same", "within_radii", "near"], ["near", "contradict"], ["same", "neighbours", "contradict"]],
        "time": [["same_day", "next_day", "contradict"], ["same_day", "wide_overlap"]],
        "kind": [["same", "unrelated"]],
        "group": [["same", "different"]],
        "number": [["same", "differ", "far_apart"]],
        "details": [["many", "hardly_any"], ["many_across_languages", "hardly_any_across_languages"]],
        "text": [["near_copies", "worded_apart"]],
    }
    for comparison, chains in order.items():
        for levels in chains:
            weights = [weight_of(comparison, level) for level in levels]
            assert weights == sorted(weights, reverse=True), (comparison, levels)


def test_every_level_has_a_weight():
    assert set(match_weights().levels) == set(COMPARISONS) == set(JUDGED)
    assert all(set(match_weights().levels[name]) == set(levels) for name, levels in JUDGED.items())


def test_each_comparison_tells_the_analyst_what_it_says():
    assert all(compare.__doc__ for compare in COMPARISONS.values())
