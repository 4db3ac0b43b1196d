import pytest

from nlp.names import names_masker
from tests.nlp.invented import CATALOGUE, MISSION


@pytest.fixture(scope="module")
def find_names():
    return names_masker(MISSION, CATALOGUE)


def found(find_names, text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The teacher John Brennick told the patrol that Mary Colvane had left.", "John Brennick"),
        ("fr", "La présidente Marie Delvaure a parlé avec Jean Corvallin.", "Jean Corvallin"),
    ],
)
def test_names_of_persons_are_found(find_names, language, text, name):
    assert name in found(find_names, text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tébirou and Marassé were visited; the FRL and Zambo-Zambo were seen."),
        ("fr", "Tébirou, Saint-Ovril et Kalouvé sont calmes. Le Front rouge de Lavandra est absent."),
        ("en", "no name in small letters"),
        ("en", ""),
    ],
)
def test_places_and_groups_are_not_persons(find_names, language, text):
    assert found(find_names, text, language) == []


def test_a_language_without_a_model_is_left_to_the_rules(find_names):
    assert find_names("Mwalimu John Brennick alisema", "sw") == []
