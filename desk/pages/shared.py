"""What several pages show and ask."""

from collections.abc import Iterable

from desk.visit import Visit


def sign_names(visit: Visit, signs: Iterable[str]) -> list[str]:
    """Return the names of warning signs in the user's language, with their ids."""
    names = {sign.id: sign.name for sign in visit.parts.catalogue.indicators}
    language = visit.words["language"]
    return [f"{names.get(sign, {}).get(language) or names.get(sign, {}).get('en', '')} ({sign})" for sign in signs]


def why_of(visit: Visit) -> str:
    """Return the reason that the user gave, which may be none."""
    return visit.one("why")
