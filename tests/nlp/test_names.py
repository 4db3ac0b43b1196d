import pytest

from nlp.names import names_masker
from tests.nlp.invented import MISSION


@pytest.fixture(scope="module")
def find_names():
    return names_masker(MISSION)


def found(find_names, text: str, language: str = "en", *, closed: bool = False) -> list[str]:
    return sorted({text[start:end] for start, end in find_names(text, language, closed)})


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "The teacher John Brennick told the patrol that they left.", ["John Brennick"]),
        ("fr", "La présidente Marie Delvaure a parlé.", ["Marie Delvaure"]),
        ("en", "Ovrissa Tandel, a trader, was robbed.", ["Ovrissa Tandel"]),
        ("en", "She is the mother of Tandel.", ["Tandel"]),
        ("fr", "Un certain Tonnerre mène la bande.", ["Tonnerre"]),
        (
            "en",
            "Released: Ovrissa Tandel, Kelva M. Ombre and Sadi (no surname).",
            ["Kelva M. Ombre", "Ovrissa Tandel", "Sadi"],
        ),
        ("en", "The driver gave name as Friday Obvuh.", ["Friday Obvuh"]),
        ("fr", "Accompagnée de sa nièce KELVA Tandelle.", ["KELVA Tandelle"]),
        ("en", "Mama Tébirou said that they hid in Tébirou.", ["Tébirou"]),
    ],
)
def test_names_of_persons_are_found(find_names, language, text, names):
    assert found(find_names, text, language) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tébirou and Marassé were visited; the FRL and Zambo-Zambo were seen."),
        ("fr", "Tébirou, Saint-Ovril et Kalouvé sont calmes. Le Front rouge de Lavandra est absent."),
        ("en", "The men left Ovrissa for Camp Tandel, then Old Kelva Market."),
        ("fr", "Les Kelvassi tiennent la route de Zandelle à Ovrissa."),
        ("en", "August was dry. Patience is needed. Teachers said so on Friday."),
        ("fr", "Le père de Tébirou est venu."),
        ("en", "no name in small letters"),
        ("en", ""),
    ],
)
def test_places_groups_and_words_are_not_persons(find_names, language, text):
    assert found(find_names, text, language) == []


def test_in_doubt_a_closed_text_loses_the_name_and_an_open_one_keeps_it(find_names):
    text = "They heard only Zandelle on the radio."
    assert found(find_names, text, closed=True) == ["Zandelle"]
    assert found(find_names, text) == []


def test_a_message_from_a_phone_gives_names_in_lower_case(find_names):
    assert found(find_names, "hello this is zanvelle, they hold my wife ovrissa", closed=True) == [
        "ovrissa",
        "zanvelle",
    ]
    assert found(find_names, "this is bad, my wife went to tébirou", closed=True) == []


def test_a_language_without_a_model_is_left_to_the_rules(find_names):
    assert find_names("Mwalimu John Brennick alisema", "sw", True) == []
