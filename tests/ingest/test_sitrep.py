"""Patrol notes as plain text."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from ingest.registry import find_sources
from schemas.report import Draft, Refused
from tests.ingest.messages import rows_of

PATROL = find_sources()["patrol-notes"]
NOTE = """From: TS-TOKOUNDA
To: Maj Orsin Delambre
Date: 2025-02-11
Période couverte : 2025-02-10 18:00 - 2025-02-11 18:00

1 Operational
a. Tokounda and Ndélafo visited.
1b. 06h30 : la population signale une quinzaine d'hommes armés ;
trois habitants auraient été enlevés.
g) Aucune femme au marché.
h. Situation tendue.
2. Nothing more to report.
"""
LINES = st.lists(
    st.one_of(st.text(max_size=40), st.sampled_from(["From: X", "Date: 2025-02-11", "1b. Calm.", "g) None.", "2", ":"]))
)


def draft_of(text: str) -> Draft:
    (row,) = rows_of(PATROL, text.encode())
    assert isinstance(row.row, Draft), row
    return row.row


def test_paragraphs_are_called_like_the_fields_of_a_json_note() -> None:
    assert dict(draft_of(NOTE).sections) == {
        "operational": "Operational",
        "places_visited": "Tokounda and Ndélafo visited.",
        "significant_observations": "06h30 : la population signale une quinzaine d'hommes armés ;\n"
        "trois habitants auraient été enlevés.",
        "gender_observations": "Aucune femme au marché.",
        "assessment": "Situation tendue.",
        "patrol_report": "Nothing more to report.",
    }


def test_the_headers_say_who_and_when_and_no_recipient_is_kept() -> None:
    draft = draft_of(NOTE)
    assert draft.originator == "TS-TOKOUNDA"
    assert draft.observed_from == datetime(2025, 2, 10, 18, tzinfo=UTC)
    assert draft.observed_to == datetime(2025, 2, 11, 18, tzinfo=UTC)
    assert rows_of(PATROL, NOTE.encode())[0].dropped_fields == ("to",)
    assert "Delambre" not in str(draft.model_dump())


def test_the_same_bytes_are_the_same_report_and_others_are_not() -> None:
    assert draft_of(NOTE).identity == draft_of(NOTE).identity != draft_of(NOTE + " ").identity


def test_a_text_that_is_no_note_is_refused() -> None:
    (row,) = rows_of(PATROL, b"women slept in the bush")
    assert isinstance(row.row, Refused)
    assert "header lines" in row.row.reason


@given(LINES)
def test_any_text_is_read_or_refused_and_no_word_of_its_paragraphs_is_lost(lines: list[str]) -> None:
    text = "\n".join(["From: TS-ALPHA", "1b. First.", *lines])
    (row,) = rows_of(PATROL, text.encode("utf-8", "surrogatepass"))
    assert isinstance(row.row, Draft)
    kept = " ".join(section for _, section in row.row.sections)
    assert "First." in kept
    assert all("Calm." in kept for line in lines if line == "1b. Calm.")
