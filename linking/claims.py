"""What a text claims that another may contradict: ages, numbers of things, that nobody was hurt, that it is not so."""

import re
from collections.abc import Iterator

from linking.details import detail_of
from linking.words import folded, words_of
from schemas.annotation import Claim

_AGE = re.compile(
    r"\b(?P<one>\w+)[ -](?:years?|yrs?)[ -]olds?\b|\baged (?P<two>\w+)\b|\bagee?s? d[e'](?P<three>\w+)\b|"
    r"(?<!il y a )(?<!depuis )(?<!pendant )(?<!durant )(?<!apres )(?<!pour )\b(?P<four>[a-z0-9]+) ans\b"
    r"(?! (?:plus tot|auparavant|apres|de (?:prison|travaux)))"
)
_HOUSES = frozenset(words_of("hut huts house houses home homes hutte huttes case cases maison maisons"))
_THINGS = frozenset(
    words_of(
        "motorbike truck pickup car bus bicycle boat donkey horse camel cattle goat chicken sack gun machete grenade"
    )
)
_WORDS_BETWEEN = 1
_NO = r"\b(?:no|nobody|none|without|not|nor|aucune?|pas de?|pas d|personne n|sans|ni)\b(?: \w+){0,2}? "
_HARM = {
    "killed": r"(?:dead|deaths?|killed|casualt\w+|fatalit\w+|morts?|tuee?s?|deces)\b",
    "wounded": r"(?:wounded|injur\w+|hurt|blesse\w*)\b",
    "raped": r"(?:rape[sd]?|raped|sexual\w*|violee?s?|viols?)\b",
}
_NONE_OF = {what: re.compile(_NO + words) for what, words in _HARM.items()}
_SOME_OF = {what: re.compile(r"\b" + words) for what, words in _HARM.items()}
_DENIAL = re.compile(
    "|".join(
        (
            r"(?<!was )(?<!were )(?<!been )\bden(?:y|ies|ied)\b(?! (?:access|entry|passage|food|water|care|medical))",
            r"\b(?:no truth|untrue|not true|baseless|unfounded|not the case)\b",
            r"\bfalse (?:alarm|rumou?r|report|information|claim|news|allegation)",
            r"\b(?:did not|never) (?:happen|take place|took place)",
            r"\b(?:was|were|is|are) (?:part of )?an? (?:\w+ )?(?:exercise|drill)\b",
            r"\bdement\w*|\bnient?\b|\binfondee?s?\b|\bpas vrai\b",
            r"\b(?:fausses?|faux) (?:alertes?|rumeurs?|informations?|nouvelles?|bruits?)\b",
            r"\bn (?:a|ont) (?:pas|jamais) eu lieu|\b(?:relev\w+ d|etai\w+|s agi\w+ d) un exercice\b",
            r"\baucune? (?:trouble|incident|attaque|enlevement|viol|exaction)\b",
        )
    )
)
_OLDEST = 99


def claims_in(passage: str, language: str) -> tuple[Claim, ...]:
    """Return what `passage` claims, each once, in order of the alphabet."""
    text = " ".join(folded(passage).replace("’", "'").split())
    plain = " ".join(words_of(passage))
    found = {*_ages(text, language), *_things(passage, language), *_harm(plain), *_denial(plain)}
    return tuple(sorted(found, key=lambda claim: (claim.about, claim.what, claim.says)))


def _number(word: str, language: str) -> int | None:
    said = detail_of(word, language)
    return int(said) if said.isdigit() else None


def _ages(text: str, language: str) -> Iterator[Claim]:
    for match in _AGE.finditer(text):
        age = _number(next(filter(None, match.groups())), language)
        if age and age <= _OLDEST:
            yield Claim(about="age", what="", says=str(age))


def _things(passage: str, language: str) -> Iterator[Claim]:
    """Yield the number right before the name of a thing, or a word before it: `80 huts`, `three stolen goats`."""
    words = words_of(passage)
    for position, word in enumerate(words):
        number = _number(word, language)
        following = words[position + 1 : position + 2 + _WORDS_BETWEEN] if number is not None else ()
        thing = next((name for each in following if (name := _thing(each, language))), None)
        if thing:
            yield Claim(about="number", what=thing, says=str(number))


def _thing(word: str, language: str) -> str:
    if word in _HOUSES:
        return "house"
    detail = detail_of(word, language)
    return detail if detail in _THINGS else ""


def _harm(text: str) -> Iterator[Claim]:
    for what, none in _NONE_OF.items():
        if none.search(text):
            yield Claim(about="harm", what=what, says=f"nobody {what}")
        elif _SOME_OF[what].search(text):
            yield Claim(about="harm", what=what, says=f"somebody {what}")


def _denial(text: str) -> Iterator[Claim]:
    if _DENIAL.search(text):
        yield Claim(about="denial", what="", says="says that it is not so")
