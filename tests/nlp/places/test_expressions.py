"""Golden places: where each expression of tests/golden/place_expressions.jsonl is, reckoned on the globe from its text.

`of`, `distance_km` and `bearing_degrees` say where, as a reader of the text would; `radius_km` what doubt is due to it.
"""

import json
from pathlib import Path

import pytest

from nlp.annotate import annotate
from nlp.places.positions import bearing_degrees
from schemas.geography import Position, distance_km
from tests.factories import make_report
from tests.nlp.invented import CATALOGUE, MISSION

_LINES = (Path(__file__).parents[2] / "golden" / "place_expressions.jsonl").read_text(encoding="utf-8").splitlines()
_ROWS = [json.loads(line) for line in _LINES]
_LEAST_KM = 0.5


@pytest.mark.parametrize("row", _ROWS, ids=[row["id"] for row in _ROWS])
def test_an_expression_is_where_its_words_say(row):
    report = make_report(text=row["text"], language=row["lang"], stated_places=())
    (annotated,) = annotate([report], mission=MISSION, catalogue=CATALOGUE)
    place = next((each for each in annotated.annotation.places if each.text == row["mention"]), None)
    assert place is not None, [each.text for each in annotated.annotation.places]
    assert place.latitude is not None, place.reason
    start, end = Position(*row["of"]), Position(place.latitude, place.longitude or 0.0)
    assert distance_km(start, end) == pytest.approx(row["distance_km"], abs=_LEAST_KM)
    if row["distance_km"]:
        assert bearing_degrees(start, end) % 360 == pytest.approx(row["bearing_degrees"], abs=1)
    least, most = row["radius_km"]
    assert least <= (place.radius_km or 0) <= most
