from pathlib import Path

import pytest

from pipeline.rulings import rulings_of
from schemas.linkage import Decision, NamedEvent
from search.embedded_index import EmbeddedIndex
from tests.factories import make_event, moment


def named(event) -> NamedEvent:
    return NamedEvent(id=event.id, report_id=event.report_id, kind=event.kind, quote=event.quote)


def decided(one, other) -> Decision:
    events = (named(one), named(other))
    return Decision(id="d", kind="reject", left=one.id, right=other.id, events=events, by="analyst", at=moment())


ONE, OTHER = make_event("one", id="a"), make_event("two", id="b")


@pytest.mark.parametrize(
    ("now", "pair"),
    [
        ([ONE], ("a", "b")),
        ([make_event("one", id="c")], ("b", "c")),
        ([make_event("one", id="c", kind="looting")], ("b", "c")),
        ([make_event("one", id="c", kind="looting", quote="other words")], ("a", "b")),
        ([make_event("one", id="c"), make_event("one", id="d", kind="looting", quote="other words")], ("b", "c")),
        ([make_event("one", id="c"), make_event("one", id="d")], ("a", "b")),
        ([make_event("three", id="c")], ("a", "b")),
    ],
    ids=["there", "moved", "read as another kind", "gone", "beside another", "two of its kind", "another report"],
)
def test_a_decision_follows_the_event_that_took_the_place_of_the_one_it_names(tmp_path: Path, now, pair):
    index = EmbeddedIndex(tmp_path / "index.sqlite")
    index.put([*now, OTHER])
    index.refresh()
    assert list(rulings_of([decided(ONE, OTHER)], index).pairs) == [pair]
    index.close()


def test_without_decisions_nothing_is_asked_of_the_index():
    rulings = rulings_of([], None)  # type: ignore[arg-type] # would fail if asked
    assert (rulings.pairs, rulings.grades, rulings.excluded) == ({}, {}, frozenset())
