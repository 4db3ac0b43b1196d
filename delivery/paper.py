"""The printed note: one PDF in black and white, marked on every sheet."""

from functools import partial
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate

from delivery.note import footer, load_words
from schemas.annotation import ToldLanguage
from schemas.delivery import Note, Section

FONTS = Path(reportlab.__file__).parent / "fonts"  # Bitstream Vera, which has the letters of French
TEXT, BOLD = "Vera", "VeraBd"
MARGIN = 18 * mm
BODY = ParagraphStyle("body", fontName=TEXT, fontSize=9.5, leading=13.5)
BULLET = ParagraphStyle("bullet", parent=BODY, leftIndent=5 * mm, bulletIndent=1 * mm)
HEADING = ParagraphStyle("heading", parent=BODY, fontName=BOLD, spaceBefore=3 * mm, keepWithNext=True)
TITLE = ParagraphStyle("title", parent=HEADING, fontSize=14, leading=19)


def note_pdf(note: Note, language: ToldLanguage) -> bytes:
    """Return `note` as a PDF of A4 sheets; the same note gives the same bytes."""
    for name in (TEXT, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        invariant=True,
        title=note.title,
        author="Forewarn",
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN + 6 * mm,
        bottomMargin=MARGIN + 6 * mm,
    )
    mark = partial(_mark, note=note, language=language)
    document.build(list(_flow(note, language)), onFirstPage=mark, onLaterPages=mark)
    return file.getvalue()


def _flow(note: Note, language: ToldLanguage) -> list[Flowable]:
    """Return what stands on the sheets, from top to bottom."""
    parts: list[Flowable] = [_paragraph(note.title, TITLE), _paragraph(note.statement, BODY)]
    parts += [KeepTogether(_section(section)) for section in note.sections]
    return [*parts, _paragraph(load_words(language)["quotes"], HEADING)]


def _section(section: Section) -> list[Flowable]:
    lines = [_paragraph(line, BULLET, bullet="–") for line in section.lines]
    return [_paragraph(section.heading, HEADING), *lines]


def _paragraph(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    """Return a paragraph of plain text; reportlab would read angle brackets as its own marks."""
    return Paragraph(escape(text), style, bulletText=bullet)


def _mark(canvas: Canvas, _: SimpleDocTemplate, *, note: Note, language: ToldLanguage) -> None:
    """Write marking, recipient and page number on a sheet."""
    width, height = A4
    canvas.setFont(BOLD, 8)
    canvas.drawCentredString(width / 2, height - MARGIN, note.marking)
    canvas.drawCentredString(width / 2, MARGIN - 6 * mm, note.marking)
    canvas.setFont(TEXT, 7)
    canvas.drawString(MARGIN, MARGIN, footer(note, language))
    canvas.drawRightString(width - MARGIN, MARGIN, str(canvas.getPageNumber()))
