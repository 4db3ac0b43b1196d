"""The names under which something stands in the list of what was erased."""

from protection.erasure import KEPT_DIGITS, erased_name
from schemas.base import stable_id

REPORT = stable_id("community-alerts", "INT/2026/1f3a9c02")


def test_only_a_holder_of_the_key_can_make_the_name() -> None:
    name = erased_name(REPORT, b"key")
    assert name == erased_name(REPORT, b"key")
    assert name != erased_name(REPORT, b"other key")
    assert name != erased_name(stable_id("community-alerts", "INT/2026/1f3a9c03"), b"key")
    assert REPORT not in name
    assert len(name) == KEPT_DIGITS
