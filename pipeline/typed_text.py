"""What people type is kept for ever; names of persons are masked before."""

from pipeline.parts import Parts
from protection.language import language_of
from protection.masking import mask


def without_names(parts: Parts, text: str) -> str:
    """Return what somebody typed without names, numbers and addresses of persons: it is kept for ever (rule D05)."""
    if not any(letter.isupper() or letter.isdigit() or letter == "@" for letter in text):
        return text  # nothing to mask: the language model is not waited for
    languages = parts.mission.languages or ("en",)
    detected, _ = language_of(None, text, languages[0])
    language = detected if detected in languages else languages[0]
    return mask(text, language=language, mission=parts.mission, mask_names=parts.mask_names).text
