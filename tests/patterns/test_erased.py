"""What stays of a warning when a report behind it is erased."""

from patterns.erased import without_words
from schemas.warning import Warning
from tests.factories import make_evidence, make_warning

GONE = make_evidence("gone", quote="an amaranthine cloth", originator="TS-GONE", place_name="Hidden", key="x:gone")
KEPT = make_evidence("kept", key="x:kept")
WARNING = make_warning(
    evidence=(GONE, KEPT),
    reasons=("Heard: an amaranthine cloth.", "Two signs."),
    reasons_in={"fr": ("Entendu : an amaranthine cloth.", "Deux signes.")},
)


def redacted(warning: Warning = WARNING) -> Warning:
    return without_words(warning, lambda key: key == GONE.key, lambda id: f"{len(id):08}rest")


def test_d16_nothing_of_the_report_is_left_but_what_the_mission_was_told() -> None:
    told = redacted()
    for trace in ("amaranthine", "TS-GONE", "Hidden", "x:gone", GONE.event_id or ""):
        assert trace not in told.model_dump_json()
    changed = {"evidence", "reasons", "reasons_in"}
    assert told.model_dump(exclude=changed) == WARNING.model_dump(exclude=changed)
    (stub, other) = told.evidence
    assert other == KEPT
    assert (stub.indicators, stub.occurred_from, stub.level) == (GONE.indicators, GONE.occurred_from, GONE.level)
    assert (stub.quote, stub.quote_in) == ("a report was erased", {"fr": "un rapport a été effacé"})


def test_both_languages_say_that_something_is_gone() -> None:
    told = redacted()
    assert (told.reasons[0], told.reasons_in["fr"][0]) == ("Two signs.", "Deux signes.")
    assert "erased" in told.reasons[1]
    assert "effacé" in told.reasons_in["fr"][1]


def test_doing_it_twice_changes_nothing_and_other_warnings_stay_as_they_are() -> None:
    assert redacted(redacted()) == redacted()
    other = make_warning(evidence=(KEPT,))
    assert redacted(other) is other
