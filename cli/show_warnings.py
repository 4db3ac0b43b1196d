"""How warnings look on a terminal."""

from collections.abc import Sequence

from cli.common import screen
from cli.show import DAY, say
from schemas.warning import AlertLevel, Evidence, HistoryLine, Warning

COLOURS = {AlertLevel.HIGH: "bold red", AlertLevel.MEDIUM: "bold yellow", AlertLevel.LOW: "bold"}
MOMENT = f"{DAY} %H:%M"


def show_warnings(warnings: Sequence[Warning]) -> None:
    """Print warnings: level, place, window, status, who is to be told, and the hedged statement."""
    for warning in warnings:
        show_head(warning)
    if not warnings:
        say("No such warning. That is no proof of calm: see forewarn status for who has fallen silent.")


def show_head(warning: Warning) -> None:
    """Print the three lines that say what a warning is about, and who is asked."""
    screen.print(f"[{COLOURS[warning.alert_level]}]{warning.alert_level.upper():<6}[/] ", end="", highlight=False)
    say(f"{warning.area.name} ({warning.area.admin2})  until {warning.window_to.strftime(DAY)}  {warning.id}")
    told = "  then ".join((warning.addressee, *warning.escalated_to))
    origins = "" if warning.tear_line else f"  {warning.independent_origins} independent origins"
    say(f"       {status_words(warning)}.  Tell: {told}.{origins}")
    say(f"       {warning.statement}")


def status_words(warning: Warning) -> str:
    """Return how far a warning is answered, in a few words."""
    match warning.status:
        case "open" if warning.acknowledge_by:
            return f"open, to be acknowledged by {warning.acknowledge_by.strftime(MOMENT)}"
        case "acknowledged" if warning.act_by:
            return f"acknowledged, to be acted on by {warning.act_by.strftime(MOMENT)}"
        case "closed":
            return f"closed, outcome {warning.outcome}"
    return warning.status.replace("_", " ")


def show_warning(warning: Warning) -> None:
    """Print all of a warning: what it rests on, what is not known, and its history."""
    show_head(warning)
    say(f"       {warning.level}, TLP:{warning.tlp}")
    say(f"       CRSV: {warning.crsv.reason}  Trafficking: {warning.trafficking.reason}")
    for title, lines in sections(warning):
        if lines:
            screen.print(f"[bold]{title}[/bold]", highlight=False)
        for line in lines:
            say(f"  {line}")


def sections(warning: Warning) -> list[tuple[str, list[str]]]:
    """Return the parts of a warning with their titles."""
    answered = f"answered: {warning.answer}" if warning.answer else "not answered yet"
    return [
        ("What the detectors saw", list(warning.reasons)),
        ("Signs", [sign_words(sign) for sign in warning.evidence]),
        ("What accounts for it", [warning.explanation] if warning.explanation else []),
        ("Not known", list(warning.not_known)),
        ("Open question", [f"{warning.open_question} ({answered})"]),
        ("For the next patrol, never to a survivor", list(warning.probes)),
        ("Referral", [warning.referral_note]),
        ("History", [history_words(line) for line in warning.history]),
    ]


def sign_words(sign: Evidence) -> str:
    """Return one sign: what, the words, the report, and both grades."""
    return f'{", ".join(sign.indicators)} "{sign.quote}" [{sign.key}] {sign.reliability}{sign.credibility}'


def history_words(line: HistoryLine) -> str:
    """Return one line of history: when, what, by whom, and why."""
    by = f" by {line.by} (decision {line.decision_id})" if line.by else ""
    why = f": {line.reason}" if line.reason else ""
    return f"{line.at.strftime(MOMENT)}  {line.what.replace('_', ' ')} ({line.alert_level}){by}{why}"
