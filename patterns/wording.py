"""What a warning says: hedged, with what is not known, what to ask, and never more than the signs bear."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from patterns import phrases
from patterns.naming import signs_named, signs_named_with_ids
from patterns.phrases import day_words
from patterns.signs import by_id, family
from schemas.annotation import Answer
from schemas.catalogue import Catalogue, Indicator
from schemas.mission import Mission
from schemas.source import SourceType
from schemas.warning import AlertLevel, Area, Evidence, HistoryLine, ToldLanguage, Verdict, Warning

CONFLICT_FAMILIES = frozenset({"ARM", "POL", "CRSV", "CHD"})
TRAFFICKING_ACT_FAMILIES = frozenset({"TIP", "CHD", "CRSV"})
NAMED_GROUP = "ARM-07"
ABSENCES = frozenset({"MOB-01", "MOB-02"})
MOST_PROBES = 6
ABOUT_SURVIVORS = re.compile(r"surviv|victim|\braped?\b|\bviol(s|é|ée|és|ées)?\b", re.IGNORECASE)


def told_in(warning: Warning, *, catalogue: Catalogue, mission: Mission, language: ToldLanguage) -> Warning:
    """Return `warning` with every text that is ours in `language`; what sources said stays as they said it.

    Warnings are issued in English. What follows from their facts is written anew; the sentences whose numbers a
    warning does not keep (what the detectors saw, clinic counts, history) were written in each language when issued.
    """
    if language == "en":
        return warning
    lines = tuple(line_told_in(line, language) for line in warning.history)
    if warning.tear_line:
        words = tear_line_words(
            warning.area, warning.alert_level, warning.window_to, mission=mission, language=language
        )
        question = question_told_in(warning, language)
        return warning.model_copy(update={**words, "open_question": question, "history": lines})
    indicators = indicator_ids(warning.evidence)
    return warning.model_copy(
        update={
            "statement": statement_of(warning, catalogue, language),
            "evidence": tuple(quote_told_in(sign, language) for sign in warning.evidence),
            "reasons": warning.reasons_in.get(language, warning.reasons),
            "crsv": crsv_verdict(indicators, catalogue, language, decided=[each.crsv for each in warning.evidence]),
            "trafficking": trafficking_verdict(
                indicators, catalogue, language, decided=[each.trafficking for each in warning.evidence]
            ),
            "not_known": not_known(warning.area, warning.evidence, warning.independent_origins, language),
            "open_question": question_told_in(warning, language),
            "probes": probes(indicators, catalogue, language),
            "referral_note": referral_note(mission, language),
            "history": lines,
        }
    )


def tear_line_words(
    area: Area, level: AlertLevel, until: datetime, *, mission: Mission, language: ToldLanguage = "en"
) -> dict[str, Any]:
    """Return what a tear line says: that a warning stands, and that the rest is neither said nor denied."""
    told = phrases.TEAR_LINE[language].format(
        place=area.name, level=phrases.LEVELS[language][level], until=day_words(until, language)
    )
    nothing = Verdict(indicated=False, reason=phrases.NOT_PASSED_ON[language])
    return {
        "statement": told,
        "crsv": nothing,
        "trafficking": nothing,
        "not_known": (phrases.NOT_PASSED_ON[language],),
        "referral_note": referral_note(mission, language),
    }


def quote_told_in(sign: Evidence, language: ToldLanguage) -> Evidence:
    """Return `sign` with its words in `language` where they are ours, as those of a clinic count."""
    return sign.model_copy(update={"quote": sign.quote_in.get(language, sign.quote)})


def line_told_in(line: HistoryLine, language: ToldLanguage) -> HistoryLine:
    """Return a line of history in `language`."""
    return line.model_copy(update={"reason": line.reason_in.get(language, line.reason)})


def question_told_in(warning: Warning, language: ToldLanguage) -> str:
    """Return the open question in `language`: the one that was asked when the warning was raised, not a new one."""
    place = warning.area.name
    asked = (each for each in phrases.QUESTIONS if each["en"].format(place=place) == warning.open_question)
    return next((each[language].format(place=place) for each in asked), warning.open_question)


def statement(
    *,
    area: Area,
    evidence: Sequence[Evidence],
    crsv: Verdict,
    trafficking: Verdict,
    until: datetime,
    catalogue: Catalogue,
    language: ToldLanguage = "en",
) -> str:
    """Return the warning in one hedged sentence, in English or French."""
    return phrases.STATEMENT[language].format(
        place=f"{area.name} ({area.admin2})" if area.admin2 and area.admin2 != area.name else area.name,
        when=when_words(evidence, language),
        signs=signs_named(indicator_ids(evidence), catalogue, language),
        threat=phrases.THREATS[language][crsv.indicated, trafficking.indicated],
        until=day_words(until, language),
    )


def when_words(evidence: Sequence[Evidence], language: ToldLanguage) -> str:
    """Return from which day to which the signs began, or the one day."""
    first, last = (day_words(pick(sign.occurred_from for sign in evidence), language) for pick in (min, max))
    wording = phrases.ON_ONE_DAY if first == last else phrases.BETWEEN
    return wording[language].format(first=first, last=last)


def statement_of(warning: Warning, catalogue: Catalogue, language: ToldLanguage) -> str:
    """Return the statement of a warning that stands, in `language`."""
    return statement(
        area=warning.area,
        evidence=warning.evidence,
        crsv=warning.crsv,
        trafficking=warning.trafficking,
        until=warning.window_to,
        catalogue=catalogue,
        language=language,
    )


def indicator_ids(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the ids of all indicators of `evidence`, in order."""
    return tuple(sorted({each for sign in evidence for each in sign.indicators}))


def crsv_verdict(
    indicators: Sequence[str], catalogue: Catalogue, language: ToldLanguage = "en", *, decided: Sequence[Answer] = ()
) -> Verdict:
    """Return whether signs touch CRSV, with the reason: a sign tied to it alone, or to both with a conflict link.

    CRSV needs a link to the conflict; trafficking needs act, means and purpose. The two are tested apart
    (indicators' list, 2.2), so either, both or neither may hold. `decided` are the verdicts on the events behind it,
    where acts are told from signs that warn of them.
    """
    return verdict(
        *tied(indicators, "crsv", CONFLICT_FAMILIES, catalogue),
        decided=decided,
        catalogue=catalogue,
        language=language,
        wording=(phrases.CRSV_YES, phrases.CRSV_TIE_ONLY, phrases.CRSV_NO),
    )


def trafficking_verdict(
    indicators: Sequence[str], catalogue: Catalogue, language: ToldLanguage = "en", *, decided: Sequence[Answer] = ()
) -> Verdict:
    """Return whether signs touch trafficking, with the reason: tied to it alone, or to both with a sign of the act."""
    return verdict(
        *tied(indicators, "trafficking", TRAFFICKING_ACT_FAMILIES, catalogue),
        decided=decided,
        catalogue=catalogue,
        language=language,
        wording=(phrases.TRAFFICKING_YES, phrases.TRAFFICKING_TIE_ONLY, phrases.TRAFFICKING_NO),
    )


def tied(
    indicators: Sequence[str], tie: str, act_families: frozenset[str], catalogue: Catalogue
) -> tuple[list[str], bool]:
    """Return the indicators tied to `tie` alone or to both, and whether the test for `tie` holds."""
    known = by_id(catalogue)
    alone = [each for each in indicators if each in known and known[each].tie == tie]
    both = [each for each in indicators if each in known and known[each].tie == "both"]
    shown = any(family(each) in act_families for each in indicators)
    return sorted([*alone, *both]), bool(alone) or (bool(both) and shown)


def verdict(
    signs: Sequence[str],
    holds: bool,
    *,
    decided: Sequence[Answer],
    catalogue: Catalogue,
    language: ToldLanguage,
    wording: tuple[dict[ToldLanguage, str], dict[ToldLanguage, str], dict[ToldLanguage, str]],
) -> Verdict:
    """Return the verdict in words: it holds, there is a tie but no more, or there is none."""
    yes, tie_only, no = wording
    true, possible = (sum(answer == each for answer in decided) for each in ("true", "possible"))
    holds = holds or bool(true or possible)
    chosen = yes if holds else tie_only if signs else no
    reason = chosen[language].format(signs=signs_named_with_ids(signs, catalogue, language))
    told = phrases.DECIDED[language].format(true=true, possible=possible) if true or possible else ""
    return Verdict(
        indicated=holds, answer="true" if true else "possible" if holds else "false", reason=f"{reason}{told}"
    )


def not_known(
    area: Area, evidence: Sequence[Evidence], independent_origins: int, language: ToldLanguage = "en"
) -> tuple[str, ...]:
    """Return what the signs leave open: who, when, where, and how far they are confirmed."""
    named = NAMED_GROUP in indicator_ids(evidence)
    lines = [
        phrases.GROUP_NOT_CONFIRMED if named else phrases.GROUP_NOT_NAMED,
        phrases.WHEN_OPEN,
        phrases.WHERE_OPEN,
        phrases.NOT_CONFIRMED if independent_origins < 2 else phrases.PARTLY_CONFIRMED,
    ]
    from_clinics = any(sign.source_type is SourceType.CLINIC for sign in evidence)
    return tuple(
        line[language].format(place=area.name, origins=independent_origins)
        for line in (*lines, *([phrases.CLINIC_LAG] if from_clinics else []))
    )


def open_question(area: Area, indicators: Sequence[str]) -> str:
    """Return the question that stands until a person answers it (R41)."""
    families = {family(each) for each in indicators}
    if ABSENCES & set(indicators):
        question = phrases.ABSENCE_QUESTION
    elif "ARM" in families:
        question = phrases.ARMED_QUESTION
    else:
        question = phrases.TRAFFICKING_QUESTION if "TIP" in families else phrases.OTHER_QUESTION
    return question["en"].format(place=area.name)


def probes(indicators: Sequence[str], catalogue: Catalogue, language: ToldLanguage = "en") -> tuple[str, ...]:
    """Return what a patrol may ask, the most severe signs first; never a question to or about a survivor (R48)."""
    known = by_id(catalogue)
    asked = sorted(
        (known[each] for each in indicators if each in known and family(each) != "CRSV"),
        key=lambda indicator: (-indicator.severity, indicator.id),
    )
    questions = [question for indicator in asked for question in probes_of(indicator, language)]
    allowed = [question for question in questions if not ABOUT_SURVIVORS.search(question)]
    return tuple(dict.fromkeys(allowed))[:MOST_PROBES]


def probes_of(indicator: Indicator, language: ToldLanguage) -> tuple[str, ...]:
    """Return an indicator's questions in `language`."""
    return indicator.probes.get(language, ())


def referral_note(mission: Mission, language: ToldLanguage = "en") -> str:
    """Return the mission's note on referral, or a general one."""
    return mission.referral.get(language) or phrases.REFERRAL[language]
