import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp.language  # noqa: F401 its import registers our components with spaCy
from nlp.gazetteer.build import mission_gazetteer
from tests.nlp.invented import PLACES


@pytest.fixture(scope="module")
def pipe():
    language = spacy.blank("fr")
    language.add_pipe("forewarn_folding")
    language.add_pipe("forewarn_places", config={"gazetteer": str(mission_gazetteer(PLACES))})
    return language


def places(pipe, text: str) -> list[tuple[str, str]]:
    doc = pipe(text)
    return [(place.text, place.label) for place in doc._.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tébirou et Saint-Ovril visités", [("Tébirou", "GAZETTEER"), ("Saint-Ovril", "GAZETTEER")]),
        ("TEBIROU : RAS", [("TEBIROU", "GAZETTEER")]),
        ("hommes armes a tebirou hier", [("tebirou", "GAZETTEER")]),
        ("sur l’axe Tébirou-Kalouvé", [("Tébirou", "GAZETTEER"), ("Kalouvé", "GAZETTEER")]),
        ("près de Tebirru", [("Tebirru", "SIMILAR")]),
        ("le village de Zarkouné brûlé", [("village de Zarkouné", "UNKNOWN")]),
        ("grille 31N DA 12345 67890", [("31N DA 12345 67890", "POSITION")]),
        ("le village de Balle", [("village de Balle", "GAZETTEER")]),
    ],
)
def test_places_are_found(pipe, text, expected):
    assert places(pipe, text) == expected


@pytest.mark.parametrize(
    "text",
    ["Une balle perdue", "Balle perdue dans la cour", "on a vu tebirou", "près de Femmes", "le marché\nZarkouné"],
)
def test_words_without_evidence_are_no_places(pipe, text):
    assert places(pipe, text) == []


def test_type_words_tell_the_class(pipe):
    doc = pipe("dans le district de Kalouvé, Kalouvé district")
    before, after = doc._.places
    assert before.place_class == after.place_class == "admin2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.sampled_from(["Tébirou", "[NOM]", "😀", "près de", "\n\n", "Saint-Ovril.", "e\u0301", "\u0000"])))
def test_offsets_hold_in_any_mixture(pipe, parts):
    text = " ".join(parts)
    doc = pipe(text)
    assert all(text[place.start : place.end] == place.text for place in doc._.places)
    named = [place.text for place in doc._.places if place.label == "GAZETTEER"]
    assert named == [part.rstrip(".") for part in parts if part in ("Tébirou", "Saint-Ovril.")]
