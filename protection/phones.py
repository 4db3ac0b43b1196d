"""Telephone numbers and device numbers among the many other numbers of a field report."""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher

from protection.spans import Span

_GAP = r"[ \t\u00a0\u202f\u00ad\u200b-\u200f]"
_DASH = r"[.\-/\u2010-\u2015\u2212]"
_JOINT = rf"(?:{_GAP}{{0,2}}[()]{_GAP}{{0,2}}{_DASH}?|{_GAP}{{1,2}}{_DASH}{_GAP}{{1,2}}|{_DASH}|{_GAP}{{1,2}})?"
_MONTH = r"(?:[A-Za-zéûÉÛ]{3,9}\.?)"

_PLACES_AND_DATES = re.compile(
    "|".join(
        (
            r"(?<!\d)\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{1,5}\s?\d{1,5}(?!\d)",  # military grid with its zone
            r"(?<!\d)\d{1,2}[C-HJ-NP-X]\s\d{6}\s\d{6,7}(?!\d)",  # UTM
            r"(?<![A-Za-z])[A-HJ-NP-Z]{2}\s?(?:\d{5}\s\d{5}|\d{10})(?!\d)",  # military grid without its zone
            r"\b(?i:grids?|mgrs|utm|carroyage|coord\w*|gps)\b[\s.:]{0,3}(?:\w{2,5}\s)?"
            r"[-\d][\d .,;°'\"NSEWO-]{3,30}(?![A-Z])",
            r"(?<![\d.])-?\d{1,3}\.\d{3,9}(?!\.?\d)",  # decimal degrees
            r"(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)",  # UUID of a form
            r"(?<![\d./-])(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?:[T ]\d{1,2}:?\d{2}(?::?\d{2})?)?(?![./-]?\d)",
            r"(?<![\d./-])\d{1,2}[-./]\d{1,2}[-./](?:19|20)?\d{2}(?:\s\d{1,2}:\d{2})?(?![./-]?\d)",
            r"(?<![\d./-])(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}(?![./-]?\d)",
            r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
            rf"(?<!\d)\d{{1,2}}\s{_MONTH}\s(?:19|20)\d{{2}}(?!\d)",
        )
    )
)
_PEOPLE = (
    r"(?:people|persons?|personnes|habitants?|inhabitants|refugees|réfugiés|returnees|retournés|displaced|déplacés|idps?"
    r"|women|femmes|men|hommes|children|enfants|girls|filles|boys|garçons|households|ménages|families|familles|patients"
    r"|francs?|f?cfa|xaf|xof|usd|dollars|eur|euros?|km|kg|tonnes|litres|doses|kits|h(?:ours|rs|eures)?|hrs|lt|cases|cas)"
)
_AMOUNT = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+"
_NUMBERS = re.compile(
    "|".join(
        (
            rf"(?<![\w+(])(?!0){_AMOUNT}(?:{_GAP}?[-–/]{_GAP}?{_AMOUNT})?(?![\w]|[ .-]?\d)",
            rf"(?<![\w+(.-])(?!0)\d[\d \u00a0\u202f.,–-]{{0,30}}{_GAP}?(?i:{_PEOPLE})\b",
            r"(?i:\b(?:aged?|ages|âgée?s?)\s(?:de\s)?)\d{1,2}(?:(?:,|,?\s|\s(?:and|et|to|à)\s)\d{1,2})+(?!\d)",
            r"(?i:\b(?:from|between|de|entre|at|à|vers|time|heure)\s)[0-2]\d[0-5]\d\s?[-–]\s?[0-2]\d[0-5]\d(?!\d)",
            r"(?<![\w/-])(?!(?i:tel|phone|mobile|cell|wa)\b)[A-Za-z]{2,10}[/-]\d{1,8}(?:[/-]\d{1,6}){0,3}(?![\w/-])",
        )
    )
)
_CUED = re.compile(
    r"(?i:\b(?:t[eé]l(?:[eé]phon\w*)?|(?:tele)?phones?|mobiles?|cell|portable|whats ?app|signal|sms|call|appel\w*"
    r"|joindre|reach\w*|contacts?|num[eé]ros?|numbers?|simu|nambari|n°|هاتف|رقم)\b)"
    r"(?:[\s.:()#°]|(?i:at|on|au|sur|is|est|number|num[eé]ro|no|de|t[eé]l|phone|ya)\b){0,8}"
    rf"(\+?\(?\d(?:{_JOINT}\d){{5,}}+)(?!\w)"
)
_NUMBER = re.compile(rf"(?<!\w)(?:\+{_GAP}?)?\(?\d(?:{_JOINT}\d){{6,}}+(?!\w)")
_INTERNATIONAL = re.compile(rf"\+{_GAP}?\(?\d(?:{_JOINT}\d){{6,}}+")
_DEVICE_CUED = re.compile(
    r"(?i:\b(?:imei|imsi|iccid|device ?id|deviceid|meid|sim(?: card)?)\b)\W{0,5}(?:\w{2,4}\W{1,3})?(\d(?:[ -]?\d){5,}+)"
)
_DEVICE = re.compile(r"(?<![\w.+-])(?:\d{14,16}|\d{2}-\d{6}-\d{6}-\d{1,2})(?![\w-])")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}(?![\w:-])")


def find_devices(text: str) -> Iterator[Span]:
    """Yield IMEI and other device numbers (14 to 16 digits, or named as such) and network addresses of devices."""
    yield from (Span(*match.span(1), "device") for match in _DEVICE_CUED.finditer(text))
    for pattern in (_DEVICE, _MAC):
        yield from (Span(*match.span(), "device") for match in pattern.finditer(text))


def find_international(text: str) -> Iterator[Span]:
    """Yield telephone numbers that begin with a plus sign: beyond doubt, even within an identifier."""
    yield from (Span(*match.span(), "phone") for match in _INTERNATIONAL.finditer(text))


def find_phones(text: str, country: str) -> Iterator[Span]:
    """Yield telephone numbers: those named as such, those valid in `country`, and other runs of 7 digits and more.

    Grids, coordinates, dates, report numbers and numbers of people or money are left alone.
    """
    without_dates = _PLACES_AND_DATES.sub(_blank, text)
    yield from (Span(*match.span(1), "phone") for match in _CUED.finditer(without_dates))
    plain = _NUMBERS.sub(_blank, without_dates)
    yield from (Span(*match.span(), "phone") for match in _NUMBER.finditer(plain))
    for found in PhoneNumberMatcher(plain, country or None, leniency=Leniency.VALID):
        yield Span(found.start, found.end, "phone")


def _blank(match: re.Match[str]) -> str:
    return "x" * len(match.group())
