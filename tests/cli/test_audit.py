"""`forewarn audit verify`: says whether the log is as it was written."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import app
from pipeline.auditing import folder_of, keep_audited
from schemas.audit import Audited
from tests.cli.test_commands import set_home, typed
from tests.factories import moment
from tests.pipeline.runs import settings_in


def test_an_audit_log_that_was_changed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_home(monkeypatch, tmp_path)
    settings = settings_in(tmp_path)
    line = Audited(
        at=moment(), who="ana", role="analyst", door="desk", what="thread", outcome="shown", purpose="early warning"
    )
    keep_audited(settings, line)
    assert "1 lines, all as they were written" in typed("audit", "verify")
    (file,) = folder_of(settings).glob("2*.jsonl")
    file.write_text(file.read_text(encoding="utf-8").replace("ana", "eve"), encoding="utf-8")
    result = CliRunner().invoke(app, ["audit", "verify"])
    assert result.exit_code != 0
    assert "was changed or inserted" in result.output
