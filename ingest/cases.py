"""What readers of single persons' rows share: age bands, and what a code counts."""

from collections.abc import Iterable
from datetime import date

from schemas.mission import Mission
from schemas.report import AgeBand, Measure, Sex

AGE_BANDS: tuple[tuple[int, AgeBand], ...] = (
    (61, "61+"),
    (41, "41-60"),
    (26, "26-40"),
    (18, "18-25"),
    (12, "12-17"),
    (0, "0-11"),
)
OLDEST_YEARS = 120


def age_band(born: date | None, on: date) -> AgeBand | None:
    """Return the age band (GBVIMS) on the day `on`; None for an age that nobody has."""
    if born is None:
        return None
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for least, band in AGE_BANDS if years >= least), None) if years <= OLDEST_YEARS else None


def measures_of(codes: Iterable[str], mission: Mission) -> tuple[Measure, ...]:
    """Return attendance, and what `codes` count by elements.csv besides, each once."""
    listed = {element.code: element.measure for element in mission.elements if element.measure}
    found = {listed[code] for code in codes if code in listed} - {"attendance"}
    return ("attendance", *sorted(found))


def sex_and_age(codes: Iterable[str], mission: Mission) -> tuple[Sex | None, AgeBand | None]:
    """Return the sex and the age band that `codes` say by elements.csv."""
    listed = {element.code: element for element in mission.elements}
    found = [listed[code] for code in codes if code in listed]
    sex = next((element.sex for element in found if element.sex), None)
    return sex, next((element.age_band for element in found if element.age_band), None)
