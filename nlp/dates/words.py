"""Words of the calendar in English and French, as pieces of patterns over folded text."""

from collections.abc import Iterable

from nlp.number_words import NUMBER_WORDS, ROUND_NUMBERS, numbered

MONTHS = numbered(
    "january janvier jan janv",
    "february fevrier feb fev fevr",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil",
    "august aout aug",
    "september septembre sep sept",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
)
WEEKDAYS = numbered(
    "monday lundi",
    "tuesday mardi tues",
    "wednesday mercredi",
    "thursday jeudi thurs",
    "friday vendredi",
    "saturday samedi",
    "sunday dimanche",
    start=0,
)
UNIT_DAYS = {
    "day": 1, "night": 1, "evening": 1, "morning": 1, "jour": 1, "nuit": 1, "soir": 1, "hour": 0, "heure": 0,
    "week": 7, "semaine": 7, "fortnight": 14, "quinzaine": 14, "month": 30, "mois": 30, "year": 365, "an": 365,
    "annee": 365,
}  # fmt: skip
COUNTS: dict[str, tuple[int, int]] = (
    {word: (number, number) for word, number in NUMBER_WORDS.items() if number <= 100}
    | {word: (round(0.8 * number), round(1.2 * number)) for word, number in ROUND_NUMBERS.items() if number <= 20}
    | {"a": (1, 1), "an": (1, 1), "couple": (2, 2), "few": (2, 6), "several": (3, 9), "some": (2, 6)}
    | {"quelques": (2, 6), "plusieurs": (3, 9)}
)
CHRISTMAS_DAYS = {
    "christmas eve": (12, 24), "christmas": (12, 25), "noel": (12, 25), "new year's eve": (12, 31),
    "saint-sylvestre": (12, 31), "new year": (1, 1), "nouvel an": (1, 1),
}  # fmt: skip


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


MONTH_NAMES = one_of(MONTHS)
MONTH = rf"(?P<month>{MONTH_NAMES})(?![a-z])\.?"
WEEKDAY_NAMES = one_of(WEEKDAYS)
WEEKDAY = rf"(?P<weekday>{WEEKDAY_NAMES})"
COUNT = rf"(?:an? |une? |les |the )?(?P<count>\d{{1,3}}|{one_of(COUNTS)})(?: of| de| d')?"
UNIT = rf"(?P<unit>{one_of(UNIT_DAYS)})(?:s|es)?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
YEAR = r"(?:,? ?(?P<year>(?:19|20)\d\d)\b)?"


def count_of(word: str) -> tuple[int, int]:
    """Return how many a number or a word such as `a few` says: at least and at most."""
    return (int(word), int(word)) if word.isdigit() else COUNTS[word]
