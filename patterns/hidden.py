"""What stays of a warning while a source behind it is hidden: the hedged statement, without what the source said."""

from collections.abc import Collection

from patterns import phrases
from patterns.phrases import beside_english
from schemas.warning import Warning


def without_sources(warning: Warning, topics: Collection[str]) -> Warning:
    """Return `warning` without the signs of sources in `topics`, and without reasons that may repeat what they said."""
    kept = tuple(sign for sign in warning.evidence if sign.key.split(":", 1)[0] not in topics)
    if len(kept) == len(warning.evidence):
        return warning
    told = {language: (phrases.HIDDEN_BEHIND[language],) for language in phrases.LANGUAGES}
    return warning.model_copy(update={"evidence": kept, "reasons": told["en"], "reasons_in": beside_english(told)})
