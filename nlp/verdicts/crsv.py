"""Conflict-related sexual violence: an act of the MARA list, and a link to the conflict (S/2014/181)."""

from collections.abc import Sequence

from nlp.code_lists import holds
from nlp.verdicts.case import Case, links_of, own_codes
from nlp.verdicts.wording import CRSV, LANGUAGES, listed, told
from schemas.annotation import EventVerdict, ToldLanguage
from schemas.codes import Code

_TIED = ("crsv", "both")
_SEXUAL_PURPOSE = "sexual_exploitation"


def decide_crsv(case: Case, trafficking: EventVerdict) -> EventVerdict:
    """Return the verdict: true for an affirmed act with a link, possible where either is in doubt, else false.

    Trafficking in conflict for sexual exploitation counts as an act. An act by somebody of the family or neighbourhood
    is never more than possible.
    """
    acts, links = own_codes(case, case.lists.mara), links_of(case)
    if not acts and not _is_sexual_trafficking(trafficking):
        return told(CRSV, "act_missing" if case.event.tie in _TIED else "none", "false", signs=_signs(case, acts))
    doubt = _doubt(case, links)
    codes = (*(f"mara:{act.code}" for act in acts), *(f"link:{link.code}" for link in links))
    return told(
        CRSV,
        doubt or "shown",
        "possible" if doubt else "true",
        signs=_signs(case, acts),
        act={language: _acts(acts, language) for language in LANGUAGES},
        links={language: listed(links, language) for language in LANGUAGES},
        codes=codes,
    )


def _doubt(case: Case, links: Sequence[Code]) -> str:
    """Return the name of what keeps the verdict from being true, empty for nothing."""
    if holds(case.lists.not_linked, case.quotes(), case.event.lang):
        return "not_linked"
    if not links:
        return "link_missing"
    return "" if case.is_affirmed else "hedged"


def _is_sexual_trafficking(trafficking: EventVerdict) -> bool:
    return trafficking.answer == "true" and f"purpose:{_SEXUAL_PURPOSE}" in trafficking.codes


def _acts(acts: Sequence[Code], language: ToldLanguage) -> str:
    trafficking = {"en": "trafficking for sexual exploitation", "fr": "traite à des fins d’exploitation sexuelle"}
    return listed(acts, language) if acts else trafficking[language]


def _signs(case: Case, acts: Sequence[Code]) -> str:
    shown = {sign for act in acts for sign in act.signs} & case.own
    return ", ".join(sorted(shown or case.own))
