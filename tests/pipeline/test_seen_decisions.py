"""A decision shows a profile nothing of what the profile may not see."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.logbook import append_decision
from pipeline.parts import Parts, open_parts
from pipeline.seen_decisions import seen_decisions
from schemas.base import stable_id
from schemas.linkage import Decision, DecisionKind, NamedEvent
from schemas.protection import ANALYST, PROTECTED, Level
from tests.factories import make_report, moment, report_id_of
from tests.pipeline.runs import settings_in

SECRET = "what the hidden report says"


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """Give parts with the reports `one`, `two`, `three`, and `hidden`, which analysts may not see."""
    with open_parts(settings_in(tmp_path)) as parts:
        parts.index.put(make_report(name) for name in ("one", "two", "three"))
        parts.index.put([make_report("hidden", level=Level.STRICTLY_CONFIDENTIAL)])
        parts.index.refresh()
        yield parts


def event(name: str) -> str:
    return stable_id("event", name)


def decide(parts: Parts, kind: DecisionKind, *sides: tuple[str, ...], **fields: Any) -> Decision:
    """Keep a decision about the events of `sides`, with a reason that speaks of all of them."""
    left, right = (*sides, (), ())[:2]
    names = {
        "left": event(left[0]) if left else None,
        "beside": tuple(map(event, left[1:])),
        "right": event(right[0]) if right else None,
        "others": tuple(map(event, right[1:])),
        "events": tuple(
            NamedEvent(id=event(name), report_id=report_id_of(name), kind="abduction", quote=f"quote of {name}")
            for name in (*left, *right)
        ),
    }
    order = len(seen_decisions(parts, PROTECTED))
    decision = Decision(id=f"{order}", kind=kind, by="adviser", at=moment(order), why=SECRET, **{**names, **fields})
    append_decision(parts.broker, decision)
    return decision


def test_whoever_sees_everything_sees_every_decision_whole(parts: Parts) -> None:
    kept = [decide(parts, "confirm", ("one",), ("hidden",)), decide(parts, "split", ("one", "hidden"), ("two",))]
    assert seen_decisions(parts, PROTECTED) == kept


def test_a_decision_on_what_is_seen_is_whole(parts: Parts) -> None:
    kept = [decide(parts, "confirm", ("one",), ("two",)), decide(parts, "grade", ("one",), grade=2)]
    assert seen_decisions(parts, ANALYST) == kept


@pytest.mark.parametrize("sides", [(("one",), ("hidden",)), (("hidden",), ("one", "two")), (("hidden",),)])
def test_a_decision_of_which_one_side_is_hidden_is_none(parts: Parts, sides: tuple[tuple[str, ...], ...]) -> None:
    taken = decide(parts, "split" if len(sides) > 1 else "grade", *sides)
    decide(parts, "undo", undoes=taken.id)
    assert seen_decisions(parts, ANALYST) == []


@pytest.mark.parametrize(
    ("sides", "left"),
    [
        ((("one",), ("hidden", "two", "three")), [event("one"), event("two"), event("three")]),
        ((("hidden", "one"), ("two",)), [event("one"), event("two")]),
        ((("one", "hidden"), ("two",)), [event("one"), event("two")]),
    ],
)
def test_of_a_decision_that_is_partly_hidden_the_seen_part_is_told_without_its_reason(
    parts: Parts, sides: tuple[tuple[str, ...], ...], left: list[str]
) -> None:
    taken = decide(parts, "split", *sides)
    decide(parts, "undo", undoes=taken.id)
    told, taken_back = seen_decisions(parts, ANALYST)
    assert [told.left, *told.beside, told.right, *told.others] == left
    text = told.model_dump_json() + taken_back.model_dump_json()
    assert not any(hidden in text for hidden in (SECRET, event("hidden"), report_id_of("hidden"), "quote of hidden"))
    assert taken_back.undoes == told.id
