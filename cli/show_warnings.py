"""How warnings look on a terminal."""

from collections.abc import Sequence

from cli.common import screen
from cli.show import DAY, say
from patterns import phrases
from schemas.warning import AlertLevel, Evidence, HistoryLine, ToldLanguage, Warning, WhatDecided, WhatIssued

COLOURS = {AlertLevel.HIGH: "bold red", AlertLevel.MEDIUM: "bold yellow", AlertLevel.LOW: "bold"}
MOMENT = f"{DAY} %H:%M"

TITLES: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "trafficking": "Trafficking",
        "reasons": "What the detectors saw",
        "signs": "Signs",
        "explanation": "What accounts for it",
        "not_known": "Not known",
        "question": "Open question",
        "not_answered": "not answered yet",
        "probes": "For the next patrol, never to a survivor",
        "referral": "Referral",
        "history": "History",
        "by": "by",
    },
    "fr": {
        "trafficking": "Traite",
        "reasons": "Ce que les détecteurs ont vu",
        "signs": "Signes",
        "explanation": "Ce qui l’explique",
        "not_known": "Ce que l’on ne sait pas",
        "question": "Question ouverte",
        "not_answered": "sans réponse",
        "probes": "Pour la prochaine patrouille, jamais à une survivante ou un survivant",
        "referral": "Orientation",
        "history": "Historique",
        "by": "par",
    },
}
HISTORY: dict[ToldLanguage, dict[WhatIssued | WhatDecided, str]] = {
    "en": {
        "raised": "raised",
        "added": "signs added",
        "raised_level": "level raised",
        "escalated": "escalated",
        "stepped_down": "stepped down",
        "acknowledged": "acknowledged",
        "acted": "acted on",
        "closed": "closed",
        "answered": "question answered",
        "explained": "explained",
        "released": "released",
    },
    "fr": {
        "raised": "ouverte",
        "added": "signes ajoutés",
        "raised_level": "niveau relevé",
        "escalated": "transmise plus haut",
        "stepped_down": "abaissée",
        "acknowledged": "accusé de réception",
        "acted": "suivie d’effet",
        "closed": "close",
        "answered": "réponse à la question",
        "explained": "expliquée",
        "released": "communiquée",
    },
}


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
    told = ", then ".join((warning.addressee, *warning.escalated_to))
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


def show_warning(warning: Warning, language: ToldLanguage) -> None:
    """Print all of a warning: what it rests on, what is not known, and its history."""
    show_head(warning)
    say(f"       {warning.level}, TLP:{warning.tlp}")
    say(f"       CRSV: {warning.crsv.reason}")
    say(f"       {TITLES[language]['trafficking']}: {warning.trafficking.reason}")
    for part, lines in sections(warning, language):
        if lines:
            screen.print(f"[bold]{TITLES[language][part]}[/bold]", highlight=False)
        for line in lines:
            say(f"  {line}")


def sections(warning: Warning, language: ToldLanguage) -> list[tuple[str, list[str]]]:
    """Return the parts of a warning, each with its lines."""
    answer = warning.answer or TITLES[language]["not_answered"]
    return [
        ("reasons", list(warning.reasons)),
        ("signs", [sign_words(sign) for sign in warning.evidence]),
        ("explanation", [warning.explanation] if warning.explanation else []),
        ("not_known", list(warning.not_known)),
        ("question", [warning.open_question, f"-> {answer}"]),
        ("probes", list(warning.probes)),
        ("referral", [warning.referral_note]),
        ("history", [history_words(line, language) for line in warning.history]),
    ]


def sign_words(sign: Evidence) -> str:
    """Return one sign: what, the words, the report, and both grades."""
    return f'{", ".join(sign.indicators)} "{sign.quote}" [{sign.key}] {sign.reliability}{sign.credibility}'


def history_words(line: HistoryLine, language: ToldLanguage) -> str:
    """Return one line of history: when, what, by whom, and why."""
    by = f" {TITLES[language]['by']} {line.by} (decision {line.decision_id})" if line.by else ""
    why = f": {line.reason}" if line.reason else ""
    level = phrases.LEVELS[language][line.alert_level]
    return f"{line.at.strftime(MOMENT)}  {HISTORY[language][line.what]} ({level}){by}{why}"
