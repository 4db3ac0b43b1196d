import pytest

from nlp.events import make_events
from nlp.verdicts.decide import with_verdicts
from schemas.annotation import Assertion
from schemas.report import Section
from tests.factories import make_report
from tests.nlp.test_events import INDICATORS, STATED, TUESDAY, mentions, read


def told(text: str, *, stated=(), status=Assertion.AFFIRMED, **fields):
    report = make_report(text=text, occurred_from=None, occurred_to=None, reported_at=TUESDAY, **fields)
    made = make_events(report, read(text, status), mentions=mentions(text), stated=stated, indicators=INDICATORS)
    return sorted((event for event in made if not event.is_sign), key=lambda event: event.spans)


def places_and_days(events):
    return [(event.place.name, event.occurred_from.date().isoformat()) for event in events]


def test_what_is_told_without_a_sign_is_an_event_that_says_so():
    (event,) = told("On Monday four goats and a drum were left at the well of Tébirou.")
    assert (event.kind, event.indicators, event.severity, event.tie) == ("report", (), 1, "neither")
    assert places_and_days([event]) == [("Tébirou", "2025-02-10")]
    assert event.quote.startswith("On Monday four goats")


def test_the_place_field_and_the_day_of_the_report_are_enough():
    assert places_and_days(told("A drum was left at the well.", stated=(STATED,))) == [("Ulvora", "2025-02-11")]


@pytest.mark.parametrize(
    "text",
    [
        "In Tébirou men looted the shop. A drum was left at the well.",
        "A drum was left at the well of Tébirou. There men looted the shop.",
    ],
)
def test_a_place_and_day_that_a_sign_covers_has_no_second_event(text):
    assert told(text) == []


def test_another_place_or_day_than_that_of_the_signs_has_its_own():
    lines = "Tébirou, 9 February: men looted.\nMarassé, 9 February: a drum was left.\nTébirou, 4 February: a feast."
    assert places_and_days(told(lines)) == [("Marassé", "2025-02-09"), ("Tébirou", "2025-02-04")]


def test_several_sentences_about_one_place_and_day_are_one_event():
    (event,) = told("A drum was left at the well of Tébirou. Nobody knows the owner. It is red.")
    assert len(event.spans) == 3


@pytest.mark.parametrize(
    "text",
    [
        "At the well a drum was left.",
        "A drum was left in the district of Kalouvé.",
        "Painted faces again, as at Tébirou the night before.",
        "Des visages peints, comme à Tébirou la veille.",
        "People of Tébirou held the anniversary of the flood.",
    ],
    ids=["no place", "a district", "compared", "compared in French", "context"],
)
def test_what_says_no_place_or_is_elsewhere_is_no_event(text):
    language = "fr" if text.startswith("Des") else "en"
    assert told(text, language=language) == []


@pytest.mark.parametrize("status", [Assertion.NEGATED, Assertion.CONTEXT])
def test_a_sentence_whose_sign_is_denied_or_context_is_no_event(status):
    assert told("Nobody in Tébirou says that men looted.", status=status) == []


def test_what_was_done_about_it_is_no_event():
    text = "The team of Tébirou was called."
    assert told(text, sections=(Section(name="action_taken", start=0, end=len(text)),)) == []


def test_what_holds_no_sign_has_no_verdict_and_changes_none():
    text = "In Tébirou men looted the shop.\nMarassé: girls were with the armed strangers."
    report = make_report(text=text, reported_at=TUESDAY)
    made = make_events(report, read(text), mentions=mentions(text), stated=(), indicators=INDICATORS)
    signs = [event for event in made if event.is_sign]
    decided = {event.id: event for event in with_verdicts(made)}
    assert [decided[event.id] for event in signs] == list(with_verdicts(signs))
    assert all(event.crsv is None and not event.codes for event in decided.values() if not event.is_sign)
    assert len(made) > len(signs)
