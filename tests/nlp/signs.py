"""What the tests of warning signs share: a bare pipeline per language and what it says of a text."""

from functools import lru_cache

import spacy
from spacy.language import Language

from nlp import assertion, folded_doc, indicators, listed_languages, sentences
from nlp.catalogue_reader import BUILT_IN, read_catalogue

COMPONENTS = (folded_doc, sentences, indicators, assertion, listed_languages)


@lru_cache(maxsize=5)
def pipeline(lang: str) -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("forewarn_folding")
    nlp.add_pipe("forewarn_sentences")
    catalogue = read_catalogue(BUILT_IN).model_dump(mode="json")
    nlp.add_pipe("forewarn_indicators", config={"catalogue": catalogue})
    nlp.add_pipe("forewarn_assertion")
    return nlp


def signs(lang: str, text: str) -> set[tuple[str, str]]:
    """Return the signs of a text as (id, status)."""
    doc = pipeline(lang)(text)
    return {(span.label_, str(span._.status)) for span in doc.spans["indicators"]}
