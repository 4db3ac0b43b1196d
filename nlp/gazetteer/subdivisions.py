"""The states, provinces and regions of all countries (ISO 3166-2) with their middles, from the package iso3166-2."""

import re
from collections.abc import Iterator, Mapping
from statistics import mean
from typing import Any

from iso3166_2 import Subdivisions

from nlp.folding import fold_words
from nlp.ordinary_words import ordinary_words
from schemas.gazetteer import Content
from schemas.mission import Place

_OTHER_NAME = re.compile(r"(.+?)\s*\((?:eng|fra|ara|spa|por|swa)\)")  # the languages of the countries' names
_OF_BYNAMES = frozenset({"the", "of"})
_REMARK = re.compile(r"\s*[\[(].*?[\])]")


def read_subdivisions() -> Content:
    """Return the subdivisions as places: those without one above them as first-level areas, the others as second."""
    rows = {code: row for country in Subdivisions().all.values() for code, row in country.items()}
    places = tuple(_place(code, row, rows) for code, row in sorted(rows.items()) if row["latLng"])
    return Content("subdivisions (ISO 3166-2)", len(rows), places)


def middle_of_subdivisions(country: str) -> tuple[float, float] | None:
    """Return the mean (latitude, longitude) of a country's subdivisions; None for a country without any."""
    points = [row["latLng"] for row in Subdivisions().all.get(country, {}).values() if row["latLng"]]
    return (mean(point[0] for point in points), mean(point[1] for point in points)) if points else None


def _place(code: str, row: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]) -> Place:
    above = rows.get(row["parentCode"] or "")
    name, *others = dict.fromkeys(_names(row))
    latitude, longitude = row["latLng"]
    return Place(
        id=f"iso3166-2:{code}",
        name=name,
        alternate_names=tuple(sorted(others)),
        feature_code="ADM2" if above else "ADM1",
        latitude=latitude,
        longitude=longitude,
        country=code[:2],
        admin1=_main_name(above) if above else name,
        admin2=name if above else None,
    )


def _main_name(row: Mapping[str, Any]) -> str:
    """Return a name without remarks; what stands behind a comma belongs before it: `London, City of`."""
    before, _, behind = str(_REMARK.sub("", row["name"])).partition(", ")
    return f"{behind} {before}".strip()


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name and those in other languages; a byname such as `Home of Peace` is none, nor is `P.A.`."""
    yield _main_name(row)
    for other in (row["localOtherName"] or "").split(", "):
        found = _OTHER_NAME.fullmatch(other.strip())
        words = {word.folded for word in fold_words(found[1])} if found else set()
        is_byname = words & _OF_BYNAMES and words <= ordinary_words()
        if found and max(map(len, words), default=0) > 2 and not is_byname:
            yield found[1]
