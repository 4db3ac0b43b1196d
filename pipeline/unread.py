"""The reports that were not read for places and signs, so that their silence is not taken for calm."""

from collections import Counter
from collections.abc import Iterable

from schemas.annotation import Annotation


def unread_languages(annotations: Iterable[Annotation]) -> dict[str, int]:
    """Count the reports that were not read, by the language they are in."""
    return dict(sorted(Counter(each.lang for each in annotations if not each.language_processed).items()))
