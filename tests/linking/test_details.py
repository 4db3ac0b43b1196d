import pytest

from linking.details import outline, shown
from linking.rarity import rarest, rarity_bits


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("donkey", "âne"),
        ("fourteen girls", "quatorze filles"),
        ("a blue motorbike", "une moto bleue"),
        ("the mill", "le moulin"),
        ("headlamps", "lampes"),
    ],
)
def test_two_languages_tell_the_same(english, french):
    def told(text: str, language: str) -> set[str]:
        return {detail for detail in outline(text, language) if rarity_bits(detail) > 2}

    assert told(english, "en") & told(french, "fr") >= told(english, "en") - {"the", "une"}


@pytest.mark.parametrize(
    ("one", "other"), [("Wandjibé", "Ouanjibe"), ("Terekossi", "Térékosi"), ("Mbélikou", "Bélikou")]
)
def test_spellings_of_one_name_begin_alike(one, other):
    assert outline(one, "en") == outline(other, "fr")


def test_the_order_is_that_of_the_text_and_figures_stand_for_themselves():
    assert outline("Donkeys, 014 sacks, a church", "en") == ("donkey", "14", "sack", "church")


def test_a_name_is_rarer_than_a_thing_and_a_common_word_says_little():
    name, donkey, the = (outline(word, "en")[0] for word in ("Tokounda", "donkey", "the"))
    assert rarity_bits(name) > rarity_bits(donkey) > rarity_bits(the)
    assert rarity_bits(the) < 1
    assert rarest([the, name, "14"], 5) == [name]
    assert [shown(each, "en") for each in (name, donkey, "14")] == ["tokun…", "donkey", "14"]
    assert shown(donkey, "fr") == "âne"
