"""What leads to somebody's door or vehicle: home addresses, coordinates of a home, number plates."""

import re
from collections.abc import Iterator

from protection.spans import Span

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME = rf"{_CAPITAL}[\w'’-]*(?:\s{_CAPITAL}[\w'’-]*){{0,2}}"
_WAY = r"(?i:rue|avenue|av\.|boulevard|bd|all[ée]e|impasse|ruelle|chemin|voie)"
_WAY_EN = r"(?:Street|St|Road|Rd|Lane|Avenue|Ave|Drive|Close|Crescent|Alley|Row)"
_DWELLING = (
    r"(?i:house|home|plot|tent|shelter|apartment|apt\.?|flat|hut|compound|villa|maison|parcelle|lot|tente|abri"
    r"|appartement|appt\.?|porte|concession|logement)"
)
_NUMBER = r"(?i:no\.?\s?|n[°º]\s?|#)?\d{1,4}(?:\s?-?[A-Z](?!\w)|\s(?i:bis|ter)(?!\w))?"
_TAIL = (
    rf"(?:,\s(?:(?i:quarter|block|zone|section|sector|quartier|bloc|secteur|behind|near|next to|opposite|derri[èe]re"
    rf"|pr[èe]s d[eu]|face [àa]|{_WAY})\s)?(?:{_NAME}|\d{{1,4}}(?!\w))(?:\s\d{{1,3}}(?!\w))?)*"
)
_ADDRESSES = tuple(
    map(
        re.compile,
        (
            rf"(?<![\w-])({_NUMBER},?\s{_NAME}\s{_WAY_EN}(?!\w){_TAIL})",
            rf"(?<![\w-])({_NUMBER},?\s{_WAY}\s(?:(?:des|du|de la|de|de l['’]|d['’])\s?)?(?:{_NAME}|\d{{1,4}}){_TAIL})",
            rf"(?<![\w-])({_DWELLING}\s{_NUMBER}(?![\w.]|,\d){_TAIL})",
        ),
    )
)
_DEGREES = r"(?:[NSEWO]\s?)?-?\d{1,3}[.,]\d{2,7}(?:\s?°)?(?:\s?[NSEWO](?!\w))?"
_MINUTES = r"\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['′’]?\s?(?:\d{1,2}(?:[.,]\d+)?\s?[\"″”]?)?\s?[NSEWO]"
_COORDINATES = (
    rf"(?:{_DEGREES}\s?[,;/]?\s?{_DEGREES}(?!\d)|{_MINUTES}[\s,;/]*{_MINUTES}"
    r"|\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5})"
)
_HOME = (
    r"(?i:(?:\b(?:my|his|her|their|survivor|victim|client|patient)(?:['’]s)?\s(?:[^\W\d_]+\s)?"
    r"(?:house|home|room|tent|shelter|compound|residence|dwelling|hut)"
    r"|\bhome (?:gps|coordinates|location)|\b(?:s?he|who) lives|\bresid(?:es|ing)|\bsafe ?house"
    r"|\b(?:sa|ma|leur) maison|\bdomicile|\bdomicili[ée]e?|\bmaison d[eu]|\b(?:elle|il|qui) (?:habite|r[ée]side|loge)"
    r"|\bson (?:logement|abri)|\bchez (?:elle|lui|moi)))"
)
_HOME_AT = re.compile(rf"{_HOME}[^;\n]{{0,60}}?(?<![\w.])({_COORDINATES})")
_PLATE_CUE = (
    r"(?i:\b(?:(?:number |licen[cs]e )?plates?|plaques?|immatricul\w+|registration|reg\.?|numberplate)(?!\w)"
    r"(?:\s(?:no\.?|n[°º]|number|num[ée]ro))?)"
)
_PLATE = r"(?=[A-Z \d-]*\d)[A-Z\d]{1,5}(?:[ -][A-Z\d]{1,5}){0,3}(?!\w)"
_LETTERED_PLATE = (
    r"(?:[A-Z]{1,3}[ -]?\d{2,4}[ -]?[A-Z]{1,3}|[A-Z]{1,3}[ -]\d{3,5}|\d{3,4}[ -][A-Z]{1,3}[ -]\d{2})(?!\w)"
)
_VEHICLE = (
    r"(?i:\b(?:lorry|truck|car|vehicle|pick-?up|hilux|camion|voiture|v[ée]hicule|moto|motorbike|bus|taxi|trailer))"
)
_PLATES = tuple(
    map(
        re.compile,
        (
            rf"{_PLATE_CUE}\s?[:=]?\s({_PLATE})",
            rf"{_PLATE_CUE}[^.;:\n\d]{{0,60}}:\s({_LETTERED_PLATE})",
            rf"{_VEHICLE}\s[(]?({_LETTERED_PLATE})",
            r"(?<![\w-])([A-Z]{2}[ -]\d{3,4}[ -][A-Z]{2})(?![\w-])",
        ),
    )
)


def find_whereabouts(text: str) -> Iterator[Span]:
    """Yield home addresses, coordinates that are said to be of a home, and number plates."""
    for pattern in _ADDRESSES:
        yield from (Span(*match.span(1), "address") for match in pattern.finditer(text))
    yield from (Span(*match.span(1), "address") for match in _HOME_AT.finditer(text))
    for pattern in _PLATES:
        yield from (Span(*match.span(1), "plate") for match in pattern.finditer(text))
