"""A long text is read in time that grows with its length: by the ratio of two lengths, never by the clock alone."""

import time

import pytest

from nlp.annotate import annotate
from nlp.catalogue_reader import BUILT_IN, read_catalogue
from nlp.verdicts.decide import with_verdicts
from tests.factories import make_event, make_report
from tests.nlp.invented import MISSION

LINES = {
    "sw": "Huko Tébirou watu wanalala msituni; wanawake wawili walibakwa na askari. Soko lilifunguliwa leo.\n",
    "ar": "باتوا في العراء قرب القرية وتم اختطاف فتيات. السوق مفتوح اليوم والمدرسة تعمل.\n",
}
SHORT_CHARACTERS, LONG_CHARACTERS = 20_000, 200_000
SLACK = 2.0


def seconds(language: str, characters: int) -> float:
    line = LINES[language]
    report = make_report(str(characters), text=line * (characters // len(line)), language=language, stated_places=())
    started = time.process_time()
    (answer,) = annotate([report], mission=MISSION, catalogue=read_catalogue(BUILT_IN))
    assert answer.events
    return time.process_time() - started


@pytest.mark.parametrize("language", sorted(LINES))
def test_ten_times_the_text_takes_no_more_than_about_ten_times_as_long(language: str) -> None:
    seconds(language, 1_000)  # loads the pipeline
    short = min(seconds(language, SHORT_CHARACTERS) for _ in range(2))
    assert seconds(language, LONG_CHARACTERS) / short < SLACK * LONG_CHARACTERS / SHORT_CHARACTERS


def test_verdicts_on_a_report_of_thousands_of_events_are_linear() -> None:
    def decided_in(number: int) -> float:
        events = [make_event(str(each), indicators=("TIP-01",), place=None) for each in range(number)]
        started = time.process_time()
        with_verdicts(events)
        return time.process_time() - started

    decided_in(10)
    assert decided_in(4_000) / decided_in(400) < SLACK * 10
