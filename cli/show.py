"""How items look on a terminal."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from cli.common import screen
from schemas.annotation import Event
from schemas.index import Hit
from schemas.languages import is_read
from schemas.linkage import Decision, Incident, Link, StatedNumber
from schemas.status import UnplacedTotal
from schemas.thread import Thread

DAY = "%d %b %Y"


def say(text: str) -> None:
    """Print one line as it is: nothing of a report is taken as markup, as another line or as an order to the screen."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    text = indent + "".join(each if each.isprintable() else " " for each in text[len(indent) :])
    screen.print(text, markup=False, highlight=False, soft_wrap=True)


def show_hit(hit: Hit, *, verdicts: bool = False) -> None:
    """Print one report found: key, day, source, grades, distance, and the words that answer."""
    report = hit.report
    grades = f"  {report.reliability}{hit.credibility or 6}"
    distance = "" if hit.distance_km is None else f"  {hit.distance_km:.0f} km away"
    screen.print(f"[bold]{escape(report.key)}[/bold]", highlight=False)
    say(f"  {report.ingested_at.strftime(DAY)}  {report.originator or report.source_type}{grades}{distance}")
    if report.withdrawn:
        say("  withdrawn by its source; do not rest anything on it")
    if not is_read(report.language, report.text):
        say(f"  not read for places and signs: language {report.language}, or its script, is none of ours")
    for event in hit.events:
        show_event(event, indent="  ")
        if verdicts:
            show_verdicts(event, indent="    ")
    if hit.earlier:
        say("  sexual violence was reported near here before:")
    for event in hit.earlier:
        show_event(event, indent="    ")
    if not hit.events:
        say(f"  {report.text[:200]}")


def show_event(event: Event, *, indent: str = "") -> None:
    """Print one event: signs, place, day, how it is stated, and its words."""
    place = event.place.name if event.place else "place not known"
    when = event.occurred_from.strftime(DAY)
    translated = ", unverified translation" if event.unverified_translation else ""
    reason = f" because of {event.stated_reason}, as they say" if event.stated_reason else ""
    signs = ", ".join(event.indicators) or "no known sign"
    say(f"{indent}{signs}{reason} ({event.status}, unverified{translated})  {place}, {when}")
    say(f'{indent}  "{event.quote}"  [{event.key}]')


def show_verdicts(event: Event, *, indent: str) -> None:
    """Print whether an event is conflict-related sexual violence, and whether it is trafficking, and why."""
    for name, verdict in (("CRSV", event.crsv), ("trafficking", event.trafficking)):
        if verdict is not None:
            say(f"{indent}{name} {verdict.answer}: {verdict.reason}")


def show_thread(thread: Thread) -> None:
    """Print a thread: incidents, events in order of time, every link with its reasons, decisions."""
    for incident in thread.incidents:
        show_incident(incident)
    screen.print("\n[bold]What was said, in order of time[/bold]")
    for event in thread.events:
        show_event(event, indent="  ")
        show_verdicts(event, indent="    ")
        say(f"    event {event.id}")
    screen.print("\n[bold]Why they are linked[/bold]")
    for link in thread.links:
        show_link(link)
    if not thread.links:
        say("  nothing is linked to this")
    for decision in thread.decisions:
        say(f"  decision {decision.id}: {decision_words(decision)} {who_and_when(decision)}")
    for change in thread.changes:
        say(f"  changed {change.at.strftime(DAY)}  {change.key}: {'; '.join(change.what)}")
    for warning in thread.warnings:
        say(f"  part of warning {warning.id} ({warning.alert_level}): {warning.statement}")


def who_and_when(decision: Decision) -> str:
    """Return who decided, when, and why."""
    why = f": {decision.why}" if decision.why else ""
    return f"by {decision.by}, {decision.at.strftime(f'{DAY} %H:%M')}{why}"


def decision_words(decision: Decision) -> str:
    """Return what was decided, in a few words."""
    if decision.correction is None:
        return _linking_words(decision)
    correction = decision.correction
    if correction.position is None:
        return f"{correction.name} is not a place's name, decided"
    where = f"{correction.position.latitude:.4f}, {correction.position.longitude:.4f}"
    return f"{correction.name} is {correction.called or 'the place'} at {where}, decided"


def _linking_words(decision: Decision) -> str:
    """Return what was decided about events."""
    ours, theirs = (
        ", ".join((decision.left or "", *decision.beside)),
        ", ".join((decision.right or "", *decision.others)),
    )
    match decision.kind:
        case "confirm" | "merge":
            return f"{ours} and {theirs} are one incident, decided"
        case "reject" | "split":
            return f"{ours} and {theirs} are not one incident, decided"
        case "grade":
            return f"information {decision.grade} for the incident of {ours}, decided"
        case "exclude":
            return f"key {decision.key} is out of use, decided"
    return f"{decision.undoes} is taken back, decided"


def show_incident(incident: Incident) -> None:
    """Print an incident: its id, origins, credibility, contradictions and numbers side by side."""
    screen.print(f"[bold]Incident {incident.id}[/bold]", highlight=False)
    say(f"  {len(incident.keys)} reports, {incident.independent_origins} independent origins")
    for origin in incident.origins:
        say(f"  - {', '.join(origin.keys)}: {origin.reason}")
    say(f"  information {incident.credibility.grade}: {incident.credibility.reason}")
    for contradiction in incident.contradictions:
        sides = " against ".join(f"{side.says} ({', '.join(side.keys)})" for side in contradiction.sides)
        say(f"  contradiction in {contradiction.about} {contradiction.what}".rstrip() + f": {sides}")
    for line in dict.fromkeys(map(number_words, incident.numbers)):
        say(f"  {line}")


def number_words(number: StatedNumber) -> str:
    """Return a number as its source gave it: contradictions stand side by side."""
    count = number.count
    span = str(count.minimum) if count.minimum == count.maximum else f"{count.minimum} to {count.maximum}"
    return f"{number.key} says {span} {count.who}"


def show_link(link: Link) -> None:
    """Print a link: both keys, status, probability and each reason."""
    say(f"  {link.left_key} ~ {link.right_key}  {link.status}, probability {link.probability:.2f}")
    for reason in link.reasons:
        say(f"    {reason.weight:+.1f} bits  {reason.sentence}")


def show_unplaced(names: Sequence[UnplacedTotal], number: int) -> None:
    """Print the table of names that could not be placed; `number` is how many there are in all."""
    table = Table(title="Names we could not place", title_justify="left")
    for column in ("name", "reports", "topics", "latest", "for example"):
        table.add_column(column)
    for name in names:
        table.add_row(
            escape(name.name),
            str(name.reports),
            ", ".join(name.topics),
            name.latest.strftime(DAY),
            escape(name.example_key),
        )
    screen.print(table)
    say(f"{number} names. Say what one stands for with: forewarn decide place NAME --report KEY --is PLACE_ID")
