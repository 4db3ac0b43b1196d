"""MinHash signatures of texts: how alike two reports are worded, without comparing the texts themselves.

Broder, "On the resemblance and containment of documents" (1997); the permutations are datasketch's.
"""

from datasketch import MinHash

from linking.words import words_of
from schemas.base import stable_id

PERMUTATIONS = 60
_BAND_ROWS = 3
_SEED = 1
_SHINGLE_WORDS = 3


def signature(text: str) -> tuple[int, ...]:
    """Return the MinHash of the word 3-shingles of `text`, folded: 60 numbers, or none for a text without words."""
    shingles = _shingles(text)
    if not shingles:
        return ()
    minhash = MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme="affine32")
    minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return tuple(int(value) for value in minhash.hashvalues)


def bands(text_signature: tuple[int, ...]) -> tuple[str, ...]:
    """Return the 20 bands of 3 numbers of a signature: two texts that share one of them are worth comparing.

    At a likeness s they share one with probability 1 - (1 - s^3)^20: 0.93 at 0.5, 0.15 at 0.2, 0.02 at 0.1.
    """
    starts = range(0, len(text_signature), _BAND_ROWS)
    return tuple(stable_id(str(start), *map(str, text_signature[start : start + _BAND_ROWS])) for start in starts)


def _shingles(text: str) -> set[str]:
    """Return the runs of three words of `text`; a shorter text is one run."""
    words = words_of(text)
    last_start = max(len(words) - _SHINGLE_WORDS, 0)
    return {" ".join(words[start : start + _SHINGLE_WORDS]) for start in range(last_start + 1)} if words else set()
