from datetime import UTC, datetime

import pytest

from nlp.events import make_events
from nlp.reading import Reading, Sentence
from schemas.annotation import ActorMention, Assertion, EventPlace, IndicatorHit, PlaceMention
from schemas.report import Contact, Section
from tests.factories import make_report
from tests.nlp.invented import SIGNS

INDICATORS = {sign.id: sign for sign in SIGNS}
PHRASES = {"slept in the bush": "MOB-03", "unknown men": "ARM-01", "looted": "ARM-04"}
TOWNS = {
    "Tébirou": ("XX010102", 2.1, 1.1, 2.0),
    "Marassé": ("XX010104", 2.15, 1.15, 2.0),
    "Kalouvé": ("XX0101", 2.0, 1.0, 30.0),
}
STATED = EventPlace(
    place_id="XX9", name="Ulvora", latitude=2.0, longitude=1.0, radius_km=2, admin2="Kalouvé", reason="stated"
)
TUESDAY = datetime(2025, 2, 11, 10, tzinfo=UTC)


def spots(text: str, phrases) -> list[tuple[str, int, int]]:
    found = [(phrase, at) for phrase in phrases for at in range(len(text)) if text.startswith(phrase, at)]
    return sorted(((phrase, at, at + len(phrase)) for phrase, at in found), key=lambda spot: spot[1])


def read(text: str, status: Assertion = Assertion.AFFIRMED) -> Reading:
    """Read the few phrases that these tests use; a sentence ends with a full stop."""
    ends = [index + 1 for index, character in enumerate(text) if character == "."] or [len(text)]
    hits = [
        IndicatorHit(id=PHRASES[phrase], status=status, start=start, end=end, quote=text, reason="test")
        for phrase, start, end in spots(text, PHRASES)
    ]
    actors = [ActorMention(text=name, start=start, end=end) for name, start, end in spots(text, ["strangers"])]
    sentences = [Sentence(start, end) for start, end in zip([0, *ends], ends, strict=False)]
    return Reading(sentences=tuple(sentences), hits=tuple(hits), actors=tuple(actors))


def mentions(text: str) -> list[PlaceMention]:
    return [
        PlaceMention(
            text=name, start=start, end=end, place_id=TOWNS[name][0], name=name, latitude=TOWNS[name][1],
            longitude=TOWNS[name][2], radius_km=TOWNS[name][3], admin2="Kalouvé", reason="test",
        )
        for name, start, end in spots(text, TOWNS)
    ]  # fmt: skip


def events(text: str, *, status=Assertion.AFFIRMED, stated=(), **fields):
    report = make_report(text=text, occurred_from=None, occurred_to=None, reported_at=TUESDAY, **fields)
    made = make_events(report, read(text, status), mentions=mentions(text), stated=stated, indicators=INDICATORS)
    return sorted(made, key=lambda event: event.spans)


def test_the_place_of_the_sentence_is_the_place():
    (event,) = events("In Tébirou they slept in the bush.", stated=(STATED,))
    assert event.place.place_id == "XX010102"
    assert event.quote == "In Tébirou they slept in the bush."
    assert [event.quote[start:end] for start, end in event.spans] == ["slept in the bush"]


def test_the_sentence_before_gives_the_place():
    (event,) = events("Tébirou was visited. They slept in the bush.", stated=(STATED,))
    assert event.place.place_id == "XX010102"


def test_another_section_gives_no_place():
    text = "Tébirou was visited. They slept in the bush."
    sections = (Section(name="observations", start=0, end=20), Section(name="gender", start=20, end=len(text)))
    (event,) = events(text, stated=(STATED,), sections=sections)
    assert event.place.place_id == "XX9"


def test_a_direction_is_not_the_place():
    (event,) = events("They slept in the bush towards Tébirou.", stated=(STATED,))
    assert event.place.place_id == "XX9"
    (event,) = events("They slept in the bush towards Tébirou.")
    assert event.place.place_id == "XX010102"


def test_a_stated_village_goes_before_the_district_that_holds_it():
    (event,) = events("In the district of Kalouvé they slept in the bush.", stated=(STATED,))
    assert event.place.place_id == "XX9"


def test_a_district_in_brackets_does_not_win_over_its_village():
    (event,) = events("At Tébirou, near the well (Kalouvé), they slept in the bush.")
    assert event.place.place_id == "XX010102"


def test_several_stated_places_give_the_first_with_a_radius_over_all():
    other = STATED.model_copy(update={"place_id": "XX8", "latitude": 2.1})
    (event,) = events("They slept in the bush.", stated=(STATED, other))
    assert event.place.place_id == "XX9"
    assert event.place.radius_km == pytest.approx(2 + 11.1, abs=0.2)


def test_an_event_without_a_place_is_kept():
    (event,) = events("They slept in the bush.")
    assert event.place is None


def test_signs_of_one_kind_place_and_day_are_one_event():
    first, second = events(
        "In Tébirou they slept in the bush. In Tébirou they slept in the bush. In Marassé they looted."
    )
    assert (first.kind, len(first.spans)) == ("night_flight", 2)
    assert (second.kind, second.place.place_id, second.tie) == ("looting", "XX010104", "neither")


def test_two_days_are_two_events():
    made = events("On 3 February they slept in the bush. On 7 February they slept in the bush.")
    assert [event.occurred_from.day for event in made] == [3, 7]


def test_the_report_s_time_stands_in():
    (event,) = events("They slept in the bush.")
    assert event.occurred_from == event.occurred_to == TUESDAY


@pytest.mark.parametrize("status", [Assertion.NEGATED, Assertion.CONTEXT])
def test_what_did_not_happen_is_no_event(status):
    assert events("They slept in the bush.", status=status) == []


def test_a_hedged_sign_makes_a_hedged_event():
    (event,) = events("They slept in the bush.", status=Assertion.HEDGED)
    assert event.status is Assertion.HEDGED


def test_what_was_done_about_it_is_no_event():
    text = "They slept in the bush."
    assert events(text, sections=(Section(name="action_taken", start=0, end=len(text)),)) == []


@pytest.mark.parametrize(
    "text",
    [
        "They slept in the bush because unknown men came.",
        "For fear of unknown men they slept in the bush.",
        "They slept in the bush. Reason they give: unknown men.",
        "They slept in the bush. This is due to unknown men.",
    ],
)
def test_the_reason_that_the_text_gives_is_kept(text):
    reasons = {event.kind: event.stated_reason for event in events(text)}
    assert reasons == {"night_flight": "ARM-01", "unknown_people": None}


def test_no_reason_is_made_up():
    assert all(event.stated_reason is None for event in events("They slept in the bush and unknown men came."))


def test_actors_and_numbers_of_the_sentence_belong_to_the_event():
    (event,) = events("Five women slept in the bush from strangers. Ten men came.")
    assert [actor.name for actor in event.actors] == ["strangers"]
    assert [(count.minimum, count.who, count.what) for count in event.counts] == [(5, "women", "slept in the bush")]


def test_the_id_survives_a_correction_elsewhere():
    (before,) = events("In Tébirou they slept in the bush.")
    (after,) = events("Calm day. In Tébirou ten women slept in the bush.", version_id="other")
    assert before.id == after.id


def test_a_long_sentence_is_quoted_around_the_sign():
    (event,) = events("word " * 200 + "slept in the bush " + "word " * 200 + ".")
    assert len(event.quote) <= 300
    assert "slept in the bush" in event.quote


def test_the_interviewer_s_sex_is_kept_where_all_agree():
    woman, man = Contact(group="women", interviewer_sex="F"), Contact(group="elders", interviewer_sex="M")
    (one,) = events("They slept in the bush.", contacts=(woman,))
    (mixed,) = events("They slept in the bush.", contacts=(woman, man))
    assert (one.interviewer_sex, mixed.interviewer_sex) == ("F", None)
