"""Trafficking in persons: act, means and purpose (Palermo Protocol, article 3), of a child act and purpose alone."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nlp.code_lists import is_positive, shown_by
from nlp.verdicts.case import Case, is_child, own_codes
from nlp.verdicts.wording import ELEMENTS, LANGUAGES, NOT_STATED, TRAFFICKING, listed, sentence, told
from schemas.annotation import EventVerdict, ToldLanguage
from schemas.codes import Code, Dimension, Element

_TIED = ("trafficking", "both")
_ELEMENTS: tuple[Element, ...] = ("act", "means", "purpose")


class Found(NamedTuple):
    """What signs show: the codes of each element, and the ILO's dimensions that are positive."""

    codes: Mapping[Element, Sequence[Code]]
    dimensions: Sequence[Dimension]

    def shows(self, element: Element) -> bool:
        """Tell whether an element is shown by a code, or by a positive dimension."""
        return bool(self.codes[element]) or any(element in each.shows for each in self.dimensions)


def decide_trafficking(case: Case) -> EventVerdict:
    """Return the verdict: true where all that is needed is affirmed, possible where the event states a part of it.

    A sign whose definition holds an element shows it; signs that only point to one show it where the ILO's scoring
    makes their dimension positive.
    """
    if not any(own_codes(case, case.lists.palermo[element]) for element in _ELEMENTS):
        tied = case.event.tie in _TIED
        return told(TRAFFICKING, "nothing_stated" if tied else "none", "false", signs=", ".join(sorted(case.own)))
    child = is_child(case)
    found = _found(case, affirmed_only=False)
    affirmed = case.is_affirmed and _is_whole(_found(case, affirmed_only=True), child=child)
    wording = "shown" if affirmed else "hedged" if _is_whole(found, child=child) else "part"
    return told(
        TRAFFICKING,
        wording,
        "true" if affirmed else "possible",
        elements={language: _elements(found, language, child=child) for language in LANGUAGES},
        codes=_codes(found, child=child),
    )


def _found(case: Case, *, affirmed_only: bool) -> Found:
    signs = case.said.affirmed if affirmed_only else case.said.signs
    quotes = (*case.quotes(), *case.said.quotes)
    codes = {each: shown_by(case.lists.palermo[each], signs, quotes, case.event.lang) for each in _ELEMENTS}
    indicators = shown_by(case.lists.ilo_indicators, signs, quotes, case.event.lang)
    positive = [
        dimension
        for dimension in case.lists.ilo_dimensions
        if is_positive([each.strength for each in indicators if each.dimension == dimension.code])
    ]
    return Found(codes, positive)


def _is_whole(found: Found, *, child: bool) -> bool:
    return all(found.shows(element) for element in _ELEMENTS if not (child and element == "means"))


def _codes(found: Found, *, child: bool) -> tuple[str, ...]:
    elements = [f"{element}:{code.code}" for element in _ELEMENTS for code in found.codes[element]]
    dimensions = [f"ilo:{dimension.code}" for dimension in found.dimensions]
    return tuple(dict.fromkeys([*elements, *dimensions, *(["child"] if child else [])]))


def _elements(found: Found, language: ToldLanguage, *, child: bool) -> str:
    """Return act, means and purpose in a sentence each, with the child clause and the ILO's dimensions."""
    parts = [f"{ELEMENTS[language][element]}{_element(found, element, language)}." for element in _ELEMENTS]
    if child:
        parts.append(sentence("child", language))
    if found.dimensions:
        parts.append(sentence("ilo", language).format(dimensions=listed(found.dimensions, language)))
    return " ".join(parts)


def _element(found: Found, element: Element, language: ToldLanguage) -> str:
    positive = [each for each in found.dimensions if element in each.shows]
    return listed(found.codes[element] or positive, language) or NOT_STATED[language]
