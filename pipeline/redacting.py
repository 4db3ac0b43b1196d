"""The kept topics without the words of reports that are gone: what was decided and warned of stays."""

from collections.abc import Callable

from patterns.erased import without_words
from patterns.phrases import ERASED
from pipeline.erased import key_of
from pipeline.logbook import rewrite_decisions, rewrite_entries
from pipeline.parts import Parts
from protection.erasure import erased_name
from schemas.linkage import Decision
from schemas.warning import WarningEntry


def redact_kept(parts: Parts, is_gone: Callable[[str], bool], is_gone_key: Callable[[str], bool]) -> None:
    """Take the words of reports that are gone, by id or readable key, out of decisions and issued warnings."""
    key = key_of(parts)

    def name(id: str) -> str:
        return erased_name(id, key)

    def redacted(entry: WarningEntry) -> WarningEntry:
        return entry.model_copy(update={"warning": without_words(entry.warning, is_gone_key, name)})

    rewrite_decisions(parts.broker, lambda decision: _wordless(decision, is_gone))
    rewrite_entries(parts.broker, redacted)


def _wordless(decision: Decision, is_gone: Callable[[str], bool]) -> Decision:
    """Return a decision about a report that is gone without its words and without the reason, which may repeat them."""
    gone = [named.report_id for named in decision.events if is_gone(named.report_id)]
    place = decision.correction
    if not gone and not (place and is_gone(place.report_id)):
        return decision
    events = tuple(
        named.model_copy(update={"quote": ""}) if named.report_id in gone else named for named in decision.events
    )
    return decision.model_copy(update={"events": events, "why": ERASED["en"] if decision.why else ""})
