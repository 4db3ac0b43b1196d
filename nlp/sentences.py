"""Sentence boundaries by rule: quick, and unharmed by numbered lines, hours and abbreviations."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Token

from nlp.folding import word_set

_ENDS = frozenset(".!?…؟۔") | {"...", "?!", "!!"}
_LABEL = re.compile(r"^(?:\d{1,2}[a-z]?|[a-z])$")
_ABBREVIATIONS = word_set(
    "m mm mme mlle dr st ste approx ca cf etc env gen col cap capt lt sgt maj cdt ref tel vs mr mrs ms"
)


Doc.set_extension("sentence_bounds", default=None, force=True)


@Language.component("forewarn_sentences")
def split_sentences(doc: Doc) -> Doc:
    """Start a sentence after a line break, and after an end mark that is not part of a label or abbreviation."""
    ended = True
    for token in doc:
        if ended or token.i == 1:  # spaCy asks for one mark behind the first token; each costs a look at the whole doc
            token.is_sent_start = ended
        ended = "\n" in token.text or (ended and token.is_space) or _ends_sentence(token)
    return doc


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Return where each sentence begins and ends, in characters; spaCy looks at every token anew at each call."""
    if doc._.sentence_bounds is None:
        doc._.sentence_bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    bounds: list[tuple[int, int]] = doc._.sentence_bounds
    return bounds


def _ends_sentence(token: Token) -> bool:
    if token.text not in _ENDS or token.i + 1 >= len(token.doc):
        return False
    following = token.nbor()
    if following.is_punct or following.text[0].islower():
        return False
    return token.text != "." or token.i == 0 or not _is_label(token.nbor(-1))


def _is_label(token: Token) -> bool:
    starts_line = token.i == 0 or bool(token.is_sent_start)
    return token.lower_ in _ABBREVIATIONS or (starts_line and _LABEL.match(token.lower_) is not None)
