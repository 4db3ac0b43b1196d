"""Plain ways of masking: the small spaCy models alone, and textbook patterns alone."""

import re

from evaluation.masking_lines import MarkedLine
from nlp.language import has_model, load_recogniser

Pairs = list[tuple[int, int]]
_PERSONS = frozenset({"PERSON", "PER"})
_PATTERNS = tuple(
    map(
        re.compile,
        (
            r"[\w.+-]+@[\w-]+\.[\w.-]+",  # e-mail
            r"(?<!\w)\+?\(?\d[\d ().-]{6,}\d",  # telephone, account or device number
            r"(?<![\w.])@\w{2,}",  # handle
            r"\b\d{1,3}(?:\.\d{1,3}){3}\b",  # IP address
            r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}\b",  # IBAN
            r"\b[A-Z]{2,5}[-/ ]?\d{3,}\b",  # code
            r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",  # date
            r"\b(?:Mr|Mrs|Ms|Dr|Mme|Mlle|M)\.? (?:[A-Z][\w'’-]+ ?){1,3}",  # title and name
        ),
    )
)


def model_masks(line: MarkedLine) -> Pairs:
    """Return the persons that the small spaCy model of the language finds."""
    if not has_model(line.language):
        return []
    entities = load_recogniser(line.language)(line.text).ents
    return [(entity.start_char, entity.end_char) for entity in entities if entity.label_ in _PERSONS]


def pattern_masks(line: MarkedLine) -> Pairs:
    """Return what textbook patterns match."""
    return [match.span() for pattern in _PATTERNS for match in pattern.finditer(line.text)]
