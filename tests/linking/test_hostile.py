"""Hostile texts in linking: nothing raises, and time grows with the length."""

from collections.abc import Callable
from datetime import date

import pytest

from ingest.cleaning import cleaned
from linking.citing import cited, references
from linking.claims import claims_in
from linking.details import outline
from linking.signature import signature
from tests.ingest.hostile import FLOODS, Case, is_linear

READ: dict[str, Callable[[str], object]] = {
    "citing": lambda text: (cited(text), references(text, date(2025, 2, 2))),
    "claims": lambda text: (claims_in(text, "en"), claims_in(text, "fr")),
    "outline": lambda text: outline(text, "en"),
    "signature": signature,
}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("case", [case for case in FLOODS if case.text.isprintable()], ids=lambda case: case.name)
def test_a_flood_is_compared_in_time_that_grows_with_its_length(name: str, case: Case) -> None:
    assert is_linear(lambda text: READ[name](cleaned(text)), case.text)  # every text comes through the door
