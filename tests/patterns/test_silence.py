from pathlib import Path

from protection.suppression import suppress
from schemas.annotation import Event
from schemas.index import Document
from schemas.mission import Base, Mission
from schemas.protection import ANALYST, PROTECTED, Level, Profile, Tlp
from schemas.report import Count
from schemas.warning import Pattern
from tests.factories import make_provenance, make_report, make_source, moment
from tests.patterns.world import COMMUNITY, MISSION, clinic_week, detect, lives, sign, village

SILENT_FROM = 40


def notes(unit: str, days: range, **fields: object) -> list[Document]:
    """Return a note of a unit on each of `days`, and what it tells of Kanvi: nothing of weight."""
    documents: list[Document] = []
    for day in days:
        name = f"{unit}-{day}"
        documents.append(make_report(name, originator=unit, ingested_at=moment(day), **fields))
        documents.append(sign(name, "season", day, originator=unit, ingested_at=moment(day)))
    return documents


def found(
    folder: Path, documents: list[Document], *, now: float, profile: Profile = ANALYST, mission: Mission = MISSION
) -> list[Pattern]:
    patterns = detect(folder, documents, now=now, profile=profile, mission=mission)
    return [pattern for pattern in patterns if pattern.detector == "silence"]


def two_bases() -> list[Document]:
    """Return two units that report every other day; TS-ALPHA stops on day 40."""
    return [*notes("TS-ALPHA", range(0, SILENT_FROM + 1, 2)), *notes("TS-BRAVO", range(1, 60, 2))]


def test_a_silent_base_is_told_with_its_rhythm_and_weighs_almost_nothing(tmp_path: Path) -> None:
    [pattern] = found(tmp_path, two_bases(), now=SILENT_FROM + 14.0)
    assert pattern.reasons == (
        "Nothing from TS-ALPHA since 11 Apr 2026; usual is every 2 days, the longest pause before was 2 days.",
    )
    assert pattern.reasons_in["fr"] == (
        "Rien de TS-ALPHA depuis le 11 avr. 2026\u00a0; d’habitude tous les 2 jours, la plus longue pause jusqu’ici a "
        "été de 2 jours.",
    )
    assert (pattern.area.name, pattern.indicators, pattern.score) == ("Kanvi", (), 0.05)


def test_nobody_is_silent_within_the_usual_pause(tmp_path: Path) -> None:
    assert found(tmp_path, two_bases(), now=SILENT_FROM + 3.0) == []


def test_after_armed_people_silence_is_a_sign_of_its_own(tmp_path: Path) -> None:
    armed = sign("armed", "strangers", SILENT_FROM - 5, originator="TS-BRAVO")
    [pattern] = found(tmp_path, [*two_bases(), armed], now=SILENT_FROM + 14.0)
    assert pattern.indicators == ("ARM-01", "CLN-06")
    assert pattern.score == 0.3
    assert pattern.independent_origins == 1
    assert {each.credibility for each in pattern.evidence if each.event_id} == {6}
    assert "Armed people were reported in the district before: strangers." in pattern.reasons[0]


def test_armed_people_long_before_or_after_are_no_reason(tmp_path: Path) -> None:
    for name, day in (("before", SILENT_FROM - 20.0), ("after", SILENT_FROM + 8.0)):
        armed = sign(name, "strangers", day, originator="TS-BRAVO")
        [pattern] = found(tmp_path / name, [*two_bases(), armed], now=SILENT_FROM + 14.0)
        assert "CLN-06" not in pattern.indicators


def test_a_system_that_is_down_is_nobodys_silence(tmp_path: Path) -> None:
    both = [*notes("TS-ALPHA", range(0, SILENT_FROM + 1, 2)), *notes("TS-BRAVO", range(1, SILENT_FROM, 2))]
    assert found(tmp_path, both, now=SILENT_FROM + 14.0) == []


def test_a_topic_that_is_stopped_or_waits_is_nobodys_silence(tmp_path: Path) -> None:
    for name, state in (("stopped", {"state": "stopped"}), ("waits", {"lag_messages": 3})):
        status = make_source("patrol-notes", **state)
        assert found(tmp_path / name, [*two_bases(), status], now=SILENT_FROM + 14.0) == []


def test_the_only_one_on_its_line_may_be_a_line_that_is_down(tmp_path: Path) -> None:
    alone = notes("TS-ALPHA", range(0, SILENT_FROM + 1, 2))
    [pattern] = found(tmp_path, alone, now=SILENT_FROM + 14.0)
    assert "the line itself may be down" in pattern.reasons[0]


def test_a_source_that_reports_from_everywhere_has_no_place(tmp_path: Path) -> None:
    wide = [
        each.model_copy(update={"place": village(admin2=f"D{number % 3}")}) if isinstance(each, Event) else each
        for number, each in enumerate(notes("TS-ALPHA", range(0, SILENT_FROM + 1, 2)))
    ]
    assert found(tmp_path, [*wide, *notes("TS-BRAVO", range(1, 60, 2))], now=SILENT_FROM + 14.0) == []


def test_the_missions_own_rhythm_counts(tmp_path: Path) -> None:
    base = Base(id="TS-ALPHA", name="Alpha", latitude=11.2, longitude=2.9, expected_every_days=21)
    patient = MISSION.model_copy(update={"bases": (base,)})
    assert found(tmp_path, two_bases(), now=SILENT_FROM + 14.0, mission=patient) == []


def test_the_alerts_of_a_district_are_a_stream(tmp_path: Path) -> None:
    alerts: list[Document] = []
    for day in range(0, SILENT_FROM + 1, 2):
        name, topic = f"alert-{day}", make_provenance(topic="community-alerts")
        alerts.append(make_report(name, **COMMUNITY, provenance=topic, ingested_at=moment(day)))
        alerts.append(sign(name, "season", day, **COMMUNITY, topic="community-alerts", ingested_at=moment(day)))
    [pattern] = found(tmp_path, alerts, now=SILENT_FROM + 14.0)
    assert pattern.reasons[0].startswith("No community alert from district Kanvi since 11 Apr 2026;")


def clinics(silent_week: int, weeks: int) -> list[Document]:
    """Return whole counts of two clinics, one of which stops, with the published sums."""
    secret = {"level": Level.STRICTLY_CONFIDENTIAL, "tlp": Tlp.RED}
    counts: list[Count] = [
        clinic_week(week, 30, facility_id=facility, admin2=admin2, **secret)
        for facility, admin2, last in (("FAC-7", "Kanvi", silent_week), ("FAC-8", "Dombu", weeks))
        for week in range(last)
    ]
    return [*counts, *suppress(counts)]


def test_a_silent_clinic_is_told_by_its_district_in_either_profile(tmp_path: Path) -> None:
    documents = clinics(8, 12)
    for profile in (ANALYST, PROTECTED):
        [pattern] = found(tmp_path / profile.name, documents, now=7 * 11.0, profile=profile)
        assert pattern.reasons[0].startswith(
            "No count from a clinic of district Kanvi since 27 Apr 2026; usual is every 7"
        )
        assert "FAC-7" not in str(pattern.reasons) + str(pattern.reasons_in)
    assert pattern.level is Level.STRICTLY_CONFIDENTIAL


def test_silence_after_armed_people_weighs_more_than_these_alone(tmp_path: Path) -> None:
    armed = [
        sign("armed", "strangers", SILENT_FROM - 5, originator="TS-BRAVO"),
        sign("school", "school_closed", SILENT_FROM - 4, originator="TS-BRAVO"),
    ]
    goes_on = notes("TS-ALPHA", range(SILENT_FROM + 2, 60, 2))
    quiet, _ = lives(tmp_path / "a", [*two_bases(), *armed, *goes_on], days=range(30, 56))
    raised, _ = lives(tmp_path / "b", [*two_bases(), *armed], days=range(30, 56))
    assert not any("CLN-06" in entry.warning.indicators for entry in quiet)
    scores = [entry.warning.score for entry in raised if "CLN-06" in entry.warning.indicators]
    assert max(scores) > max((entry.warning.score for entry in quiet), default=0.0)
