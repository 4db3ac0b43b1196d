"""Adds to the events of one report their two verdicts and the codes of the lists that they fall under."""

from collections.abc import Iterator, Sequence

from nlp.code_lists import holds, read_code_lists, shown_by
from nlp.verdicts.case import Case, cases, is_child, links_of, own_codes
from nlp.verdicts.crsv import decide_crsv
from nlp.verdicts.trafficking import decide_trafficking
from schemas.annotation import Event
from schemas.codes import Code, DerivedFlag

_ARMED = "perpetrator_profile"
_MOVED_OR_HELD = ("TIP-", "CHD-")  # beside these signs goods are carried with people; elsewhere drugs are medicine


def with_verdicts(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events of one report, in their order, with verdicts and codes; their ids stay as they are.

    Verdicts are decided per event, as links, exports and warnings go by events: a report of thirty places holds matters
    that are and matters that are not conflict-related. What is told without a sign has none and says nothing to them.
    """
    signs = [event for event in events if event.is_sign]
    decided = {case.event.id: _decided(case) for case in cases(signs, read_code_lists())}
    return tuple(decided.get(event.id, event) for event in events)


def _decided(case: Case) -> Event:
    trafficking = decide_trafficking(case)
    update = {"crsv": decide_crsv(case, trafficking), "trafficking": trafficking, "codes": tuple(_codes(case))}
    return case.event.model_copy(update=update)


def _codes(case: Case) -> Iterator[str]:
    """Yield the codes of the lists, each with the name of its list before it."""
    yield from (f"mara:{code.code}" for code in own_codes(case, case.lists.mara))
    types = own_codes(case, case.lists.gbvims)
    yield from (f"gbvims:{code.code}" for code in types)
    yield from (f"gbvims:{flag.code}" for flag in case.lists.gbvims_flags if _is_flagged(case, flag, types))
    yield from (f"mrm:{code}" for code in _violations(case))
    yield from (f"ilo11:{code.code}" for code in own_codes(case, case.lists.ilo_forced_labour))
    if any(sign.startswith(_MOVED_OR_HELD) for sign in case.own):
        yield from (
            f"goods:{code.code}" for code in case.lists.goods if holds(code.words, case.quotes(), case.event.lang)
        )


def _is_flagged(case: Case, flag: DerivedFlag, types: Sequence[Code]) -> bool:
    named = {code.code for code in types}
    beside = not flag.signs or not case.said.signs.isdisjoint(flag.signs)
    return not named.isdisjoint(flag.types) and beside and (not flag.child or is_child(case))


def _violations(case: Case) -> list[str]:
    """Return the MRM's violations: tied to the conflict, of somebody under 18, by an armed force or group.

    An armed perpetrator is the tie; schools, hospitals and aid are children's by nature.
    """
    if _ARMED not in {link.code for link in links_of(case)}:
        return []
    found = [code.code for code in shown_by(case.lists.mrm, case.own, case.quotes(), case.event.lang)]
    return [code for code in found if code in case.lists.mrm_of_children_by_nature or is_child(case)]
