"""Counts how rare each detail is in the invented field texts, for `linking.rarity`.

Run: python -m evaluation.fit_rarity; it writes linking/rarity.json, which stays frozen until somebody runs it again.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import log2
from pathlib import Path

from linking.details import LANGUAGES, outline

_ROOT = Path(__file__).parent.parent
_FEWEST_LINES = 3
_MARK = re.compile(r"\[[A-Z]{3,4}-\d\d[^:\]]*:|\]")


def rarity_table() -> dict[str, object]:
    """Return the bits of each detail that at least three lines hold, by the language in which it is more common."""
    bits: dict[str, float] = {}
    most = 0.0
    for language in LANGUAGES:
        lines = list(_lines(language))
        holding = Counter(detail for line in lines for detail in set(outline(line, language)))
        most = max(most, log2(len(lines) / _FEWEST_LINES))
        for detail, count in holding.items():
            if count >= _FEWEST_LINES:
                bits[detail] = min(bits.get(detail, most), round(log2(len(lines) / count), 1))
    return {"most_bits": round(most, 1), "bits": dict(sorted(bits.items()))}


def _lines(language: str) -> Iterator[str]:
    for file in sorted((_ROOT / "nlp" / "training" / "texts" / language).glob("*.txt")):
        lines = (line.strip() for line in file.read_text("utf-8").splitlines())
        yield from (_MARK.sub("", line) for line in lines if line and not line.startswith("#"))


if __name__ == "__main__":
    (_ROOT / "linking" / "rarity.json").write_text(
        json.dumps(rarity_table(), ensure_ascii=False, indent=0) + "\n", "utf-8"
    )
