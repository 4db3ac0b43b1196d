"""How the record of warnings looks on a terminal, in English and French."""

from rich.table import Table

from cli.common import screen
from cli.show import say
from schemas.annotation import ToldLanguage
from schemas.warning_report import DetectorRecord, ResponseTime, Share, WarningReport

MOMENT = "%Y-%m-%d %H:%M"
WORDS: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "head": "{raised} warnings up to {at} UTC, profile {profile}: {statuses}. Escalated {escalations} times.",
        "responses": "How soon they were answered (hours)",
        "answer": "answer",
        "level": "level",
        "asked": "asked",
        "answered": "answered",
        "median": "median",
        "ninety": "90 % within",
        "waiting": "not known yet",
        "all": "all",
        "unacknowledged": "Nobody has acknowledged:",
        "none": "Every warning was acknowledged.",
        "waits": "{level}  {area}  waits {hours:.0f} hours{late}  {id}",
        "late": ", late",
        "detectors": "Their outcomes, by detector (precision: true among true and false, limits of 95 %)",
        "detector": "detector",
        "month": "month raised",
        "warnings": "warnings",
        "precision": "precision",
        "no_outcome": "no outcome yet",
        "acknowledge": "acknowledged",
        "act": "acted on",
        "open": "open",
        "acknowledged": "acknowledged",
        "acted": "acted on",
        "closed": "closed",
        "stepped_down": "stepped down",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "true": "true",
        "false": "false",
        "unknown": "unknown",
        "not_closed": "not closed",
    },
    "fr": {
        "head": "{raised} alertes au {at} UTC, profil {profile} : {statuses}. Transmises plus haut : {escalations}.",
        "responses": "Délais de réponse (heures)",
        "answer": "réponse",
        "level": "niveau",
        "asked": "demandées",
        "answered": "reçues",
        "median": "médiane",
        "ninety": "90 % en",
        "waiting": "pas encore connu",
        "all": "tous",
        "unacknowledged": "Sans accusé de réception :",
        "none": "Toutes les alertes ont un accusé de réception.",
        "waits": "{level}  {area}  attend depuis {hours:.0f} heures{late}  {id}",
        "late": ", en retard",
        "detectors": "Leur issue, par détecteur (précision : avérées parmi avérées et non avérées, limites à 95 %)",
        "detector": "détecteur",
        "month": "mois",
        "warnings": "alertes",
        "precision": "précision",
        "no_outcome": "pas encore d’issue",
        "acknowledge": "accusé de réception",
        "act": "action",
        "open": "ouvertes",
        "acknowledged": "reçues",
        "acted": "suivies d’effet",
        "closed": "closes",
        "stepped_down": "abaissées",
        "high": "élevé",
        "medium": "moyen",
        "low": "faible",
        "true": "avérées",
        "false": "non avérées",
        "unknown": "issue inconnue",
        "not_closed": "non closes",
    },
}


def show_report(report: WarningReport, language: ToldLanguage) -> None:
    """Print the report: how many, how soon answered, who waits, and what came true."""
    words = WORDS[language]
    statuses = ", ".join(f"{words[status]} {number}" for status, number in report.by_status.items())
    say(
        words["head"].format(
            raised=report.raised,
            at=report.at.strftime(MOMENT),
            profile=report.profile,
            statuses=statuses or "–",
            escalations=report.escalations,
        )
    )
    show_table(words["responses"], RESPONSE_COLUMNS, [response_cells(each, words) for each in report.responses], words)
    show_unacknowledged(report, words)
    show_table(words["detectors"], DETECTOR_COLUMNS, [detector_cells(each, words) for each in report.detectors], words)


RESPONSE_COLUMNS = ("answer", "level", "asked", "answered", "median", "ninety")
DETECTOR_COLUMNS = ("detector", "month", "warnings", "true", "false", "unknown", "not_closed", "precision")


def show_table(title: str, columns: tuple[str, ...], rows: list[list[str]], words: dict[str, str]) -> None:
    """Print `rows` under the words of `columns`."""
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(words[column])
    for row in rows:
        table.add_row(*row)
    screen.print(table)


def response_cells(response: ResponseTime, words: dict[str, str]) -> list[str]:
    """Return one row of response times."""
    times = (response.median_hours, response.ninety_percent_hours)
    return [
        words[response.answer],
        words[response.alert_level or "all"],
        str(response.asked),
        str(response.answered),
        *("–" if not response.asked else words["waiting"] if hours is None else f"{hours:.1f}" for hours in times),
    ]


def show_unacknowledged(report: WarningReport, words: dict[str, str]) -> None:
    """Print who still waits for an answer."""
    say(words["unacknowledged"] if report.unacknowledged else words["none"])
    for waiting in report.unacknowledged:
        late = words["late"] if waiting.is_late else ""
        level, hours = words[waiting.alert_level], waiting.waits_hours
        say("  " + words["waits"].format(level=level, area=waiting.area, hours=hours, late=late, id=waiting.warning_id))


def detector_cells(record: DetectorRecord, words: dict[str, str]) -> list[str]:
    """Return one row of what became of a detector's warnings."""
    counts = (record.warnings, record.true, record.false, record.unknown, record.not_closed)
    return [
        record.detector,
        record.month or words["all"],
        *map(str, counts),
        share_words(record.precision) or words["no_outcome"],
    ]


def share_words(share: Share | None) -> str:
    """Return a share with its limits and its count: 0.67 (0.30-0.90) of 6."""
    return "" if share is None else f"{share.share:.2f} ({share.low:.2f}-{share.high:.2f}), n={share.of}"
