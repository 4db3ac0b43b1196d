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
    ends = sorted({*ends, *(index for index, character in enumerate(text) if character == "\n")})
    sentences = [
        Sentence(start + (text[start : start + 1] == "\n"), end)
        for start, end in zip([0, *ends], ends, strict=False)
        if text[start:end].strip()
    ]
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
    return sorted((event for event in made if event.is_sign), key=lambda event: (event.spans, event.occurred_from))


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
        "They slept in the bush. Why? They see unknown men.",
        "They slept in the bush, fearing unknown men.",
        "They slept in the bush. They fear unknown men.",
        "They slept in the bush to avoid unknown men.",
        "They slept in the bush ever since unknown men came.",
        "They slept in the bush following visits of unknown men.",
        "They slept in the bush. Asked why, they spoke of unknown men.",
        "There are unknown men, so they slept in the bush.",
        "There are unknown men. That is why they slept in the bush.",
        "There are unknown men. As a result they slept in the bush.",
        "There are unknown men. Therefore they slept in the bush.",
        "Par peur des unknown men, ils slept in the bush.",
        "Ils slept in the bush suite à des unknown men.",
        "Ils slept in the bush à cause des unknown men.",
        "Ils slept in the bush car des unknown men passent.",
        "Ils slept in the bush. Pourquoi ? Des unknown men passent.",
        "Ils slept in the bush. Ils craignent les unknown men.",
        "Ils slept in the bush, craignant des unknown men.",
        "Ils slept in the bush. Raison donnée : des unknown men.",
        "Des unknown men passent. C’est pourquoi ils slept in the bush.",
        "Des unknown men passent. Du coup ils slept in the bush.",
        "Des unknown men passent, ce qui pousse les gens qui slept in the bush.",
        "Des unknown men passent, d’où les gens qui slept in the bush.",
    ],
)
def test_the_reason_that_the_text_gives_is_kept(text):
    reasons = {event.kind: event.stated_reason for event in events(text.replace("?", "."))}
    assert reasons == {"night_flight": "ARM-01", "unknown_people": None}


@pytest.mark.parametrize(
    "text",
    [
        "They slept in the bush and unknown men came.",
        "They slept in the bush. There are unknown men.",
        "They slept in the bush, not because of unknown men.",
        "They slept in the bush. It was hot. That is why unknown men came.",
        "Ils slept in the bush. Des unknown men passent.",
    ],
)
def test_no_reason_is_made_up(text):
    assert {event.stated_reason for event in events(text)} == {None}


def places_of(text, **fields):
    return [
        (event.kind, event.place and event.place.place_id[-1], event.occurred_from.day)
        for event in events(text, **fields)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In Tébirou on Monday they looted; in Marassé on 3 February they slept in the bush.",
            [("looting", "2", 10), ("night_flight", "4", 3)],
        ),
        (
            "On 3 February they looted in Tébirou, and on 5 February shops in Marassé were looted.",
            [("looting", "2", 3), ("looting", "4", 5)],
        ),
        (
            "They looted in Tébirou on 3 February, two days later in Marassé they slept in the bush.",
            [("looting", "2", 3), ("night_flight", "4", 5)],
        ),
        ("They looted in Tébirou on 3 February and in Marassé on 5 February.",
         [("looting", "2", 3), ("looting", "4", 5)]),
        ("They looted in Tébirou and Marassé.", [("looting", "2", 11), ("looting", "4", 11)]),
        ("They looted Tébirou and went to sleep.", [("looting", "2", 11)]),
        ("They looted in Tébirou and drank in Marassé.", [("looting", "2", 11)]),
        ("Monday 3 February\nTébirou: they looted.\nTuesday 4 February\nTébirou: they looted.",
         [("looting", "2", 3), ("looting", "2", 4)]),
        ("1. Tébirou\na. They looted.\nb. They slept in the bush.\n2. Marassé\na. They looted.",
         [("looting", "2", 11), ("night_flight", "2", 11), ("looting", "4", 11)]),
        ("**Tébirou**\nCalm. They looted.\n**Marassé**\nThey looted.", [("looting", "2", 11), ("looting", "4", 11)]),
        ("- Tébirou: they looted.\n- They slept in the bush.", [("looting", "2", 11), ("night_flight", None, 11)]),
        ("Tébirou | 3 Feb | they looted\nMarassé | 4 Feb | they looted", [("looting", "2", 3), ("looting", "4", 4)]),
        ("Date: 9 Feb 2025\nThey looted in Tébirou yesterday.", [("looting", "2", 8)]),
    ],
)  # fmt: skip
def test_each_sign_has_its_own_place_and_day(text, expected):
    assert places_of(text) == expected


def test_places_that_share_a_number_have_at_least_one_each():
    first, second = events("Five women slept in the bush in Tébirou and Marassé.")
    assert [(count.minimum, count.maximum) for event in (first, second) for count in event.counts] == [(1, 5), (1, 5)]


def test_a_number_belongs_to_the_nearest_sign():
    looting, flight = events("Ten men looted and then three girls slept in the bush.")
    assert [count.who for count in looting.counts] == ["men"]
    assert [(count.who, count.sex, count.oldest) for count in flight.counts] == [("girls", "F", 17)]


def test_an_hour_makes_the_time_exact():
    (event,) = events("They looted at 0630 on 3 February.")
    assert (event.date_precision, event.date_basis, event.time_of_day) == ("hour", "text", "morning")
    assert event.occurred_from == datetime(2025, 2, 3, 6, 30, tzinfo=UTC)


def test_the_hours_of_a_night_after_midnight_are_of_the_second_day():
    (event,) = events("They looted on the night of 3 to 4 February at 2 am.")
    assert (event.occurred_from.day, event.time_of_day) == (4, "night")


def test_a_week_stays_a_week():
    (event,) = events("They looted last week at dusk.")
    assert (event.date_precision, event.time_of_day) == ("week", "evening")


def test_the_four_dates_are_kept_apart():
    seen = datetime(2025, 2, 10, 8, tzinfo=UTC)
    (event,) = events("They looted on 3 February.", observed_from=seen, observed_to=seen)
    assert event.occurred_from.day == 3
    assert (event.observed_from, event.reported_at) == (seen, TUESDAY)
    assert event.ingested_at != event.reported_at
    (event,) = events("They looted.", observed_from=seen, observed_to=seen)
    assert (event.date_basis, event.occurred_from) == ("observed", seen)


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
