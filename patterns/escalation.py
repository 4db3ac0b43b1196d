"""Deadlines of warnings, by alert level, and who is told next where nobody has answered in time (R34, R40)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from patterns import phrases
from patterns.issue import Change
from schemas.mission import Mission
from schemas.warning import Warning


def escalations(
    stood: Iterable[Warning], issued: Mapping[str, Warning], *, now: datetime, mission: Mission
) -> list[Change]:
    """Return the escalations of the warnings that are past a deadline, while there is anybody left to tell.

    `stood` are warnings with what people decided, `issued` the same by their ids without it.
    """
    late = ((warning, deadline(warning)) for warning in stood)
    asked = (
        (warning, by, next_addressee(warning, now, mission)) for warning, by in late if by is not None and by < now
    )
    return [escalated(issued[warning.id], warning, by, to) for warning, by, to in asked if to is not None]


def deadline(warning: Warning) -> datetime | None:
    """Return until when somebody is to answer: first that they have read it, then that they did something."""
    return {"open": warning.acknowledge_by, "acknowledged": warning.act_by}.get(warning.status)


def next_addressee(warning: Warning, now: datetime, mission: Mission) -> str | None:
    """Return who is told next: the first in the chain of command who was not told yet."""
    told = {warning.addressee, *warning.escalated_to}
    chain = mission.chain_of_command(warning.area.admin1, warning.area.admin2, now.date())
    return next((each for each in chain if each not in told), None)


def escalated(issued: Warning, stood: Warning, by: datetime, to: str) -> Change:
    """Return the change that tells `to` of a warning that nobody answered by its deadline."""
    wording = phrases.NOT_ACKNOWLEDGED if stood.status == "open" else phrases.NOT_ACTED_ON
    reason = {
        language: wording[language].format(by=phrases.moment_words(by, language), to=to)
        for language in phrases.LANGUAGES
    }
    return Change(
        before=issued, seen=None, alert_level=issued.alert_level, what="escalated", reason=reason, escalated_to=to
    )
