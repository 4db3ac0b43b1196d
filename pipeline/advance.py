"""Step by step of the clock: index what arrived, link it, look for patterns, raise warnings."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from patterns.life import known_before
from patterns.registry import detect_all
from patterns.warnings import update
from pipeline.alone import alone
from pipeline.arrivals import Arrival, read_arrivals, split_at
from pipeline.clock import message_steps
from pipeline.erasing import carry_out_erasures
from pipeline.hiding import hide_what_is_hidden, shown
from pipeline.indexing import index_arrivals
from pipeline.lag import applied_decisions
from pipeline.logbook import append_entries, read_decisions, read_entries
from pipeline.parts import DECISIONS, Parts
from pipeline.records import Change, finish_plan, read_clock, write_change, write_clock
from pipeline.relinking import relink_change, relink_rulings
from pipeline.relocate import relocate
from pipeline.rulings import rulings_of
from pipeline.status import clock_now, index_status
from pipeline.stops import hidden_topics
from pipeline.warning_life import issued_warnings, show_warnings, standing_warnings
from schemas.errors import StopError
from schemas.index import Index
from schemas.landing import Plan
from schemas.linkage import Decision
from schemas.protection import SCOPES, Profile
from schemas.status import SourceStatus
from schemas.warning import Pattern, WarningEntry


def advance_plan(parts: Parts, plan: Plan, *, tell: Callable[[int, int], None] | None = None) -> None:
    """Walk the steps that `plan` brought messages for; `tell` hears (steps done, steps in all).

    A run that was cut off goes on after the last step that it finished: walking a step twice changes nothing. Where
    people corrected places and nothing new came, the last step is walked again. Raises `StopError` where the index is
    gone that earlier runs filled.
    """
    with alone(parts.settings.home):
        _require_index(parts)
        _advance(parts, plan, tell)


def _require_index(parts: Parts) -> None:
    """Raise `StopError` where plans were carried out and the index shows nothing of any source."""
    was_filled = any(path.endswith(".done") for path in parts.store.paths("plans"))
    if was_filled and next(iter(parts.index.find(SourceStatus, SCOPES)), None) is None:
        raise StopError("the index is gone or empty, though earlier runs filled it; make it anew: forewarn rebuild")


def _advance(parts: Parts, plan: Plan, tell: Callable[[int, int], None] | None) -> None:
    if carry_out_erasures(parts):
        look_again(parts)
    decisions, entries = apply_decisions(parts), read_entries(parts.broker)
    relocated = relocate(parts, decisions)
    arrivals = read_arrivals(parts.store, shown(plan, hidden_topics(parts.store)))
    steps = steps_of(parts, arrivals) or (last_step(parts) if relocated else [])
    for done, end in enumerate(steps, start=1):
        taken, arrivals = split_at(arrivals, end)
        change = index_arrivals(parts.index, parts.store, taken, until=end)
        rulings = rulings_of(decisions, parts.index)
        for profile in parts.mission.access_profiles:
            relink_change(parts.index, profile, change, rulings)
            entries += warn(parts, profile, entries, decisions, now=end)
        write_change(parts.store, Change())
        write_clock(parts.store, end)
        if tell is not None:
            tell(done, len(steps))
    for profile in parts.mission.access_profiles:
        show_decided(parts, profile, entries, read_decisions(parts.broker))  # also what was decided while this ran
    hide_what_is_hidden(parts)
    index_status(parts)
    finish_plan(parts.store, plan)


def steps_of(parts: Parts, arrivals: list[Arrival]) -> list[datetime]:
    """Return the ends of the steps to walk, by the clock of the settings.

    On the wall clock there is one step; it takes what a sender's clock stamped a little ahead of ours, too.
    """
    stamps = [arrival.at for arrival in arrivals]
    if parts.settings.clock == "wall":
        return [max([datetime.now(UTC), *(stamp + timedelta(milliseconds=1) for stamp in stamps)])]
    step = timedelta(hours=parts.settings.step_hours)
    return list(message_steps(stamps, step=step, advanced_to=read_clock(parts.store)))


def last_step(parts: Parts) -> list[datetime]:
    """Return the end of the last step that was walked by the messages' clock, none before the first."""
    walked_to = read_clock(parts.store)
    return [] if walked_to is None else [walked_to]


def apply_decisions(parts: Parts) -> list[Decision]:
    """Link anew what was decided since the last run, and return all that was decided.

    What somebody decides meanwhile is neither read nor committed: it waits for the next run.
    """
    group, until = parts.settings.consumer_group, parts.broker.end_offsets([DECISIONS])
    decisions = read_decisions(parts.broker, until)
    applied = applied_decisions(parts)
    if decisions != applied:
        before, now = rulings_of(applied, parts.index), rulings_of(decisions, parts.index)
        relink_rulings(parts.index, parts.mission.access_profiles, before, now)
    parts.broker.commit(group, until)
    return decisions


def warn(
    parts: Parts, profile: Profile, entries: Sequence[WarningEntry], decisions: Sequence[Decision], *, now: datetime
) -> list[WarningEntry]:
    """Look for patterns as of `now`, append what is new to the `warnings` topic, and return it."""
    patterns = see(parts, profile, now)
    known = known_before(decisions, now)
    new = update(
        issued_warnings(entries, known, profile, parts.mission),
        patterns,
        now=now,
        profile=profile,
        mission=parts.mission,
        catalogue=parts.catalogue,
        decisions=known,
    )
    append_entries(parts.broker, new)
    show_decided(parts, profile, [*entries, *new], decisions)
    return new


def show_decided(
    parts: Parts, profile: Profile, entries: Sequence[WarningEntry], decisions: Sequence[Decision]
) -> None:
    """Let the index show the warnings of `profile` with what people decided about them."""
    show_warnings(parts, profile, standing_warnings(parts, profile, entries, decisions))


def look_again(parts: Parts) -> None:
    """Look for patterns and show warnings anew after something was taken out of the index, and out of its files.

    Nothing is issued.
    """
    show_as_of(parts, clock_now(parts))
    parts.index.expunge()


def show_as_of(parts: Parts, now: datetime | None) -> None:
    """Show what is seen as of `now`, if there was a step, every warning as issued and answered, and the sources."""
    entries, decisions = read_entries(parts.broker), read_decisions(parts.broker)
    for profile in parts.mission.access_profiles:
        if now is not None:
            see(parts, profile, now)
        show_decided(parts, profile, entries, decisions)
    index_status(parts)


def see(parts: Parts, profile: Profile, now: datetime) -> Sequence[Pattern]:
    """Let the index show the patterns of `now` and no older ones, and return them."""
    patterns = detect_all(parts.index, profile=profile, now=now, mission=parts.mission, catalogue=parts.catalogue)
    replace_patterns(parts.index, profile, patterns)
    return patterns


def replace_patterns(index: Index, profile: Profile, patterns: Sequence[Pattern]) -> None:
    """Let the index show `patterns` and no older ones."""
    kept = {pattern.id for pattern in patterns}
    stale = [pattern.id for pattern in index.find(Pattern, (profile.name,)) if pattern.id not in kept]
    index.delete(Pattern, profile.name, stale)
    index.put(patterns)
