"""Places that a text gives exactly: coordinates, grids and codes; and the posts of a road (`PK 12`)."""

import re
from collections.abc import Iterator

from nlp.gazetteer.store import Gazetteer
from nlp.places.coordinates import find_coordinates
from nlp.places.found import FoundPlace, PlaceLabel
from nlp.places.page import Page
from nlp.places.positions import GRID, SHORT_GRID, grid_position, grid_precision_km

_CODE = re.compile(r"\b[A-Z]{2,3}\d{2,10}\b")
_POST = re.compile(r"\bPK ?-?\d{1,3}\b(?! ?\d)")


def exact_places(page: Page, gazetteer: Gazetteer) -> Iterator[FoundPlace]:
    """Yield coordinates and grids (POSITION), grids without a zone (SHORT_GRID), codes (PCODE)."""
    if not any(character.isdigit() for character in page.text):
        return
    for fix in find_coordinates(page.text):
        yield _place(page, (fix.start, fix.end), "POSITION")._replace(
            position=fix.position, precision_km=fix.precision_km
        )
    for match in GRID.finditer(page.text):
        if position := grid_position(match.group()):
            precision_km = grid_precision_km(match.group())
            yield _place(page, match.span(), "POSITION")._replace(position=position, precision_km=precision_km)
    for match in SHORT_GRID.finditer(page.text):
        yield _place(page, match.span(match.lastgroup or 0), "SHORT_GRID")
    for match in _CODE.finditer(page.text):
        if gazetteer.place_of_pcode(match.group()):
            yield _place(page, match.span(), "PCODE")


def kilometre_posts(page: Page) -> Iterator[FoundPlace]:
    """Yield kilometre posts, as names that no gazetteer has."""
    for match in _POST.finditer(page.text) if "PK" in page.text else ():
        yield _place(page, match.span(), "UNKNOWN")._replace(evidence="type_word")


def _place(page: Page, span: tuple[int, int], label: PlaceLabel) -> FoundPlace:
    text = page.text[slice(*span)]
    return FoundPlace(text, text, *span, label)
