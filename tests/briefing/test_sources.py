from briefing.sources import failing, never_sent, state_text
from briefing.words import load_words
from schemas.status import SourceStop
from tests.factories import make_source, moment

SOURCES = [
    make_source("on-time"),
    make_source("few", state="too_few", least_rows=7),
    make_source("late", state="silent", silent_since=moment(9)),
    make_source("later", state="silent", silent_since=moment(3)),
    make_source("stopped", state="stopped", stop=SourceStop(topic="stopped", since=moment(2), reason="half refused")),
    make_source("none", state="never", last_report_at=None),
]


def test_what_fails_stands_gravest_and_longest_first_and_what_never_came_apart() -> None:
    assert [each.topic for each in failing(SOURCES)] == ["stopped", "later", "late", "few"]
    assert failing(SOURCES) == failing(SOURCES[::-1])
    assert never_sent(SOURCES) == ["none"]


def test_every_state_is_told_in_words() -> None:
    told = [state_text(each, now=moment(14), words=load_words("en"), language="en") for each in SOURCES]
    assert told[0] == "within its rhythm"
    assert told[1] == "fewer than the 7 rows expected"
    assert told[2] == "silent since 11 Mar 2026 (5 days)"
    assert "half refused" in told[4]
    assert told[5] == "never"
