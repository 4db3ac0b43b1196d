"""A home with two open warnings, an analyst's and a protected one, to be answered in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.exports import export
from pipeline.logbook import append_entries
from pipeline.parts import Parts, open_parts
from pipeline.records import write_clock
from pipeline.warning_life import find_warning, show_warnings, warnings_as_of
from schemas.protection import ANALYST, PROTECTED, Level
from schemas.warning import Warning, WarningEntry
from tests.factories import make_area, make_evidence, make_warning, moment
from tests.pipeline.runs import settings_in

WHO: dict[str, Any] = {"by": "officer", "at": moment(400)}
SIGN = make_evidence(
    "clinic",
    quote="eleven girls came on Tuesday",
    occurred_from=moment(9.5),
    level=Level.STRICTLY_CONFIDENTIAL,
)
SECRET = make_warning(
    "secret",
    profile="protected",
    level=Level.STRICTLY_CONFIDENTIAL,
    area=make_area(name="Tokounda", admin1="Nord-Ouvande", admin2="Mbazéré", place_id="XX010202", radius_km=7.3),
    evidence=(SIGN,),
    raised_at=moment(11.25),
    window_from=moment(11.25),
    window_to=moment(28.25),
    independent_origins=3,
)
OPEN = make_warning(
    "plain", raised_at=moment(13), updated_at=moment(13), window_from=moment(13), window_to=moment(27), history=()
)


RAISED_AT = moment(14)


def raised(warning: Warning, at: datetime = RAISED_AT) -> WarningEntry:
    return WarningEntry(
        id=f"raised {warning.id}", warning_id=warning.id, at=at, what="raised", reason="two signs", warning=warning
    )


@contextmanager
def warned(tmp_path: Path) -> Iterator[Parts]:
    """Open the parts of a home in which two warnings were raised and the messages' clock stands at day 20."""
    with open_parts(settings_in(tmp_path)) as parts:
        append_entries(parts.broker, [raised(SECRET), raised(OPEN, at=moment(13))])
        write_clock(parts.store, moment(20))
        for profile in (ANALYST, PROTECTED):
            show_warnings(parts, profile, warnings_as_of(parts, profile))
        yield parts


def shown(parts: Parts, warning: Warning = OPEN) -> Warning:
    """Return a warning as the index has it, which is as the record has it."""
    (found,) = parts.index.get(Warning, ("analyst", "protected"), [warning.id]).values()
    assert found == find_warning(parts, PROTECTED, warning.id)
    return found


def seen_by(parts: Parts) -> str:
    """Return all that an analyst can read about warnings, as text."""
    exports = [("warnings", False), ("warnings", True), ("decisions", False)]
    told = [item for kind, history in exports for item in export(parts, kind, profile=ANALYST, history=history)]
    return "\n".join(item.model_dump_json() for item in (*told, *warnings_as_of(parts, ANALYST)))
