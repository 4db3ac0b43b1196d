"""What is taken out of a text before anything reads it: what nobody sees, and floods that say nothing."""

import re
import sys
import unicodedata
from itertools import groupby

MOST_BLANKS = 100
MOST_MARKS = 10
"""So many blanks in a row, and so many marks on one letter; past it, sorting and matching are no longer linear."""


def _class_of(points: list[int]) -> str:
    """Return `points`, in their order, as what stands between the brackets of a pattern."""
    runs = [list(run) for _, run in groupby(enumerate(points), key=lambda pair: pair[1] - pair[0])]
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


_MARK = _class_of([point for point in range(0x300, min(0x20000, sys.maxunicode)) if unicodedata.combining(chr(point))])
_INVISIBLE = re.compile(
    "[\u0080-\u0084\u0086-\u009f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
    "|[\u200c-\u200f](?=[A-Za-z0-9\u00c0-\u024f@._-])"
)
"""What no reader sees, but what parts a name from its mask or a word from its sign, turns a line around or steers a
terminal. Joiners and marks of direction stay where a script needs them: before anything but Latin letters and digits.
"""
_BLANKS = re.compile(rf"(\s{{{MOST_BLANKS}}})\s+")
_MARKS = re.compile(rf"([{_MARK}]{{{MOST_MARKS}}})[{_MARK}]+")


def cleaned(text: str) -> str:
    """Return `text` without invisible characters, and with floods of blanks or of combining marks cut short."""
    return _MARKS.sub(r"\1", _BLANKS.sub(r"\1", _INVISIBLE.sub("", text)))
