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
    r"(?:passports?|passeports?|(?:id|identity|voter|ration|refugee|health|school|student|insurance|registration) card"
    r"|carte (?:d['’]|de |scolaire)\w*(?: scolaire)?|cnib?|cin|nin|n° d['’]assurée?|assurée?|insurance|matricule|badge"
    r"|permit|driving licence|permis de conduire|refugee|réfugiée?s?|asylum|carnet|dossiers?|case file|case"
    r"|référence dossier|scellée?|sealed|seal|envelope|enveloppe|exhibit|evidence|évidence|certificate|certificat"
    r"|récépissé|laissez-passer|wristband|bracelet|case manager|case worker|file)"
)
_PAPER_NUMBER = r"(?=[A-Z\d /-]*\d[A-Z /-]?\d)[A-Z\d]{1,12}(?:[-/ ][A-Z\d]{1,12}){0,5}"
_WALLET = (
    r"(?:iban|rib|bvn|wallet|account|compte|mo ?mo|mobile money|orange money|airtel money|m-?pesa|wave|moov money)"
)
_NUMBER_WORD = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|zéro|un|deux|trois|quatre|cinq|sept|huit"
    r"|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante)"
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
    (
        "email",
        re.compile(
            r"(?i)((?<![\w.+%-])[\w.+%-]++ ?[\[(]?(?:at|arobase)[\])]? ?[\w-]++"
            r"(?: ?[\[(]?(?:dot|point)[\])]? ?[\w-]++)+)"
        ),
    ),
    (
        "device",
        re.compile(
            r"(?<!(?i:ersion)\s)(?<!\sv)(?<![\w.])((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\w.]\d)"
        ),
    ),
    (
        "account",
        re.compile(
            rf"(?i:\b{_WALLET}\b(?:no\.|[^.;\n\d]){{0,30}}?)(?<![\w-])((?i:mo ?mo |airtel |mtn |orange |wave )?"
            r"(?=(?:[A-Z /-]*\d){6})[A-Z\d]{1,8}(?:[ -]?[A-Z\d]{1,9}){0,9})(?!\w)"
        ),
    ),
    ("account", re.compile(r"(?<!\w)([A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,3})?)(?!\w)")),
    (
        "account",
        re.compile(
            r"(?i:\b(?:profile?|handle|page|compte|account|pseudo)\b\s?[(:]?\s?)((?=[\w.]*[\d_.])[a-z][\w.]{3,}\w)"
        ),
    ),
    ("phone", re.compile(rf"(?i)\b({_NUMBER_WORD}(?:[ ,-]{{1,2}}{_NUMBER_WORD}){{5,}})\b")),
    (
        "phone",
        re.compile(
            r"(?<![\w-])((?=[\d .-]*(?:[OolI]\d|\d[OolI]))(?=(?:[OoIl -]*\d){4})"
            r"[O0\d][\dOolI]{2,}(?:[ .-][\dOolI]{2,}){1,5})(?!\w)(?<=[\dOolI])"
        ),
    ),
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
    (
        "code",
        re.compile(
            r"(?<!\w)((?:SURV|SRV|SVR|SV|GBV|VBG|CLT|PSY|CPN)(?:[-_/][A-Z]{1,4})?[-_/]?\d[\dA-Z]*(?:[-_/][\dA-Z]+)*)(?!\w)"
        ),
    ),
    ("code", re.compile(rf"(?<![Ff]light\s)(?<![Vv]ol\s)(?<![\w/-])(?!{_NO_CODE}-)([A-Z]{{2,4}}-\d{{2,6}})(?![\w/-])")),
    (
        "code",
        re.compile(
            rf"(?i:\b{_PAPER}(?:\s?{_NUMBERED})?\s?[:=]?\s?)([A-Za-z]{{0,4}}[- ]?\d[\dA-Za-z /-]{{2,20}}\d)(?!\w)"
        ),
    ),
    (
        "code",
        re.compile(rf"(?i:\b{_PAPER}(?:,?\s?{_NUMBERED})?\s?[:=(,]?\s?)({_PAPER_NUMBER})(?!\w)"),
    ),
    (
        "code",
        re.compile(
            rf"(?i:\b(?:code|identifiant|{_PERSON}\s{_NUMBERED})\s?[:=]?\s?)([A-Z]{{1,10}}[-_/]?\d[\dA-Z]*(?:[-_/][\dA-Z]+)*)(?!\w)"
        ),
    ),
    (
        "code",
        re.compile(
            rf"(?<![\w/-])(?!{_NO_CODE}[-/])([A-Z]{{2,4}}(?:[-/][A-Z\d]{{1,4}})?[-/]\d{{2,6}}[-/](?:[A-Z]{{1,3}}|\d{{2,6}}-[A-Z]))(?![\w/-])"
        ),
    ),
    (
        "date of birth",
        re.compile(
            r"(?i:\b(?:born|née?s?|b\.|intake|date of birth|birth ?date"
            r"|birthday|date de naissance|d\.?o\.?b\.?|ddn)(?!\w))"
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
