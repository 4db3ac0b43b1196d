"""What stays of an issued warning when a report behind it is erased: the hedged statement, without what was said."""

from collections.abc import Callable

from patterns import phrases
from patterns.phrases import beside_english
from schemas.warning import Area, Evidence, ToldLanguage, Warning


def without_words(warning: Warning, is_gone: Callable[[str], bool], name: Callable[[str], str]) -> Warning:
    """Return `warning` without the words, key, ids, place and originator of signs whose report's key `is_gone`.

    Statement, signs, dates and grades stay: a warning is a record of what the mission was told. `name` gives such a
    sign a name of its own.
    """
    gone = [sign for sign in warning.evidence if is_gone(sign.key)]
    if not gone:
        return warning
    evidence = tuple(_stub(sign, warning.area, name) if sign in gone else sign for sign in warning.evidence)
    told = {language: _reasons(warning, gone, language) for language in phrases.LANGUAGES}
    return warning.model_copy(update={"evidence": evidence, "reasons": told["en"], "reasons_in": beside_english(told)})


def _stub(sign: Evidence, area: Area, name: Callable[[str], str]) -> Evidence:
    return sign.model_copy(
        update={
            "event_id": None,
            "count_id": None,
            "key": f"erased:{name(sign.event_id or sign.count_id or sign.key)[:8]}",
            "quote": phrases.ERASED["en"],
            "quote_in": beside_english(phrases.ERASED),
            "place_name": area.name,
            "latitude": None,
            "longitude": None,
            "originator": "",
            "stated_reason": None,
        }
    )


def _reasons(warning: Warning, gone: list[Evidence], language: ToldLanguage) -> tuple[str, ...]:
    """Return the reasons that do not repeat what a gone sign said, and that something is gone."""
    quotes = {quote for sign in gone for quote in (sign.quote, *sign.quote_in.values()) if quote}
    before = warning.reasons_in.get(language, warning.reasons)
    kept = [reason for reason in before if not any(quote in reason for quote in quotes)]
    return tuple(dict.fromkeys([*kept, phrases.ERASED_BEHIND[language]]))
