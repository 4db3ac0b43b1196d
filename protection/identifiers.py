"""E-mail addresses, accounts, survivor and case codes, identity papers, dates of birth."""

import re
from collections.abc import Iterator

from protection.spans import Kind, Span

_CODE = r"[A-Za-z]{0,10}(?:[-_/ ]?\d)[\dA-Za-z]*(?:[-_/][\dA-Za-z]+)*"
_LETTERED_CODE = r"[A-Z]{1,10}[-_/]?\d[\dA-Za-z]*(?:[-_/][\dA-Za-z]+)*"
_PERSON = (
    r"(?:survivors?|survivante?s?|victim(?:e?s?)|cases?|cas|clients?|patiente?s?|beneficiary|bénéficiaires?|dossiers?"
    r"|case file|incident id|gbv|vbg|gbvims)"
)
_NUMBERED = r"(?:code|id|no\.?|n°|nº|num(?:ber|éro)?|ref(?:erence)?|réf(?:érence)?|file|#)"
_PAPER = (
    r"(?:passports?|passeports?|id card|identity card|carte d['’](?:identité|électeur|électrice)|voter card|ration card"
    r"|carte de ration|matricule|driving licence|permis de conduire|number plate|plaque)"
)
# Weapons, aircraft, roads, report series and the like, which have the shape of a code (from general knowledge).
_NO_CODE = (
    r"(?:AK|AKM|AKS|AN|BM|BMP|BN|BRDM|BTR|CH|COVID|FAL|FM|GMT|HF|IL|INC|KM|LC|LOG|MAG|MI|NR|PK|PKM|POC|PTRL|RD|REP|RN|RP"
    r"|RPG|SA|SARS|SITREP|SKS|SPG|SU|SVD|TS|TT|UN|UTC|VHF)"
)
_YEAR = r"(?:19|20)\d{2}"
_DATE = (
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|\d{{1,2}}(?:er|st|nd|rd|th)?\s(?:of\s)?[^\W\d_]{{3,10}}\.?,?\s{_YEAR}"
    rf"|[^\W\d_]{{3,10}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}|[^\W\d_]{{3,10}}\s{_YEAR}|{_YEAR})(?!\d)"
)

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"((?<![\w.+%-])[\w.+%-]++\s?(?:@|[\[(]\s?(?:at|arobase)\s?[\])])\s?[\w-]++(?:\.[\w-]++)+)")),
    ("email", re.compile(r"((?<![\w.+%-])[\w.+%-]++ (?:at|arobase) [\w-]++ (?:dot|point) [\w-]++)")),
    ("account", re.compile(r"(?<=://)([^\s/@]++)@")),
    ("account", re.compile(r"(?<![\w@./])(@[^\W\d][\w.]{2,})")),
    (
        "account",
        re.compile(
            r"(?i:\b(?:facebook|fb|instagram|tiktok|twitter|x|t|wa|telegram|linkedin)\.(?:com|me)/)((?:in/)?@?[\w.+-]+)"
        ),
    ),
    (
        "account",
        re.compile(r"(?i:\b(?:user ?name|login|facebook|telegram|instagram|tiktok|skype)\s?[:=]\s?)(\w[\w.@-]*)"),
    ),
    (
        "code",
        re.compile(rf"(?i:\b{_PERSON}(?:\s{_PERSON})?[\s-]{_NUMBERED}(?:\s?{_NUMBERED})?\s?[:=#]?\s?)({_CODE})(?!\w)"),
    ),
    (
        "code",
        re.compile(
            rf"(?i:\b(?:code|identifiant)\s(?:(?:de\s)?(?:la\s|le\s)|of\s(?:the\s)?|du\s)?{_PERSON}\s?[:=#]?\s?)({_CODE})(?!\w)"
        ),
    ),
    ("code", re.compile(rf"(?i:\b{_PERSON}\s?[:=(]?\s?)({_LETTERED_CODE})(?!\w)")),
    ("code", re.compile(r"(?<!\w)((?:SURV|SRV|SV|GBV|VBG|CLT)[-_/]?\d[\dA-Z]*(?:[-_/][\dA-Z]+)*)(?!\w)")),
    ("code", re.compile(rf"(?<![\w/-])(?!{_NO_CODE}-)([A-Z]{{2,4}}-\d{{2,6}})(?![\w/-])")),
    (
        "code",
        re.compile(
            rf"(?i:\b{_PAPER}(?:\s?{_NUMBERED})?\s?[:=]?\s?)([A-Za-z]{{0,4}}[- ]?\d[\dA-Za-z /-]{{2,20}}\d)(?!\w)"
        ),
    ),
    (
        "date of birth",
        re.compile(
            r"(?i:\b(?:born|née?s?|date of birth|birth ?date|birthday|date de naissance|d\.?o\.?b\.?|ddn)\b)"
            rf"(?:[\s:=,(]|(?i:on|in|le|en|vers|the|is|est)\b){{0,6}}({_DATE})"
        ),
    ),
)


def find_emails(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, also those written out (`name [at] example.org`)."""
    return (span for span in find_identifiers(text) if span.kind == "email")


def find_identifiers(text: str) -> Iterator[Span]:
    """Yield e-mail addresses, accounts, codes of survivors, cases and papers, and dates of birth."""
    for kind, pattern in _PATTERNS:
        yield from (Span(*match.span(1), kind) for match in pattern.finditer(text))
