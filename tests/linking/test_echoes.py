import random

from hypothesis import given
from hypothesis import strategies as st

from linking.details import outline
from linking.echoes import RETELLING_SHARE, TRANSLATION_SHARE, common_bits, share_in_order
from linking.rarity import rarity_bits

ENGLISH = (
    "On 11 October a girl of fifteen from Wankolo was handed to a commander as his wife; a sheep, two sacks of rice "
    "and cash were left at the door. Her father says that he was given no choice. The chapel bell rang at midnight."
)
FRENCH = (
    "Le 11 octobre, une fille de quinze ans de Wankolo a été remise comme épouse à un commandant ; un mouton, deux "
    "sacs de riz et de l’argent ont été laissés à la porte. Son père dit ne pas avoir eu le choix. La cloche de la "
    "chapelle a sonné à minuit."
)
details = st.lists(st.sampled_from(["donkey", "truck", "zzzzz", "14", "church", "yyyyy"]), max_size=8)


def test_a_translation_tells_the_same_in_the_same_order():
    english, french = outline(ENGLISH, "en"), outline(FRENCH, "fr")
    assert share_in_order(english, french) >= TRANSLATION_SHARE
    shuffled = list(french)
    random.Random(1).shuffle(shuffled)
    assert share_in_order(english, shuffled) < share_in_order(english, french)


def test_another_story_does_not():
    other = "Men on motorbikes burned the mill of Tokounda at noon and shot three goats beside the bridge, herders say."
    assert share_in_order(outline(ENGLISH, "en"), outline(other, "en")) < RETELLING_SHARE


def test_a_short_telling_has_no_order():
    assert share_in_order(("donkey",), ("donkey",)) == 0


@given(details, details)
def test_common_bits_are_those_of_the_heaviest_common_subsequence(one, other):
    def heaviest(left: tuple[str, ...], right: tuple[str, ...]) -> float:
        if not left or not right:
            return 0.0
        if left[0] == right[0]:
            return rarity_bits(left[0]) + heaviest(left[1:], right[1:])
        return max(heaviest(left[1:], right), heaviest(left, right[1:]))

    assert abs(common_bits(one, other) - heaviest(tuple(one), tuple(other))) < 1e-9
