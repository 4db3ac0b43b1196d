"""The fit of the match weights."""

import numpy
import pytest

from evaluation.corpora import Document, Gold
from evaluation.fit_places import NAMES, OF_TEXTS, Example, examples, fit, text_examples
from evaluation.ucdp import Question
from nlp.gazetteer.build import mission_gazetteer
from nlp.gazetteer.store import open_gazetteer
from nlp.places.scoring import WEIGHTS
from schemas.geography import Position
from tests.nlp.invented import PLACES


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer(mission_gazetteer(PLACES))


def example(right: int, *rows: dict[str, float]) -> Example:
    """Return an example of candidates with the comparisons of `rows`; the last row stands for none of them."""
    comparisons = numpy.array([[row.get(name, 0.0) for name in NAMES] for row in (*rows, {})])
    return Example(comparisons, numpy.arange(len(comparisons)) == right, 1.0)


def test_a_question_has_a_row_for_each_candidate_and_one_for_none(gazetteer):
    asked = Question("Marassé", "Nordane", "XX", Position(3.1, 1.1), 8)
    with_area, alone = examples([asked], gazetteer)
    assert with_area.comparisons.shape == alone.comparisons.shape == (3, len(NAMES))
    assert with_area.right.tolist() == [False, True, False]
    assert with_area.weight == 4, "one, and the doublings of its events"
    assert not with_area.comparisons[-1].any()
    area = NAMES.index("admin1_agrees")
    assert (with_area.comparisons[:, area].tolist(), alone.comparisons[:, area].tolist()) == ([1, 1, 0], [0, 0, 0])


def test_where_no_candidate_is_near_none_is_right(gazetteer):
    found = examples([Question("Balle", "Nordane", "XX", Position(40, 40), 1)], gazetteer)
    assert [each.right.tolist() for each in found] == [[False, True]] * 2


def test_a_question_without_candidates_teaches_nothing(gazetteer):
    assert examples([Question("Qwertane", "Nordane", "XX", Position(2, 1), 1)], gazetteer) == []


def test_without_examples_the_weights_stay():
    assert fit([]) == {name: WEIGHTS[name] for name in NAMES}


@pytest.mark.parametrize("helps", [True, False])
def test_weights_move_to_what_tells_right_from_wrong(helps):
    """Of two equal candidates the one in the stated area is always right, or always wrong."""
    rows = ({"same": 1.0, "admin1_agrees": 1.0}, {"same": 1.0})
    fitted = fit([example(0 if helps else 1, *rows)] * 50)
    assert (fitted["admin1_agrees"] > WEIGHTS["admin1_agrees"]) == helps
    assert fitted["admin2_agrees"] == WEIGHTS["admin2_agrees"], "nothing was said of it"


def test_what_the_files_cannot_tell_is_held():
    fitted = fit([example(1, {"same": 1.0, "kind_fits": 1.0}, {"same": 1.0})] * 50)
    assert fitted["kind_fits"] == WEIGHTS["kind_fits"]


def test_the_order_of_examples_changes_nothing():
    data = [
        example(0, {"same": 1.0}, {"edit": 1.0}),
        example(1, {"part": 1.0}),
        example(1, {"seat": 1.0}, {"edit": 1.0}),
    ]
    assert fit(data) == fit(data[::-1])


def test_texts_give_an_example_for_each_labelled_name():
    text = "Men were seen in Tébirou, Kalouvé district."
    start = text.index("Tébirou")
    gold = Gold(start, start + len("Tébirou"), "LOC", Position(2.1, 1.1))
    (found,) = text_examples([Document("D", text, (gold,))], mission_gazetteer(PLACES))
    assert found.right.tolist() == [True, False]
    assert found.comparisons[0, NAMES.index("area_behind_agrees")] == 1


def test_what_only_texts_can_tell_is_held_for_place_fields():
    data = [example(1, {"same": 1.0, "country_named": 1.0}, {"same": 1.0})] * 50
    assert fit(data)["country_named"] == WEIGHTS["country_named"]
    assert fit(data, held=frozenset(NAMES) - OF_TEXTS)["country_named"] < WEIGHTS["country_named"]
