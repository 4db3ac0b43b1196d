"""What the catalogue says of a sign, as detectors and wording need it."""

from collections.abc import Iterable

from schemas.catalogue import Catalogue, Indicator

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


def kinds_of_severity(catalogue: Catalogue, severity: int) -> frozenset[str]:
    """Return the kinds of event of one severity."""
    return frozenset(indicator.kind for indicator in catalogue.indicators if indicator.severity == severity)


def names(catalogue: Catalogue, indicator_ids: Iterable[str], language: str = "en") -> list[str]:
    """Return what the indicators are called in `language`, or in English, or by id, in order of id."""
    known = {found.id: {str(key): name for key, name in found.name.items()} for found in catalogue.indicators}
    return [
        known.get(each, {}).get(language) or known.get(each, {}).get("en") or each
        for each in sorted(set(indicator_ids))
    ]
