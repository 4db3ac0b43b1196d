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
        ("le village de Zarkouné brûlé", [("Zarkouné", "UNKNOWN")]),
        ("la Préfecture de Kalouvé", [("Préfecture de Kalouvé", "GAZETTEER")]),
        ("grille 31N DA 12345 67890", [("31N DA 12345 67890", "POSITION")]),
        ("le village de Balle", [("Balle", "GAZETTEER")]),
        ("villages de Za’rkouné et Tébirou", [("Za’rkouné", "UNKNOWN"), ("Tébirou", "GAZETTEER")]),
        ("à Tébirou/Zarkouné", [("Tébirou", "GAZETTEER"), ("Zarkouné", "UNKNOWN")]),
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


@pytest.mark.parametrize("text", ["à Zan’Tébirou", "Tébirou’ah", "Mer Balle"])
def test_a_part_of_a_longer_word_is_no_place(pipe, text):
    assert not any(name == "Tébirou" for name, _ in places(pipe, text))


@pytest.mark.parametrize(
    "text", ["Tébirou, Kalouvé", "Tébirou (Kalouvé)", "Tébirou in Kalouvé", "Tébirou dans le Kalouvé"]
)
def test_what_stands_right_behind_a_name_may_be_its_area(pipe, text):
    first, second = pipe(text)._.places
    assert (first.area_behind, second.area_behind) == (("kalouve",), ())


def test_what_stands_apart_is_no_area_of_a_name(pipe):
    assert [place.area_behind for place in pipe("Tébirou. Kalouvé et Marassé")._.places] == [(), (), ()]


def entities(pipe, text: str, *spans: tuple[int, int, str]) -> list[str]:
    """Return the places of a text in which a model has found `spans` (start, end, label)."""
    doc = pipe.make_doc(text)
    doc.set_ents([doc.char_span(start, end, label=label) for start, end, label in spans])
    for _, component in pipe.pipeline:
        doc = component(doc)
    return [place.text for place in doc._.places]


def test_the_family_name_of_a_person_is_no_place_later_on(pipe):
    text = "Ovra Tébirou a parlé. Tébirou est parti. Retour à Tébirou."
    assert entities(pipe, text, (0, 12, "PER")) == ["Tébirou"]


def test_a_name_that_the_model_sees_as_longer_is_the_longer_one(pipe):
    text = "retour vers Zarko Tébirou hier"
    assert entities(pipe, text, (12, 25, "LOC")) == ["Zarko Tébirou"]
    assert entities(pipe, text) == ["Tébirou"]


def test_a_name_alone_on_a_numbered_line_is_a_place_whatever_the_model_sees(pipe):
    text = "1. Résumé\nRien à signaler.\n2. Tébirou\na. Village désert.\n3) Kalouvé :\nRien à signaler."
    assert entities(pipe, text, (30, 48, "PER"), (60, 74, "ORG")) == ["Tébirou", "Kalouvé"]


@pytest.mark.parametrize(
    "text", ["1. Tébirou\n2. Ovra Zandé\n", "1. Tébirou Ovra\nRien à signaler.", "2. Tébirou\nOvra"]
)
def test_a_name_in_a_list_of_names_is_no_heading(pipe, text):
    assert entities(pipe, text, (3, len(text.rstrip()), "PER")) == []


@pytest.mark.parametrize("heading", ["Background", "Summary", "Contexte", "Balle"])
def test_an_ordinary_word_on_a_numbered_line_is_no_place(pipe, heading):
    assert places(pipe, f"2. {heading}\nTwo women were seen.") == []


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
