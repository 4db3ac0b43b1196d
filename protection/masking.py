"""Masking of one text by rules and by a model of names."""

import re
from collections.abc import Iterator

from protection.identifiers import find_emails, find_identifiers
from protection.names import find_names, find_titled
from protection.phones import find_devices, find_international, find_phones
from protection.spans import Masked, Span, paragraphs, replace
from protection.whereabouts import find_whereabouts
from schemas.mission import Mission, fold_name
from schemas.protection import MaskNames

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_LEADS_TO_PLACE = re.compile(
    r"(?i:(?<!\w)(?:in|at|near|from|to|towards?|around|of|à|a|au|en|dans|vers|de|entre|between|depuis|via|(?:nor|sou)thern"
    r"|(?:ea|we)stern|village|town|camp|district|axe|axis)\s(?:[^\W\d_]{2,3}\s)?)$"
)
_NAME_WORD = re.compile(r"(?<![\w'’-])[^\W\d_a-z][^\W\d_]{3,}(?:['’-][^\W\d_]+)*")


def mask(text: str, *, language: str, mission: Mission, mask_names: MaskNames, closed: bool = False) -> Masked:
    """Return `text` without phone numbers, addresses, codes, birth dates and names of persons, and what was masked.

    A `closed` text is masked in doubt: names that may be a person's go too.
    """
    return replace(text, find_masks(text, language=language, mission=mission, mask_names=mask_names, closed=closed))


def find_masks(
    text: str, *, language: str, mission: Mission, mask_names: MaskNames, closed: bool = False
) -> list[Span]:
    """Return what `mask` puts tokens in place of; spans may overlap."""
    spans = [
        Span(start + span.start, start + span.end, span.kind)
        for start, paragraph in paragraphs(text)
        for span in _find(paragraph, language, mission, mask_names, closed)
    ]
    return [*spans, *_repeated(text, spans, mission)]


def _repeated(text: str, spans: list[Span], mission: Mission) -> Iterator[Span]:
    """Yield where a word of a masked name stands again, by itself and as it was written."""
    names = {text[span.start : span.end] for span in spans if span.kind == "name"}
    words = {word.group() for name in names for word in _NAME_WORD.finditer(name)}
    again = sorted(word for word in words if not is_public(word, mission))
    if again:
        pattern = re.compile(
            rf"(?<![\w-])(?<![^\W\d_a-z]['’])(?:{'|'.join(map(re.escape, again))})(?![\w-])(?!(?:['’]s)?\s[^\W\d_a-z])"
        )
        found = (match.span() for match in pattern.finditer(text))
        yield from (
            Span(*span, "name") for span in found if not _LEADS_TO_PLACE.search(text, max(0, span[0] - 30), span[0])
        )


def mask_by_rules(text: str, *, mission: Mission) -> Masked:
    """Mask `text` without a model of names, for short values."""
    return mask(text, language="", mission=mission, mask_names=lambda text, language, closed: [])


def mask_contact_details(text: str) -> Masked:
    """Mask e-mail addresses and international telephone numbers alone: what may hide in an identifier or a place."""
    return replace(text, [*find_emails(text), *find_international(text)])


def _find(paragraph: str, language: str, mission: Mission, mask_names: MaskNames, closed: bool) -> Iterator[Span]:
    yield from find_devices(paragraph)
    yield from find_phones(paragraph, mission.country)
    yield from find_identifiers(paragraph)
    yield from find_whereabouts(paragraph)
    yield from find_titled(paragraph, lambda name: fold_name(name) in mission.actor_names)
    yield from find_names(paragraph, lambda name: is_public(name, mission))
    for start, end in mask_names(paragraph, language, closed):
        if not _is_listed(paragraph[start:end], mission):
            yield Span(start, end, "name")


def _is_listed(name: str, mission: Mission) -> bool:
    """Say whether `name` is a listed group's or person's; a place's the model of names has weighed itself."""
    return fold_name(name) in mission.actor_names


def is_public(name: str, mission: Mission) -> bool:
    """Say whether `name` consists of names of listed groups and places, and nothing else that is capitalised.

    Names are sought from the longest down, so that `Zouréké à Tokounda` is public where both are listed.
    """
    words = [match.group() for match in _WORD.finditer(name)]
    if fold_name(name) in mission.actor_names or fold_name(name) in mission.place_names:
        return True
    return bool(words) and _all_public(words, mission)


def _all_public(words: list[str], mission: Mission) -> bool:
    start = 0
    while start < len(words):
        length = _public_words(words[start:], mission)
        if not length and not words[start].islower():
            return False
        start += length or 1
    return any(not word.islower() for word in words)


def _public_words(words: list[str], mission: Mission) -> int:
    for length in range(min(len(words), 6), 0, -1):
        name = fold_name(" ".join(words[:length]))
        if name in mission.actor_names or name in mission.place_names:
            return length
    return 0
