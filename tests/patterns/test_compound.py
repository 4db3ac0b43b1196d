import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.detectors.compound import is_wide, read_signs
from patterns.event_evidence import is_counted
from patterns.parameters import CompoundParameters
from schemas.annotation import Assertion, Event
from schemas.index import Window
from schemas.mission import Mission
from schemas.protection import ANALYST, PROTECTED, Level
from schemas.source import SourceType
from search.documents import flatten
from tests.factories import make_event, moment
from tests.patterns.world import COMMUNITY, NGO, detect, indexed, sign, village


def test_one_sign_alone_is_no_pattern(tmp_path: Path) -> None:
    assert detect(tmp_path, [sign("a", "strangers")]) == []


def test_one_kind_however_often_is_no_pattern(tmp_path: Path) -> None:
    assert detect(tmp_path, [sign(f"a{day}", "strangers", day) for day in range(8)]) == []


def test_two_kinds_near_each_other_are_one_pattern(tmp_path: Path) -> None:
    events = [sign("a", "strangers"), sign("b", "night_flight", 2, place=village(4))]
    [pattern] = detect(tmp_path, events)
    assert {each.event_id for each in pattern.evidence} == {each.id for each in events}
    assert pattern.area.admin2 == "Kanvi"
    assert pattern.area.radius_km == pytest.approx(6.0, abs=0.1)


def test_two_kinds_far_from_each_other_are_none(tmp_path: Path) -> None:
    far = village(30, name="Far")  # 58 km north
    assert detect(tmp_path, [sign("a", "strangers"), sign("b", "night_flight", place=far)]) == []


def test_signs_older_than_the_window_are_left_out(tmp_path: Path) -> None:
    assert detect(tmp_path, [sign("a", "strangers"), sign("b", "night_flight", 5)], now=15) == []


def test_what_was_not_known_yet_is_left_out(tmp_path: Path) -> None:
    late = sign("b", "night_flight", 2, ingested_at=moment(11))
    assert detect(tmp_path, [sign("a", "strangers"), late], now=10) == []


def test_context_is_not_a_precursor(tmp_path: Path) -> None:
    assert detect(tmp_path, [sign("a", "strangers"), sign("b", "season"), sign("c", "vigilantes")]) == []


@pytest.mark.parametrize("status", [Assertion.NEGATED, Assertion.CONTEXT])
def test_what_is_denied_or_only_mentioned_never_counts(tmp_path: Path, status: Assertion) -> None:
    assert detect(tmp_path, [sign("a", "strangers"), sign("b", "night_flight", status=status)]) == []


def test_an_affirmed_act_alone_is_a_pattern_and_a_rumour_of_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "rumour").mkdir()
    rumour = sign("a", "abduction", status=Assertion.HEDGED)
    assert len(detect(tmp_path, [sign("a", "abduction")])) == 1
    assert detect(tmp_path / "rumour", [rumour]) == []


def score_of(events: list[Event]) -> float:
    with TemporaryDirectory() as folder:
        [pattern] = detect(Path(folder), events)
        return pattern.score


PAIR = [sign("a", "strangers"), sign("b", "night_flight")]


def test_hedged_counts_less() -> None:
    assert score_of([PAIR[0], sign("b", "night_flight", status=Assertion.HEDGED)]) < score_of(PAIR)


def test_a_stated_reason_counts_more() -> None:
    assert score_of([PAIR[0], sign("b", "night_flight", stated_reason="ARM-01")]) > score_of(PAIR)


def test_a_repeat_counts_less_than_an_independent_originator_and_that_less_than_another_source_type() -> None:
    repeat = score_of([*PAIR, sign("c", "strangers", 1)])
    other_unit = score_of([*PAIR, sign("c", "strangers", 1, originator="TS-BRAVO")])
    other_type = score_of([*PAIR, sign("c", "strangers", 1, **NGO)])
    assert score_of(PAIR) < repeat < other_unit < other_type
    assert repeat - score_of(PAIR) < (other_unit - score_of(PAIR)) / 3


def test_a_reprint_changes_nothing() -> None:
    original = sign("b", "night_flight", signature=tuple(range(100)), **NGO)
    reprint = sign("c", "night_flight", 1, signature=(*range(90), *range(900, 910)), originator="Other NGO")
    alike = sign("c", "night_flight", 1, signature=(*range(30), *range(900, 970)), originator="Other NGO")
    told = [PAIR[0], original]
    assert score_of([*told, reprint]) == score_of(told)
    assert score_of([*told, alike]) > score_of(told)


def test_a_sign_known_by_district_only_adds_in_its_own_district(tmp_path: Path) -> None:
    district = village(9, name="Kanvi", place_id="XX-D1", radius_km=40.0)
    other = village(2, name="Dombu", radius_km=40.0, admin2="Dombu")
    wide, elsewhere = sign("c", "women_missing", place=district), sign("d", "school_closed", place=other)
    [pattern] = detect(tmp_path, [*PAIR, wide, elsewhere])
    assert {each.kind for each in pattern.evidence} == {"strangers", "night_flight", "women_missing"}


def test_signs_known_by_district_only_make_no_pattern_of_their_own(tmp_path: Path) -> None:
    district = village(1, radius_km=40.0)
    assert detect(tmp_path, [sign("a", "strangers", place=district), sign("b", "night_flight", place=district)]) == []


def test_no_sign_is_in_two_areas_and_the_best_area_comes_first(tmp_path: Path) -> None:
    spread = [
        sign(f"{kind}-{place}", kind, place=village(place))
        for kind, places in {"strangers": (1, 7, 13), "night_flight": (4, 10), "women_missing": (13,)}.items()
        for place in places
    ]
    patterns = detect(tmp_path, spread)
    ids = [each.event_id for pattern in patterns for each in pattern.evidence]
    assert len(ids) == len(set(ids))
    assert [pattern.score for pattern in patterns] == sorted((pattern.score for pattern in patterns), reverse=True)


def test_two_independent_originators_may_be_probably_true_but_the_machine_never_confirms(tmp_path: Path) -> None:
    events = [*PAIR, sign("c", "strangers", 1, **NGO), sign("d", "women_missing", status=Assertion.HEDGED, **COMMUNITY)]
    [pattern] = detect(tmp_path, events)
    grades = {(each.kind, each.originator): each.credibility for each in pattern.evidence}
    assert grades["strangers", "Example NGO"] == 2
    assert grades["women_missing", "Community line"] == 3
    assert 1 not in grades.values()


def test_one_originator_cannot_be_judged(tmp_path: Path) -> None:
    [pattern] = detect(tmp_path, PAIR)
    assert {each.credibility for each in pattern.evidence} == {6}


def test_the_analyst_profile_sees_nothing_of_protected_items(tmp_path: Path) -> None:
    protected = sign("b", "night_flight", level=Level.STRICTLY_CONFIDENTIAL)
    assert detect(tmp_path, [PAIR[0], protected]) == []
    (tmp_path / "protected").mkdir()
    [pattern] = detect(tmp_path / "protected", [PAIR[0], protected], profile=PROTECTED)
    assert pattern.level is Level.STRICTLY_CONFIDENTIAL


def test_a_mission_overrides_a_parameter(tmp_path: Path) -> None:
    events = [PAIR[0], sign("b", "night_flight", place=village(9))]  # 16 km
    assert detect(tmp_path, events) == []
    (tmp_path / "wider").mkdir()
    wider = Mission(detectors={"compound": {"neighbourhood_km": 20}})
    assert len(detect(tmp_path / "wider", events, mission=wider)) == 1


KINDS = ("strangers", "night_flight", "women_missing", "abduction", "season")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.integers(1, 20), st.integers(0, 9), st.sampled_from("AB")), max_size=12
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_events_does_not_matter(told: list[tuple[str, int, int, str]], shuffler: random.Random) -> None:
    events = [
        sign(f"{number}", kind, day, place=village(place), originator=f"TS-{unit}")
        for number, (kind, place, day, unit) in enumerate(told)
    ]
    shuffled = shuffler.sample(events, len(events))
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        assert detect(Path(one), events) == detect(Path(two), shuffled)


def test_an_event_without_a_place_is_passed_over(tmp_path: Path) -> None:
    nowhere = make_event("z", kind="night_flight", indicators=("MOB-03",), place=None)
    assert detect(tmp_path, [PAIR[0], nowhere]) == []


@pytest.mark.parametrize("seed", range(15))
def test_what_is_read_is_what_counts_there_and_what_is_known_by_its_district_alone(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    events = [
        sign(
            f"{number}",
            chance.choice(KINDS),
            chance.randrange(20),
            place=village(at := chance.randrange(30), radius_km=chance.choice((1.0, 40.0)), admin2=f"D{at // 10}"),
            status=chance.choice((Assertion.AFFIRMED, Assertion.HEDGED, Assertion.NEGATED)),
            source_type=chance.choice((SourceType.PATROL, SourceType.CLINIC)),
        )
        for number in range(60)
    ]
    fields = {event.id: flatten(event) for event in events}
    cells = sorted(chance.sample(sorted({each["cell"] for each in fields.values() if "cell" in each}), 3))
    there = [event for event in events if moment(2) <= event.occurred_from < moment(15)]
    districts = {fields[event.id]["admin2"] for event in there if fields[event.id].get("cell") in cells}
    wanted = [
        event
        for event in there
        if is_counted(event)
        and (
            fields[event.id].get("cell") in cells
            or (is_wide(event, CompoundParameters()) and fields[event.id]["admin2"] in districts)
        )
    ]
    window = Window(field="occurred_from", since=moment(2), until=moment(15))
    with closing(indexed(tmp_path, events)) as index:
        read = read_signs(index, list(ANALYST.scopes), window, cells, CompoundParameters())
    assert read == sorted(wanted, key=lambda event: event.id)
