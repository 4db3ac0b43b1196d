"""Ways that people are moved along: `from X to Y via Z`, `de X vers Y en passant par Z`, `northbound`.

Only the words right before a placed name give it a role. A single `to`, `from`, `de`, `à` or `par` gives none: it takes
an origin and a destination, one of them said plainly, or a word that says a way by itself (towards, via, vers).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.folding import fold
from schemas.annotation import PlaceMention
from schemas.route import Direction, RouteStop, StopRole

_FILL = (
    r"(?:(?:the|a|town|city|village|district|province|region|camp|site|market|station|mine|port|border|forest|of|near|"
    r"le|la|les|l|un|une|ville|province|gare|routiere|marche|frontiere|foret|de|du|des|d|pres)\s+){0,5}$"
)
_NOT_A_ROAD = r"(?<!road )(?<!axis )(?<!track )(?<!km )(?<!route )(?<!axe )(?<!piste )(?<!distance )(?<!kilometres )"


class _Cue(NamedTuple):
    """Words before a name, the role that they give it, and how much they say: a way, one end of it, or little."""

    role: StopRole
    strength: int
    expression: re.Pattern[str]


def _cue(role: StopRole, strength: int, words: str) -> _Cue:
    return _Cue(role, strength, re.compile(rf"\b{_NOT_A_ROAD}(?:{words})\s+{_FILL}"))


_LITTLE, _END, _WAY = 0, 1, 2
_CARRIED = r"(?:emmene|conduit|transfere|achemine|deplace|transporte|amene|envoye)e?s?"
_CUES = (
    _cue("transit", _WAY, r"via|through|by way of|passing (?:by|through)|a travers|en traversant"),
    _cue("transit", _WAY, r"en passant par|en transitant par|transit(?:ing|ant)? (?:par|at|in|a)"),
    _cue("destination", _WAY, r"towards?|bound for|headed for|heading (?:for|to)|on (?:the|their) way to"),
    _cue("destination", _WAY, r"vers|a destination d[eu]?|en direction d[eu]?|en route (?:pour|vers|to|for)"),
    _cue("origin", _END, r"from|out of|leaving|depuis|quittant"),
    _cue("origin", _END, rf"en provenance d[eu]?|(?:partie?s?|venue?s?|{_CARRIED}) d[eu]?"),
    _cue("destination", _END, r"to|into|jusqu a|jusqu au"),
    _cue("destination", _LITTLE, r"a|au|aux|en|for|pour"),
    _cue("transit", _LITTLE, r"par"),
    _cue("origin", _LITTLE, r"de|du|des|d"),
)
_HEADINGS: tuple[tuple[Direction, str, str], ...] = (
    ("north_east", "north[- ]?east", "nord[- ]?est"),
    ("north_west", "north[- ]?west", "nord[- ]?ouest"),
    ("south_east", "south[- ]?east", "sud[- ]?est"),
    ("south_west", "south[- ]?west", "sud[- ]?ouest"),
    ("north", "north", "nord"),
    ("south", "south", "sud"),
    ("east", "east", "est"),
    ("west", "west", "ouest"),
)
_GOING = (
    r"\b(?:{english})(?:[- ]?bound|wards?)\b"
    r"|\b(?:towards?|heading|headed|going|moving|driving|travel+ing|drove|driven|taken|on their way)"
    r"(?: to)?(?: the)? (?:{english})\b(?! (?:of|de)\b)"
    r"|\b(?:vers l(?:e)?|en direction d(?:u|e l)|direction|cap (?:au|a l)|en route pour l(?:e)?)\s*(?:{french})\b"
    r"(?! d[eu]\b)"
)
_GOING_TO = tuple(
    (direction, re.compile(_GOING.format(english=english, french=french))) for direction, english, french in _HEADINGS
)
_LONGEST_LEAD = 60
_ORDER: dict[StopRole, int] = {"origin": 0, "transit": 1, "destination": 2}


def route_in(text: str, mentions: Sequence[PlaceMention], start: int) -> tuple[RouteStop, ...]:
    """Return the `mentions` of a sentence that it gives a role on a way, in order of the way; none if it tells none."""
    told = list(_told(text, mentions, start))
    roles = {cue.role for cue, _ in told}
    strongest = max((cue.strength for cue, _ in told), default=_LITTLE)
    if strongest < _WAY and not (strongest == _END and {"origin", "destination"} <= roles):
        return ()
    stops = {(cue.role, mention.name): _stop(cue.role, mention) for cue, mention in told}
    return tuple(sorted(stops.values(), key=lambda stop: _ORDER[stop.role])) if roles != {"origin"} else ()


def heading_in(text: str, start: int, end: int) -> Direction | None:
    """Return the direction that a sentence says people go; `north of X` is a place, not a direction."""
    said = _plain(text[start:end])
    return next((direction for direction, expression in _GOING_TO if expression.search(said)), None)


def _told(text: str, mentions: Sequence[PlaceMention], start: int) -> Iterator[tuple[_Cue, PlaceMention]]:
    """Yield the mentions with the first cue that the words before each give."""
    before = start
    for mention in mentions:
        if mention.name is not None and not mention.line:
            lead = _plain(text[max(before, mention.start - _LONGEST_LEAD) : mention.start])
            cue = next((cue for cue in _CUES if cue.expression.search(f"{lead} ")), None)
            if cue is not None:
                yield cue, mention
        before = mention.end


def _stop(role: StopRole, mention: PlaceMention) -> RouteStop:
    fields = mention.model_dump(include=set(RouteStop.model_fields))
    return RouteStop(role=role, **fields)


def _plain(text: str) -> str:
    """Return words folded, apostrophes and runs of space as one space."""
    return re.sub(r"[\s'’]+", " ", fold(text)).strip()
