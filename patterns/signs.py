"""What the catalogue says of a sign, as detectors and wording need it."""

from collections.abc import Iterable

from schemas.catalogue import Catalogue, Indicator
from schemas.warning import ToldLanguage

ACT_FAMILIES = frozenset({"CRSV", "TIP", "CHD"})
PRECURSOR_FAMILIES = frozenset({"MOB", "ARM", "POL", "CLN", "TIP"})


def family(indicator_id: str) -> str:
    """Return the family of an indicator: the letters before the number."""
    return indicator_id.partition("-")[0]


def by_id(catalogue: Catalogue) -> dict[str, Indicator]:
    """Return the catalogue's indicators by id."""
    return {indicator.id: indicator for indicator in catalogue.indicators}


def precursor_kinds(catalogue: Catalogue, *, least_severity: int) -> frozenset[str]:
    """Return the kinds of event that come before violence: of a precursor family and at least so severe."""
    return frozenset(
        indicator.kind
        for indicator in catalogue.indicators
        if family(indicator.id) in PRECURSOR_FAMILIES and indicator.severity >= least_severity
    )


def kinds_at_least(catalogue: Catalogue, severity: int) -> frozenset[str]:
    """Return the kinds of event at least so severe."""
    return frozenset(indicator.kind for indicator in catalogue.indicators if indicator.severity >= severity)


def kinds_of_severity(catalogue: Catalogue, severity: int) -> frozenset[str]:
    """Return the kinds of event of one severity."""
    return frozenset(indicator.kind for indicator in catalogue.indicators if indicator.severity == severity)


def most_severe_first(catalogue: Catalogue, indicator_ids: Iterable[str]) -> list[str]:
    """Return each indicator once, the most severe first, of equal ones acts against people before what goes before.

    One that the catalogue lacks comes last.
    """
    severity = {indicator.id: indicator.severity for indicator in catalogue.indicators}
    return sorted(set(indicator_ids), key=lambda each: (-severity.get(each, 0), family(each) not in ACT_FAMILIES, each))


def name_of(indicator_id: str, catalogue: Catalogue, language: ToldLanguage) -> str:
    """Return what an indicator is called within a sentence in `language`, or in English, or its id."""
    known = by_id(catalogue).get(indicator_id)
    return within_sentence(known.name.get(language) or known.name.get("en") or indicator_id) if known else indicator_id


def within_sentence(name: str) -> str:
    """Return `name` with a small first letter, unless it begins with an acronym or an id: PEP, MOB-01."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
