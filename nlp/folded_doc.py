"""The folded words of a spaCy document, apart from folding itself, which the catalogue's reader needs without spaCy."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from nlp.folding import Word, fold_words

Doc.set_extension("words", default=(), force=True)


def span_of_words(doc: Doc, words: Sequence[Word], *, label: str) -> Span:
    """Return the tokens that hold `words`."""
    span = doc.char_span(words[0].start, words[-1].end, label=label, alignment_mode="expand")
    assert span is not None  # noqa: S101 words come from the text of this very doc
    return span


def words_in(doc: Doc) -> tuple[Word, ...]:
    """Return the folded words of a document."""
    words: tuple[Word, ...] = doc._.words
    return words


@Language.component("forewarn_folding")
def set_words(doc: Doc) -> Doc:
    """Set `doc._.words`."""
    doc._.words = fold_words(doc.text)
    return doc
