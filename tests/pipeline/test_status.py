"""How a source is: silent, too few, never, on time; and that a briefing shows no clinic's rows to analysts."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.brief import gather_material
from pipeline.parts import Parts
from pipeline.run import run_all
from pipeline.status import read_status
from schemas.protection import ANALYST, PROTECTED
from schemas.status import SourceStatus
from tests.pipeline.runs import MESSAGES, replayed_into, settings_in

FIRST_WEEK = [message for message in MESSAGES if message.timestamp_ms < MESSAGES[0].timestamp_ms + 7 * 86_400_000]


def source(parts: Parts, topic: str) -> SourceStatus:
    return next(source for source in read_status(parts).sources if source.topic == topic)


def with_rule(parts: Parts, topic: str, **rules: float) -> Parts:
    changed = parts.sources[topic]._replace(rules=parts.sources[topic].rules.model_copy(update=rules))
    return replace(parts, sources={**parts.sources, topic: changed})


@pytest.mark.parametrize(
    ("rules", "state"),
    [
        ({"expected_every_days": 7}, "on_time"),
        ({"expected_every_days": 7, "least_rows_each_period": 1}, "on_time"),
        ({"expected_every_days": 7, "least_rows_each_period": 1000}, "too_few"),
        ({"expected_every_days": 0.001, "least_rows_each_period": 1000}, "silent"),
    ],
)
def test_a_source_is_held_to_its_rhythm_and_its_least_rows(tmp_path: Path, rules: dict[str, float], state: str) -> None:
    with replayed_into(settings_in(tmp_path), FIRST_WEEK) as parts:
        run_all(parts)
        assert source(with_rule(parts, "patrol-notes", **rules), "patrol-notes").state == state
        assert source(parts, "ngo-kobo").state == "never"


def test_how_many_rows_a_clinic_sent_is_for_those_who_may_see_them(tmp_path: Path) -> None:
    with replayed_into(settings_in(tmp_path), FIRST_WEEK) as parts:
        run_all(parts)
        shown = {
            profile.name: {each.topic: each for each in gather_material(parts, profile, language="en").sources}
            for profile in (ANALYST, PROTECTED)
        }
    assert shown["protected"]["clinic-dhis2"].rows_by_fate
    assert not shown["analyst"]["clinic-dhis2"].rows_by_fate
    assert shown["analyst"]["patrol-notes"].rows_by_fate
