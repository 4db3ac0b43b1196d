"""The printed note: whole, marked on every sheet, and no text in it is read as a mark-up."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from delivery.note import footer
from delivery.paper import note_pdf
from schemas.delivery import Note, Section
from tests.factories import moment


def note(**fields: object) -> Note:
    defaults: dict[str, object] = {
        "warning_id": "w1",
        "marking": "CONFIDENTIEL · TLP:AMBER",
        "title": "Nouvelle alerte : Kanvi-Est",
        "recipient": "post@kanvi.example",
        "made_at": moment(1),
        "statement": "Des signes pourraient annoncer…",
        "sections": (Section(heading="Où", lines=("Kanvi-Est", "du 1 au 2")),),
    }
    return Note.model_validate(defaults | fields)


def pages(written: Note) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(note_pdf(written, "fr"))).pages]


def test_a_short_note_is_one_sheet_with_all_that_it_says() -> None:
    (sheet,) = pages(note())
    for said in (
        "Nouvelle alerte : Kanvi-Est",
        "Des signes pourraient annoncer",
        "Où",
        "du 1 au 2",
        footer(note(), "fr"),
    ):
        assert said in sheet


def test_d39_every_sheet_of_a_long_note_is_marked_above_and_below() -> None:
    long = note(sections=tuple(Section(heading=f"Partie {n}", lines=("ligne " * 40,) * 3) for n in range(12)))
    sheets = pages(long)
    assert len(sheets) > 1
    assert [sheet.count("CONFIDENTIEL · TLP:AMBER") for sheet in sheets] == [2] * len(sheets)


@pytest.mark.parametrize("text", ["<b>gras</b>", "a < b & c > d", "</para>", '<img src="file:///etc/passwd"/>'])
def test_angle_brackets_are_text(text: str) -> None:
    (sheet,) = pages(note(statement=text))
    assert text in sheet.replace("\n", "")


def test_the_same_note_gives_the_same_bytes() -> None:
    assert note_pdf(note(), "fr") == note_pdf(note(), "fr")
