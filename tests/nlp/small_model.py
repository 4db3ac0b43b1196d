"""A handful of invented training texts for two signs, and what the tests of the model make of them."""

from functools import lru_cache

from hypothesis import strategies as st

from nlp.folding import fold_words
from nlp.learned.model import Weights
from nlp.training.texts import TrainingText, parse_marks
from nlp.training.train import fit_texts

LINES = (
    "[MOB-03: Women slept in the bush] near Ombrassa.",
    "[MOB-03: The children slept outside] on Monday night.",
    "In Kalouve [MOB-03: families slept in the forest] again.",
    "[MOB-03: Old people slept in the open air] at Balle.",
    "[MOB-03: Girls and mothers slept under the trees] all night.",
    "[MOB-03+ARM-04: They slept outside because their homes were looted] at night.",
    "[ARM-04: Shops were looted] on Monday in Kalouve.",
    "[ARM-04: Soldiers looted the houses] near Balle.",
    "Our cattle are gone, [ARM-04: men looted the village] of Ombrassa.",
    "[ARM-04: The market was looted] by armed men in the morning.",
    "The market in Kalouve was open on Monday.",
    "Soldiers repaired the bridge near Balle in the morning.",
    "The children went to school again.",
    "Women and girls sold millet at the market of Ombrassa.",
)


def texts(*lines: str) -> list[TrainingText]:
    return [TrainingText("en", *parse_marks(line)) for line in lines]


@lru_cache(maxsize=1)
def small_weights() -> Weights:
    return fit_texts(texts(*LINES), version="tests")


def folded(text: str) -> list[str]:
    return [word.folded for word in fold_words(text)]


FIELD_WORDS = sorted({word for text in texts(*LINES) for word in folded(text.text)} | {"xyzzy", "42", "œuf", "a"})
SENTENCES = st.lists(st.sampled_from(FIELD_WORDS), min_size=1, max_size=25)
