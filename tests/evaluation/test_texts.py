"""Measures of places found in labelled texts, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.corpora import AST, LOC, Document, Gold
from evaluation.texts import Found, forewarn_finds, missed, model_finds, recognition, resolution
from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import open_gazetteer
from schemas.geography import Position
from tests.nlp.invented import PLACES

TEXT = "Tébirou, Balle, Marassé and Ombrassa; Solune."
HERE = Position(2.1, 1.1)
DOCUMENT = Document(
    "1",
    TEXT,
    (Gold(0, 7, LOC, HERE), Gold(9, 14, LOC, Position(3.2, 1.2)), Gold(16, 23, AST), Gold(28, 36, LOC)),
)
# One exact; one that only overlaps; one over a place that stands for people; one where none is labelled.
FOUND = [Found(0, 7, HERE, 1.0), Found(9, 13), Found(16, 23), Found(38, 44)]


@pytest.mark.parametrize(
    ("only_loc", "match", "n", "precision", "recall"),
    [
        (True, "exact", 3, 1 / 3, 1 / 3),
        (True, "overlap", 3, 2 / 3, 2 / 3),
        (False, "exact", 4, 2 / 4, 2 / 4),
        (False, "overlap", 4, 3 / 4, 3 / 4),
    ],
)
def test_recognition_by_hand(only_loc, match, n, precision, recall):
    rows = {row.match: row for row in recognition("m", [DOCUMENT], [FOUND], only_loc=only_loc)}
    got = rows[match]
    assert (got.n, got.counted) == (n, "LOC" if only_loc else "LOC and AST")
    assert got.precision == pytest.approx(precision)
    assert got.recall == pytest.approx(recall)
    assert got.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_precision_and_recall_are_told_apart():
    (exact, _) = recognition("m", [DOCUMENT], [FOUND[:1]], only_loc=True)
    assert exact.precision == 1
    assert exact.recall == pytest.approx(1 / 3)
    assert exact.f1 == pytest.approx(0.5)


@pytest.mark.parametrize("found", [[], [Found(38, 44)]])
def test_nothing_right_gives_nought(found):
    for row in recognition("m", [DOCUMENT], [found], only_loc=True):
        assert (row.precision, row.recall, row.f1) == (0, 0, 0)


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 6)).map(lambda each: (each[0], each[0] + each[1]))


@given(st.lists(SPANS, unique=True), st.lists(SPANS, unique=True))
def test_what_matches_exactly_overlaps(gold, found):
    document = Document("1", TEXT, tuple(Gold(start, end, LOC) for start, end in gold))
    exact, overlap = recognition("m", [document], [[Found(*span) for span in found]], only_loc=True)
    assert exact.precision <= overlap.precision <= 1
    assert exact.recall <= overlap.recall <= 1
    assert exact.recall * len(gold) == pytest.approx(len({*gold} & {*found}))


def test_resolution_counts_places_with_a_position_and_what_was_not_found():
    """Of four, two have a position: one is found there, the other is found without a position."""
    got = resolution("m", [DOCUMENT], [FOUND])
    assert (got.n, got.counted) == (2, "mention")
    assert (got.within_5_km, got.unresolved, got.in_radius, got.median_error_km) == (0.5, 0.5, 1.0, 0.0)


def test_of_two_found_over_one_place_the_longer_overlap_counts():
    far = Found(5, 9, Position(40, 40), 1.0)
    assert resolution("m", [DOCUMENT], [[far, FOUND[0]]]) == resolution("m", [DOCUMENT], [[FOUND[0], far]])
    assert resolution("m", [DOCUMENT], [[far, FOUND[0]]]).within_5_km == 0.5


def test_missed_names_and_what_was_found_wrongly_are_listed_commonest_first():
    twice = [DOCUMENT, Document("2", "Ombrassa", (Gold(0, 8, LOC),))]
    assert missed(twice, [FOUND[1:], []], 1) == [
        "missed 2 times: Ombrassa",
        "found 1 times, not labelled: Solune",
    ]
    assert missed(twice, [FOUND[1:], []], 0) == []


def test_forewarn_and_the_model_find_places_of_a_text():
    store = mission_gazetteer(PLACES)
    text = "Armed men came back to Tébirou on Friday. They came from Paris."
    documents = [Document("1", text, ()), Document("2", "Nothing happened.", ())]
    first, second = forewarn_finds(documents, store)
    (tebirou,) = [each for each in first if text[each.start : each.end] == "Tébirou"]
    assert tebirou.at == HERE
    assert tebirou.radius_km is not None
    assert second == []
    model, nothing = model_finds(documents, open_gazetteer(store))
    assert "Paris" in [text[each.start : each.end] for each in model]
    assert nothing == []


def test_the_model_alone_is_placed_at_the_namesake_with_the_most_people():
    few, many = PLACES[6], PLACES[7].model_copy(update={"name": "Paris", "population": 5000})
    store = mission_gazetteer((few.model_copy(update={"name": "Paris"}), many))
    ((found,),) = model_finds([Document("1", "He lives in Paris.", ())], open_gazetteer(store))
    assert found.at == Position(many.latitude, many.longitude)
    assert found.radius_km is None
