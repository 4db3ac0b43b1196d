"""A report that reading stumbles over costs itself alone: kept, counted as unread, and logged without its words."""

from collections.abc import Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs

from nlp import annotate as stage
from nlp.catalogue_reader import BUILT_IN, read_catalogue
from schemas.report import Report
from tests.factories import make_report
from tests.nlp.invented import MISSION

GOOD = "Wanawake wawili walibakwa huko Tébirou."
BAD = "Zélinda alisema wanawake wanalala msituni."


def is_bad(told: Any) -> bool:
    reports: Sequence[Report] = [told] if isinstance(told, Report) else told
    return any(report.text == BAD for report in reports)


@pytest.mark.parametrize("function", ["_read_texts", "_reading"])
def test_the_other_reports_are_read(function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = getattr(stage, function)

    def stumbling(told: Any, *arguments: Any) -> Any:
        if is_bad(told):
            raise ValueError(BAD)
        return whole(told, *arguments)

    monkeypatch.setattr(stage, function, stumbling)
    reports = [
        make_report(name, text=text, language="sw", stated_places=()) for name, text in (("good", GOOD), ("bad", BAD))
    ]
    with capture_logs() as logs:
        good, bad = stage.annotate(reports, mission=MISSION, catalogue=read_catalogue(BUILT_IN))
    assert good.events
    assert good.annotation.language_processed
    assert (bad.events, bad.annotation.language_processed) == ((), False)
    assert [line["event"] for line in logs] == ["report not read"]
    assert "linda" not in str(logs)
