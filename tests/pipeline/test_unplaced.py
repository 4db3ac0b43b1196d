"""The names that could not be placed: counted per report, and no list of persons."""

from datetime import date

import pytest

from pipeline.unplaced import unplaced_totals
from schemas.annotation import Annotation, PlaceMention, UnplacedName
from schemas.status import UnplacedTotal
from tests.factories import make_annotation, make_report, moment


def mention(text: str, evidence: str = "type_word", **fields: object) -> PlaceMention:
    return PlaceMention.model_validate(
        {"text": text, "start": 0, "end": len(text), "evidence": evidence, "reason": "not found", **fields}
    )


def annotation(
    name: str, *mentions: PlaceMention, fields: tuple[str, ...] = (), topic: str = "patrol-notes"
) -> Annotation:
    unplaced = tuple(UnplacedName(text=text, reason="not found") for text in fields)
    return make_annotation(name, places=mentions, unplaced=unplaced, topic=topic)


def totals(*annotations: Annotation) -> list[UnplacedTotal]:
    days = {"one": 0, "two": 3, "three": 1}
    return unplaced_totals(annotations, [make_report(name, ingested_at=moment(day)) for name, day in days.items()])


def names(*annotations: Annotation) -> list[str]:
    return [each.name for each in totals(*annotations)]


def test_a_name_is_counted_once_a_report_however_it_is_spelt() -> None:
    found = totals(
        annotation("two", mention("Qwertané"), mention("Qwertané"), topic="ngo-kobo"),
        annotation("one", mention("QWERTANE"), fields=("Qwertane",)),
        annotation("three", mention("Asdfo")),
    )
    assert found == [
        UnplacedTotal(
            name="QWERTANE", reports=2, topics=("ngo-kobo", "patrol-notes"), latest=date(2026, 3, 5),
            example_key="patrol-notes:one",
        ),
        UnplacedTotal(
            name="Asdfo", reports=1, topics=("patrol-notes",), latest=date(2026, 3, 3), example_key="patrol-notes:three"
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("evidence", "listed"),
    [("type_word", True), ("place_field", True), ("gazetteer", True), ("cue", False), ("model", False), ("", False)],
)
def test_only_a_name_with_evidence_of_a_place_is_listed(evidence: str, listed: bool) -> None:
    assert names(annotation("one", mention("Qwertane", evidence))) == (["Qwertane"] if listed else [])


@pytest.mark.parametrize(
    "text", ["[name]", "house of [name]", "", "...", "behind the second house left of the old well"]
)
def test_what_was_masked_or_is_no_name_is_not_listed(text: str) -> None:
    assert names(annotation("one", mention(text), fields=(text,))) == []


def test_a_name_that_was_placed_is_not_listed() -> None:
    assert names(annotation("one", mention("Balle", latitude=1.0, longitude=2.0))) == []


def test_the_order_of_reports_changes_nothing() -> None:
    some = [
        annotation("one", mention("Qwertane"), mention("Asdfo")),
        annotation("two", mention("Asdfo"), mention("Yxcvo")),
    ]
    assert totals(*some) == totals(*reversed(some))
    assert names(*some) == ["Asdfo", "Qwertane", "Yxcvo"]
