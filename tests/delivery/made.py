"""Entries, channels and a mission for the tests of delivery; all invented."""

from typing import Any

from schemas.delivery import Channel
from schemas.mission import Mission, Unit
from schemas.warning import Warning, WarningEntry
from tests.factories import make_area, make_warning, moment

POST = Unit(id="p1", name="team site Kanvi", command="post", areas=("Kanvi",), reports_to="b1")
BATTALION = Unit(id="b1", name="battalion Nord", command="battalion", areas=("Nord",))
MISSION = Mission(name="tests", invented=True, units=(POST, BATTALION))
AREA = make_area(name="Kanvi-Est", admin1="Nord", admin2="Kanvi")


def channel(name: str = "one", **fields: Any) -> Channel:
    """Return a channel that prints, of the analysts' profile, for all areas."""
    return Channel(**{"id": name, "kind": "print", "to": "notes", **fields})


def entry(warning: Warning | None = None, **fields: Any) -> WarningEntry:
    """Return the entry with which a warning began."""
    told = warning or make_warning(area=AREA, addressee=POST.name)
    defaults: dict[str, Any] = {
        "id": f"raised {told.id}",
        "warning_id": told.id,
        "at": moment(14),
        "what": "raised",
        "reason": "two signs",
        "warning": told,
    }
    return WarningEntry(**defaults | fields)
