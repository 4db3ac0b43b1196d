"""Whom a text names as its source, and which other reports it names."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from linking.details import MONTHS, outline
from linking.words import folded, words_of

_NAME = r"(?P<name>[^\s,;:.!?()«»\"“”]+(?:[ '’-][^\s,;:.!?()«»\"“”]+){0,6})"
_VERBS_EN = (
    "says|said|reports|reported|states|stated|writes|wrote|announces|announced|warns|warned|notes|noted|relays|relayed|"
    "confirms|confirmed|describes|described"
)
_VERBS_FR = (
    "dit|indique|affirme|rapporte|déclare|signale|écrit|annonce|alerte|note|relaie|confirme|précise|raconte|décrit|"
    "fait état"
)
_TEXTS = "note|statement|communiqué|bulletin|brief|release|update|report|post|message|rapport|alerte"
_CITING = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:according to|as per|quoting|citing|says|said|told by|reported by|relayed by|published by|reports|"
        rf"received from|copied from|taken from|source\s?:|via)\s+(?:the\s+|an?\s+)?{_NAME}",
        r"\b(?:selon|d['’]après|citant|dit|affirme|rapporte|indique|relaie|repris de|relayée? par|publiée? par|"
        rf"reçue? de|source\s?:)\s+(?:(?:le|la|les|une?)\s+|l['’])?{_NAME}",
        r"(?:^|[.!?»\n]\s*)(?:(?:the|an?|la|le|les|une?)\s+|l['’])?(?P<name>[^,;:.!?()\n]{2,60}?)\s+"
        rf"(?:{_VERBS_EN}|{_VERBS_FR})\s+(?:that|how|que|qu['’]|comment)",
        r"\b(?:la radio dit que|the radio says(?: that)?|heard on|on|entendu à|vu sur|seen on|sur)\s+(?:the\s+|la\s+)?"
        r"(?P<name>(?:radio|facebook|whatsapp|internet|twitter)\b[^\s,;:.!?()]*)",
        rf"\b(?P<name>(?:the|la|le|an?|une?)\s+(?:{_TEXTS})\s+(?:of|by|from|de|du|des|d['’])\s*[^\s,;:.!?()]+)",
        r"^\W*(?P<name>(?:transféré|transfert|forwarded|fwd?|tr|tf|copié|copied|reçu|received)\s*:)",
    )
]
_NUMBER = re.compile(r"\b[a-z]{2,10}(?:/[a-z0-9-]{1,10}){1,3}/?\d*\b|\b[a-z]{2,10}/\d{2,6}\b")
_OWN = re.compile(
    r"\b(?:our|my|notre|nos|mon)\s+(?:\w+\s+){0,2}?(?:sitreps?|notes?|reports?|alerts?|flash|bulletins?|updates?|"
    r"statements?|rapports?|alertes?|communiqués?|messages?)\s+(?:\w+\s+){0,2}?(?:of|from|dated|du|de|le)\s+"
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\s+(?P<month>[a-zéûA-Z]{3,9})",
    re.IGNORECASE,
)
_FEWEST_INITIALS = 3
_REPORTING = frozenset(
    words_of(
        "note notes update flash brief briefing bulletin communique statement radio press presse mission "
        "organisation organization transfere forwarded fwd tr rapport report reports sitrep journal newspaper "
        "media agency agence ngo ong unit unite network reseau association annexe annex name agencies agences "
        "website site facebook whatsapp internet twitter channel chaine post message release observers "
        "observateurs monitors forum committee comite cluster alliance coalition foundation "
        "fondation collective collectif fw tf transfert copie copied recu received alerte "
        "alert"
    )
)
"""Words of texts and of bodies that report; `name` is what a masked name leaves."""

_SMALL_WORDS = frozenset(words_of("of the for and de du des la le les pour et a au aux en"))


def cited(text: str) -> tuple[str, ...]:
    """Return whom `text` names as its source (`according to X`, `selon X`), folded, in order of the alphabet."""
    found = {" ".join(words_of(match["name"])) for pattern in _CITING for match in pattern.finditer(text)}
    return tuple(sorted(name for name in found if name))


def is_cited(originator: str, names: tuple[str, ...]) -> bool:
    """Tell whether one of the cited `names` holds an originator, by its name or by its initials (CPN)."""
    wanted = " ".join(words_of(originator))
    return bool(wanted) and any(f" {wanted} " in f" {name} " or _has_initials(name, wanted) for name in names)


def is_secondhand(names: Iterable[str]) -> bool:
    """Tell whether one of the cited `names` is a text or a body that reports, not somebody who saw it."""
    return any(word in _REPORTING for name in names for word in name.split())


def _has_initials(name: str, wanted: str) -> bool:
    """Tell whether words of `name` that follow each other have the initials `wanted`: Child Protection Network, CPN."""
    initials = "".join(word[0] for word in name.split() if word not in _SMALL_WORDS)
    return len(wanted) >= _FEWEST_INITIALS and wanted in initials


def references(text: str, written: date) -> tuple[str, ...]:
    """Return the reports that `text` names: by number (`ptrl/0019`), its own by their day (`our note of 12 February`).

    A day without a year is the latest one before the report was `written`.
    """
    return tuple(sorted({*_numbers(text), *_own_days(text, written)}))


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(folded(text)):
        if any(character.isdigit() for character in match[0]):
            yield match[0]


def _own_days(text: str, written: date) -> Iterator[str]:
    for match in _OWN.finditer(text):
        month = next((each for lang in ("en", "fr") for each in outline(match["month"], lang) if each in MONTHS), None)
        day = _day(int(match["day"]), MONTHS.index(month) + 1, written) if month else None
        if day is not None:
            yield day.isoformat()


def _day(day: int, month: int, written: date) -> date | None:
    for year in (written.year, written.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if found <= written + timedelta(days=1):
            return found
    return None
