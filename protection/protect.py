"""The protect stage: from a source's row in memory to an item that may land."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from typing import TypedDict

from protection.cases import case_id
from protection.language import language_of
from protection.masking import mask, mask_by_rules, mask_contact_details
from schemas.base import stable_id
from schemas.mission import Mission
from schemas.protection import Audience, Level, MaskNames, Tlp, narrower
from schemas.report import (
    Case,
    CaseDraft,
    Contact,
    Count,
    CountDraft,
    Draft,
    Provenance,
    Report,
    Section,
    StatedPlace,
)
from schemas.source import Reliability, SourceRules, SourceType

CLOSED = frozenset({SourceType.CLINIC, SourceType.COMMUNITY})
"""Sources whose names are masked in doubt: who speaks there is at the greatest risk."""
_BLANK_LINE = "\n\n"


class _Marks(TypedDict):
    provenance: Provenance
    source_type: SourceType
    reliability: Reliability
    tlp: Tlp
    purpose: str
    retention_until: date


def protect(
    row: Draft | CountDraft | CaseDraft,
    *,
    provenance: Provenance,
    rules: SourceRules,
    mission: Mission,
    mask_names: MaskNames,
    case_key: bytes,
) -> Report | Count | Case:
    """Mask `row`, give it its ids, and mark it with level, sharing, purpose and retention of its source.

    The same row gives the same item wherever it lies on its topic; a level that the message states is its originator's
    and is taken (rule D03). `case_key` names the rows of single persons.
    """
    marks = _marks(provenance, rules)
    if isinstance(row, CountDraft):
        return _count(row, marks, mission)
    if isinstance(row, CaseDraft):
        return _case(row, marks, mission, case_key)
    return _report(row, marks, rules, mission, mask_names)


def _marks(provenance: Provenance, rules: SourceRules) -> _Marks:
    return _Marks(
        provenance=provenance,
        source_type=rules.source_type,
        reliability=rules.reliability,
        tlp=rules.tlp,
        purpose=rules.purpose,
        retention_until=provenance.kafka_at.date() + timedelta(days=rules.retention_days),
    )


def _report(draft: Draft, marks: _Marks, rules: SourceRules, mission: Mission, mask_names: MaskNames) -> Report:
    report_id = stable_id(marks["provenance"].topic, draft.identity)
    language, detected = _language(draft, rules)
    counts: Counter[str] = Counter()
    masked = partial(_masked, counts, language, mission, mask_names, rules.source_type in CLOSED)
    text, sections = join_sections((name, masked(section)) for name, section in draft.sections)
    report = Report(
        **marks,
        report_id=report_id,
        version_id="",
        key=_key(marks["provenance"].topic, draft.identity, report_id),
        level=draft.level or rules.level,
        audience=narrower(draft.audience or rules.audience, rules.shared_with),
        originator=mask_by_rules(draft.originator, mission=mission).text,
        order=draft.order,
        notes=tuple(mask_by_rules(note, mission=mission).text for note in draft.notes),
        title=masked(draft.title),
        text=text,
        sections=sections,
        language=language,
        language_detected=detected,
        withdrawn=draft.withdrawn,
        stated_places=tuple(_place(place) for place in draft.stated_places),
        country=draft.country,
        contacts=tuple(_contact(contact, masked(contact.group)) for contact in draft.contacts),
        occurred_from=draft.occurred_from,
        occurred_to=draft.occurred_to,
        observed_from=draft.observed_from,
        observed_to=draft.observed_to,
        reported_at=draft.reported_at,
        ingested_at=marks["provenance"].kafka_at,
        masked=dict(sorted(counts.items())),
    )
    return report.model_copy(update={"version_id": _version_id(report.report_id, report)})


def _masked(
    counts: Counter[str], language: str, mission: Mission, mask_names: MaskNames, closed: bool, text: str
) -> str:
    result = mask(text, language=language, mission=mission, mask_names=mask_names, closed=closed)
    counts.update(result.counts)
    return result.text


def _language(draft: Draft, rules: SourceRules) -> tuple[str, bool]:
    text = "\n".join([draft.title, *(section for _, section in draft.sections)])
    return language_of(draft.language, text, rules.language)


def _version_id(name: str, item: Report | Case) -> str:
    """Return the id of what `item` says, masked: a hash of the unmasked text could be tried against guessed names."""
    delivery = {"version_id", "provenance", "retention_until", "ingested_at"}
    return stable_id(name, item.model_dump_json(exclude=delivery))


def _key(topic: str, identity: str, report_id: str) -> str:
    masked = mask_contact_details(identity).text
    return f"{topic}:{identity}" if masked == identity else f"{topic}:{masked}-{report_id[:8]}"


def join_sections(sections: Iterable[tuple[str, str]]) -> tuple[str, tuple[Section, ...]]:
    """Join named texts by blank lines, without the empty ones, and say where each lies, in code points."""
    texts, places, start = [], [], 0
    for name, text in sections:
        if text.strip():
            texts.append(text)
            places.append(Section(name=name, start=start, end=start + len(text)))
            start += len(text) + len(_BLANK_LINE)
    return _BLANK_LINE.join(texts), tuple(places)


def _place(place: StatedPlace) -> StatedPlace:
    texts = place.model_dump(include={"name", "admin1", "admin2"}, exclude_none=True)
    return place.model_copy(update={field: mask_contact_details(text).text for field, text in texts.items()})


def _contact(contact: Contact, group: str) -> Contact:
    return contact.model_copy(update={"group": group})


def _count(draft: CountDraft, marks: _Marks, mission: Mission) -> Count:
    report_id = stable_id(marks["provenance"].topic, draft.identity)
    return Count(
        **marks,
        id=stable_id(report_id, draft.cell),
        report_id=report_id,
        version_id=stable_id(report_id, draft.model_dump_json()),
        key=_key(marks["provenance"].topic, draft.identity, report_id),
        level=Level.STRICTLY_CONFIDENTIAL,
        audience=Audience.STAFF,
        originator=draft.facility_id,
        order=draft.order,
        notes=draft.notes,
        facility_id=draft.facility_id,
        admin2=_admin2(draft.facility_id, mission),
        measure=draft.measure,
        sex=draft.sex,
        age_band=draft.age_band,
        period_from=draft.period_from,
        period_to=draft.period_to,
        value=draft.value,
        ingested_at=marks["provenance"].kafka_at,
    )


def _case(draft: CaseDraft, marks: _Marks, mission: Mission, key: bytes) -> Case:
    """Return what may be kept of a person's row; of one that does not count, only that it does not (rule D07)."""
    counted = {"measures", "sex", "age_band"} if draft.state == "counts" else set()
    case = Case(
        **marks,
        **draft.model_dump(include={"area", "period_from", "period_to", "state", "order", "notes"} | counted),
        id=case_id(draft.identity, marks["provenance"].topic, key),
        version_id="",
        key="",
        level=Level.STRICTLY_CONFIDENTIAL,
        audience=Audience.STAFF,
        originator="",
        admin2=_admin2(draft.area, mission),
    )
    return case.model_copy(update={"version_id": _version_id(case.id, case)})


def _admin2(area: str, mission: Mission) -> str | None:
    """Return the second-level area of the facility `area`, or `area` itself where it is one of the mission's."""
    facility = next((facility for facility in mission.facilities if facility.id == area), None)
    if facility is not None:
        return facility.admin2
    return area if any(place.admin2 == area for place in mission.places) else None
