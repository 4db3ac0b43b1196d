"""What else is counted on a recorded mission: hard negatives, echoes, contradictions, reports that yield nothing."""

from collections.abc import Iterable, Iterator, Sequence

from evaluation.cross_source import Contradiction, Echo, HardNegative, Told, Truth
from evaluation.told_events import MissionRun, events_of, incidents_of
from schemas.annotation import Event
from schemas.evaluation import Measure


def measures_of(truth: Truth, run: MissionRun, read: Sequence[Sequence[Event]]) -> Iterator[Measure]:
    """Yield all counts; `read` are the events of every report that tells of an incident."""
    alike = [(pair.left, pair.right) for pair in truth.hard_negatives if not _names_the_other(pair, truth)]
    echoes = [(each.original, each.echo) for each in truth.echoes]
    both_read = [pair for pair in alike if all(events_of(each, run) for each in pair)]
    told = {incident for events in read for incident in incidents_of(events, run)}
    ordinary = [incidents_of(run.events.get(each.key, ()), run) for each in truth.ordinary]
    yield _measure("hard negatives joined", (_are_together(*pair, run) for pair in alike))
    yield _measure("hard negatives joined, of those read as events", (_are_together(*pair, run) for pair in both_read))
    yield _measure("echoes in one incident with their original", (_are_together(*pair, run) for pair in echoes))
    yield _measure("echoes counted as one origin", (_is_one_origin(each, run) for each in truth.echoes))
    yield _measure("contradictions shown side by side", (_is_shown(each, run) for each in truth.contradictions))
    yield _measure("reports of incidents that yield no event", (not events for events in read))
    yield _measure("ordinary reports joined to an incident", (not each.isdisjoint(told) for each in ordinary))


def _names_the_other(pair: HardNegative, truth: Truth) -> bool:
    """Tell whether one report names the other's incident in passing: then they may stand together."""
    return truth.is_mention(pair.left, pair.right_incident) or truth.is_mention(pair.right, pair.left_incident)


def _measure(name: str, found: Iterable[bool]) -> Measure:
    answers = list(found)
    return Measure(name=name, count=sum(answers), of=len(answers))


def _are_together(left: Told, right: Told, run: MissionRun) -> bool:
    ours, theirs = (incidents_of(events_of(each, run), run) for each in (left, right))
    return not ours.isdisjoint(theirs)


def _is_one_origin(echo: Echo, run: MissionRun) -> bool:
    """Tell whether some incident counts both reports as one origin."""
    keys = {echo.original.key, echo.echo.key}
    return any(keys <= set(origin.keys) for each in run.linked.incidents for origin in each.origins)


def _is_shown(contradiction: Contradiction, run: MissionRun) -> bool:
    """Tell whether some incident has what these two reports say on two sides of one contradiction."""
    left, right = contradiction.left.key, contradiction.right.key
    for each in (shown for incident in run.linked.incidents for shown in incident.contradictions):
        ours, theirs = ({place for place, side in enumerate(each.sides) if key in side.keys} for key in (left, right))
        if ours and theirs and ours != theirs:
            return True
    return False
