"""How two reports are worded."""

from linking.comparisons.finding import Finding
from linking.comparisons.kinds import are_related
from schemas.annotation import Event
from schemas.likeness import NEAR_COPY_SIMILARITY, similarity

_SHARED_PASSAGES_SIMILARITY = 0.25


def compare_texts(left: Event, right: Event) -> Finding | None:
    """The texts are near-copies (97% of word runs in common).

    A copy repeats every act of its original, so the texts say nothing of two acts that are unrelated, nor across
    languages.
    """
    unrelated = left.kind != right.kind and not are_related(left, right)
    if unrelated or left.lang != right.lang or not left.signature or not right.signature:
        return None
    share = similarity(left.signature, right.signature)
    in_common = f"({share:.0%} of word runs in common)"
    en_commun = f"({100 * share:.0f} % de suites de mots communes)"
    if share >= NEAR_COPY_SIMILARITY:
        near_copies = f"the texts are near-copies {in_common}"
        return Finding("near_copies", near_copies, f"les textes sont presque identiques {en_commun}")
    if share >= _SHARED_PASSAGES_SIMILARITY:
        shared = f"the texts share passages {in_common}"
        return Finding("shared_passages", shared, f"les textes ont des passages communs {en_commun}")
    return Finding("worded_apart", "the texts are worded differently", "les textes sont rédigés différemment")
