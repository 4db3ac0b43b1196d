"""The words of a comparison with last year, in English and French."""

from patterns.phrases import day_words
from schemas.comparison import AreaComparison, Change
from schemas.warning import ToldLanguage

ANSWERS: dict[ToldLanguage, dict[str, str]] = {
    "en": {
        "more": "more",
        "less": "less",
        "no_clear_change": "no clear change",
        "not_comparable": "cannot be compared: no source told of it in both years",
    },
    "fr": {
        "more": "plus",
        "less": "moins",
        "no_clear_change": "pas de changement net",
        "not_comparable": "incomparable : aucune source n’en a parlé les deux années",
    },
}
HEAD: dict[ToldLanguage, str] = {
    "en": "{area}, {since} to {until}, against {last_since} to {last_until}",
    "fr": "{area}, du {since} au {until}, comparé à la période du {last_since} au {last_until}",
}
LINE: dict[ToldLanguage, str] = {
    "en": "{name}: {now} against {last_year}; from the same sources {alike_now} against {alike_last_year}: {answer}",
    "fr": ("{name} : {now} contre {last_year} ; des mêmes sources {alike_now} contre {alike_last_year} : {answer}"),
}
NOTHING: dict[ToldLanguage, str] = {
    "en": "Nothing was told of this area in either year. No report is not no event.",
    "fr": "Rien n’a été signalé dans cette zone, ni cette année ni la précédente. L’absence de rapport ne prouve rien.",
}
SOURCES: dict[ToldLanguage, str] = {
    "en": "Sources of both years: {both}; new: {new}; gone: {gone}.",
    "fr": "Sources des deux années : {both} ; nouvelles : {new} ; disparues : {gone}.",
}
CAPTION: dict[ToldLanguage, str] = {
    "en": "Numbers of reports, not of what happened. Late reports of the last weeks may still come.",
    "fr": "Nombres de rapports, non de faits. Des rapports tardifs des dernières semaines peuvent encore arriver.",
}


def comparison_lines(comparison: AreaComparison, language: ToldLanguage) -> list[str]:
    """Return a comparison in lines."""
    moments = ("since", "until", "last_since", "last_until")
    days = {name: day_words(getattr(comparison, name), language) for name in moments}
    sources = SOURCES[language].format(
        both=len(comparison.originators_of_both),
        new=len(comparison.originators_new),
        gone=len(comparison.originators_gone),
    )
    lines = [change_line(change, language) for change in comparison.changes] or [NOTHING[language]]
    return [HEAD[language].format(area=comparison.area, **days), *lines, sources, CAPTION[language]]


def change_line(change: Change, language: ToldLanguage) -> str:
    """Return one change in a line."""
    numbers = change.model_dump(include={"now", "last_year", "alike_now", "alike_last_year"})
    return "  " + LINE[language].format(name=change.name[language], answer=ANSWERS[language][change.answer], **numbers)
