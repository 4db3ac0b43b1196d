from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protection.protect import join_sections, protect
from schemas.mission import Facility, Mission
from schemas.protection import PROFILES, Audience, Level, Tlp
from schemas.report import Contact, Count, CountDraft, Draft, Provenance, Report, StatedPlace
from schemas.source import Reliability, SourceRules, SourceType
from tests.protection.sentences import HARMLESS, PERSONAL

KAFKA_AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
RULES = SourceRules(
    source_type=SourceType.PATROL,
    level=Level.CONFIDENTIAL,
    tlp=Tlp.AMBER,
    audience=Audience.ALL,
    purpose="early warning",
    retention_days=30,
    owner="protection adviser",
    legal_basis="mandate",
    impact_assessment="DPIA 7",
    sharing_protocol="ISP 3",
    referral_pathway="health centre",
    expected_every_days=1,
    reliability=Reliability.B,
    language="en",
)
MISSION = Mission(country="XX", facilities=(Facility(id="ou1", name="Kanvi", admin2="Kanvi"),))
PLANTED = (
    "Tambo Vassaré",
    "Vassaré",
    "555 0142",
    "0812345678",
    "f.torrisse",
    "XX-77",
    "12 March 2008",
    "352099001761481",
)
LEAK = (
    "Chief Tambo Vassaré (+000 555 0142, 0812345678, f.torrisse@example.org), survivor XX-77, "
    "born 12 March 2008, IMEI 352099001761481"
)


def no_names(text: str, language: str, closed: bool) -> list[tuple[int, int]]:
    return []


def provenance(**fields: Any) -> Provenance:
    return Provenance(
        **{"topic": "patrol-notes", "partition": 0, "offset": 7, "row": 0, "kafka_at": KAFKA_AT, **fields}
    )


def report(draft: Draft, rules: SourceRules = RULES, **fields: Any) -> Report:
    item = protect(
        draft, provenance=provenance(**fields), rules=rules, mission=MISSION, mask_names=no_names, case_key=b"key"
    )
    assert isinstance(item, Report)
    return item


def draft(**fields: Any) -> Draft:
    return Draft(**{"identity": "TS-ALPHA:PTRL/0412", "sections": (("observations", "Calm."),), **fields})


def test_d05_nothing_planted_survives_anywhere_in_the_report() -> None:
    found = report(
        draft(
            title=LEAK,
            sections=(("observations", LEAK), ("assessment", f"Nothing.\n{LEAK}")),
            originator=LEAK,
            contacts=(Contact(group=LEAK),),
            notes=(LEAK,),
            stated_places=(StatedPlace(name="+000 555 0142, f.torrisse@example.org"),),
        )
    )
    assert [value for value in PLANTED if value in found.model_dump_json()] == []
    assert set(found.masked) == {"name", "phone", "email", "code", "date of birth", "device"}


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["", " ", *HARMLESS, PERSONAL[0][0]])), max_size=5)
)
def test_sections_point_at_their_masked_text(sections: list[tuple[str, str]]) -> None:
    found = report(draft(sections=tuple(sections)))
    alone = [report(draft(sections=(section,))).text for section in sections]
    assert [found.text[section.start : section.end] for section in found.sections] == [text for text in alone if text]
    assert found.text == "\n\n".join(text for text in alone if text)


def test_empty_sections_are_left_out() -> None:
    text, sections = join_sections([("a", "one"), ("b", " "), ("c", "two")])
    assert text == "one\n\ntwo"
    assert [(section.name, section.start, section.end) for section in sections] == [("a", 0, 3), ("c", 5, 8)]


def test_ids_rest_on_the_message_and_not_on_where_it_lies() -> None:
    first, again = report(draft()), report(draft(), partition=2, offset=99, kafka_at=KAFKA_AT.replace(day=9))
    assert (first.report_id, first.version_id, first.key) == (again.report_id, again.version_id, again.key)
    assert first.key == "patrol-notes:TS-ALPHA:PTRL/0412"


@pytest.mark.parametrize("change", [{"order": 1}, {"withdrawn": True}, {"sections": (("observations", "Tense."),)}])
def test_a_correction_is_another_version_of_the_same_report(change: dict[str, Any]) -> None:
    first, second = report(draft()), report(draft(**change))
    assert first.report_id == second.report_id
    assert first.version_id != second.version_id


def test_reports_of_two_topics_or_identities_differ() -> None:
    ids = {
        report(draft()).report_id,
        report(draft(), topic="ngo-kobo").report_id,
        report(draft(identity="x")).report_id,
    }
    assert len(ids) == 3


def test_a_key_holds_no_telephone_number_and_stays_unique() -> None:
    keys = [report(draft(identity=f"sms:+000 555 014{digit}")).key for digit in (2, 3)]
    assert all(key.startswith("patrol-notes:sms:[phone]-") for key in keys)
    assert len(set(keys)) == 2


@pytest.mark.parametrize("stated", [*Level, None])
def test_d03_the_originator_states_the_level_and_the_source_gives_the_default(stated: Level | None) -> None:
    assert report(draft(level=stated)).level is (stated or Level.CONFIDENTIAL)


def test_the_source_gives_the_other_marks() -> None:
    found = report(draft())
    assert (found.tlp, found.purpose, found.reliability) == (Tlp.AMBER, "early warning", Reliability.B)
    assert found.retention_until == date(2026, 4, 1)
    assert found.ingested_at == KAFKA_AT


@pytest.mark.parametrize(
    ("stated", "text", "language", "detected"),
    [
        ("fr-CD", "Women are absent.", "fr", False),
        ("English", "Femmes absentes.", "en", False),
        (None, "Les femmes ne vont plus au marché depuis deux jours.", "fr", True),
        (None, "The women have not gone to the market for two days.", "en", True),
        (None, "Wanawake hawaendi sokoni kwa siku mbili sasa, wanaogopa watu wenye silaha.", "sw", True),
        (None, "النساء لم يذهبن إلى السوق منذ يومين", "ar", True),
        (None, "Basi bazali kokende na zando te mpo na kobanga basoda.", "ln", True),
        (None, "12 34", "en", False),
    ],
)
def test_the_language_is_stated_or_detected(stated: str | None, text: str, language: str, detected: bool) -> None:
    found = report(draft(language=stated, sections=(("observations", text),)))
    assert (found.language, found.language_detected) == (language, detected)


@pytest.mark.parametrize(
    ("source_type", "closed"), [("clinic", True), ("community", True), ("patrol", False), ("ngo", False)]
)
def test_sources_of_survivors_are_masked_in_doubt(source_type: str, closed: bool) -> None:
    asked: set[bool] = set()

    def mask_names(text: str, language: str, closed: bool) -> list[tuple[int, int]]:
        asked.add(closed)
        return []

    protect(
        draft(),
        provenance=provenance(),
        rules=RULES.model_copy(update={"source_type": SourceType(source_type)}),
        mission=MISSION,
        mask_names=mask_names,
        case_key=b"key",
    )
    assert asked == {closed}


def test_names_are_sought_in_the_reports_language() -> None:
    asked: set[str] = set()

    def mask_names(text: str, language: str, closed: bool) -> list[tuple[int, int]]:
        asked.add(language)
        return [(0, 6)] if text.startswith("Tandro") else []

    item = protect(
        draft(language="fr", sections=(("observations", "Calme.\nTandro est venu."),)),
        provenance=provenance(),
        rules=RULES,
        mission=MISSION,
        mask_names=mask_names,
        case_key=b"key",
    )
    assert isinstance(item, Report)
    assert item.text == "Calme.\n[name] est venu."
    assert asked == {"fr"}


def count(**fields: Any) -> Count:
    row = CountDraft(
        **{
            "identity": "ds:ou1:2026W10:aoc",
            "cell": "opd:coc",
            "facility_id": "ou1",
            "measure": "attendance",
            "period_from": date(2026, 3, 2),
            "period_to": date(2026, 3, 8),
            "value": 3,
            **fields,
        }
    )
    item = protect(
        row, provenance=provenance(topic="dhis2"), rules=RULES, mission=MISSION, mask_names=no_names, case_key=b"key"
    )
    assert isinstance(item, Count)
    return item


def test_an_unsuppressed_count_is_strictly_confidential() -> None:
    found = count()
    assert (found.level, found.value, found.admin2) == (Level.STRICTLY_CONFIDENTIAL, 3, "Kanvi")
    assert count(facility_id="unlisted").admin2 is None


def test_a_corrected_count_keeps_its_id() -> None:
    first, second, other = count(), count(value=9), count(cell="opd:other")
    assert first.id == second.id != other.id
    assert first.version_id != second.version_id


SEEN_BY = {
    Tlp.CLEAR: {"analyst", "protected", "military", "partner"},
    Tlp.GREEN: {"analyst", "protected", "military", "partner"},
    Tlp.AMBER: {"analyst", "protected", "military", "partner"},
    Tlp.AMBER_STRICT: {"analyst", "protected", "military"},
    Tlp.RED: {"analyst", "protected"},
}


@pytest.mark.parametrize("mark", Tlp)
def test_d19_each_mark_reaches_those_that_it_may_and_no_others(mark: Tlp) -> None:
    rules = RULES.model_copy(update={"tlp": mark})
    found = report(draft(), rules=rules)
    assert {name for name, profile in PROFILES.items() if profile.sees(found)} == SEEN_BY[mark]


@pytest.mark.parametrize("stated", [*Audience, None])
def test_d34_a_row_may_narrow_the_audience_of_its_source_and_never_widen_it(stated: Audience | None) -> None:
    for own in Audience:
        found = report(draft(audience=stated), rules=RULES.model_copy(update={"audience": own}))
        seen = {name for name, profile in PROFILES.items() if profile.sees(found)}
        assert seen <= {name for name, profile in PROFILES.items() if own in profile.audiences}
        assert stated is None or seen <= {name for name, profile in PROFILES.items() if stated in profile.audiences}
