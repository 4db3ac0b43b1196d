"""Independent origins: ten reprints of one note are one source (rule of independence of the Admiralty grading)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from linking.citing import is_cited, is_secondhand
from linking.comparisons.references import names_report
from linking.echoes import (
    LEAST_BITS,
    RETELLING_SHARE,
    SECONDHAND_LEAST_BITS,
    TRANSLATION_SHARE,
    common_bits,
    share_in_order,
)
from schemas.annotation import Event
from schemas.likeness import NEAR_COPY_SIMILARITY, similarity
from schemas.linkage import Origin

NEAR_COPIES = "the texts are near-copies of one text"
SAME_ORIGINATOR = "the same originator"
NAMED = "one names the other as its source"
TRANSLATION = "the same details in the same order: a translation or retelling of one text"
RETELLING = "one is second-hand and tells the details of the other in their order"
FRENCH = {
    NEAR_COPIES: "les textes sont presque des copies d’un seul texte",
    SAME_ORIGINATOR: "le même auteur",
    NAMED: "l’un nomme l’autre comme sa source",
    TRANSLATION: "les mêmes détails dans le même ordre : traduction ou reprise d’un seul texte",
    RETELLING: "l’un est de seconde main et donne les détails de l’autre dans leur ordre",
}

Pair = tuple[int, int]


class _Telling(NamedTuple):
    """One report of an incident: its first event there, and all of them."""

    first: Event
    events: tuple[Event, ...]


def origins_of(events: Sequence[Event]) -> tuple[Origin, ...]:
    """Group the reports of `events` by origin, in order of key: copies, translations, retellings, one originator."""
    tellings = _tellings(events)
    reasons = _reasons(tellings)
    group_of = list(range(len(tellings)))
    for one, other in sorted(reasons):
        kept, gone = sorted((group_of[one], group_of[other]))
        group_of = [kept if group == gone else group for group in group_of]
    return tuple(_origin(members, tellings, reasons) for members in _members(group_of))


def _tellings(events: Sequence[Event]) -> list[_Telling]:
    """Return the reports of `events` in order of key."""
    of_report: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: (event.key, event.id)):
        of_report.setdefault(event.report_id, []).append(event)
    return [_Telling(listed[0], tuple(listed)) for listed in of_report.values()]


def _members(group_of: Sequence[int]) -> list[list[int]]:
    """Return the reports of each group, groups in the order of their first report."""
    members: dict[int, list[int]] = {}
    for number, group in enumerate(group_of):
        members.setdefault(group, []).append(number)
    return list(members.values())


def _reasons(tellings: Sequence[_Telling]) -> dict[Pair, str]:
    """Return why pairs of reports are one origin."""
    pairs = list(combinations(range(len(tellings)), 2))
    shares = {(one, other): _share(tellings[one], tellings[other]) for one, other in pairs}
    known = {
        pair: why for pair in pairs if (why := _why_one_origin(tellings[pair[0]], tellings[pair[1]], shares[pair]))
    }
    return {**dict.fromkeys(_retellings(tellings), RETELLING), **known}


def _share(one: _Telling, other: _Telling, least_bits: float = LEAST_BITS) -> float:
    return max(
        share_in_order(left.outline, right.outline, least_bits=least_bits)
        for left in one.events
        for right in other.events
    )


def _why_one_origin(one: _Telling, other: _Telling, share: float) -> str:
    """Return why two reports are one origin, empty where nothing says so."""
    if similarity(one.first.signature, other.first.signature) >= NEAR_COPY_SIMILARITY:
        return NEAR_COPIES
    if _same_originator(one.first, other.first):
        return SAME_ORIGINATOR
    if _cites(one.first, other.first) or _cites(other.first, one.first):
        return NAMED
    return TRANSLATION if share >= TRANSLATION_SHARE else ""


def _retellings(tellings: Sequence[_Telling]) -> Iterator[Pair]:
    """Yield each report that says it is second-hand, with the one of whose details it tells most in their order."""
    for number, telling in enumerate(tellings):
        if not is_secondhand(telling.first.cites):
            continue
        others = [at for at in range(len(tellings)) if at != number and _is_retold(telling, tellings[at])]
        if others:
            closest = max(others, key=lambda at: (_common_bits(telling, tellings[at]), -at))
            yield min(number, closest), max(number, closest)


def _is_retold(one: _Telling, other: _Telling) -> bool:
    return _share(one, other, SECONDHAND_LEAST_BITS) >= RETELLING_SHARE


def _common_bits(one: _Telling, other: _Telling) -> float:
    return max(common_bits(left.outline, right.outline) for left in one.events for right in other.events)


def _same_originator(one: Event, other: Event) -> bool:
    return bool(one.originator) and one.originator.casefold() == other.originator.casefold()


def _cites(one: Event, other: Event) -> bool:
    return is_cited(other.originator, one.cites) or (is_secondhand(one.cites) and bool(names_report(one, other)))


def _origin(members: Sequence[int], tellings: Sequence[_Telling], reasons: Mapping[Pair, str]) -> Origin:
    reports = [tellings[number].first for number in members]
    reason, french = _reason(members, reasons)
    return Origin(
        keys=tuple(sorted({report.key for report in reports})),
        originators=tuple(sorted({report.originator for report in reports if report.originator})),
        reason=reason,
        reason_in={"fr": french},
    )


def _reason(members: Sequence[int], reasons: Mapping[Pair, str]) -> tuple[str, str]:
    """Return why these reports are one origin, in words of English and of French."""
    if len(members) == 1:
        return "one report, from nobody else", "un seul rapport, de personne d’autre"
    found = sorted({reasons[pair] for pair in combinations(members, 2) if pair in reasons})
    french = " et ".join(FRENCH[reason] for reason in found)
    return f"{len(members)} reports: {' and '.join(found)}", f"{len(members)} rapports : {french}"
