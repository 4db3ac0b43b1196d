"""The rule that cuts a corpus in two."""

from hypothesis import given
from hypothesis import strategies as st

from evaluation.halves import HALVES, half_of, in_half


@given(st.lists(st.text(), unique=True))
def test_the_halves_are_disjoint_and_together_all(keys):
    tune, report, every = ([key for key in keys if in_half(key, half)] for half in HALVES)
    assert not set(tune) & set(report)
    assert sorted(tune + report) == sorted(every) == sorted(keys)


def test_the_halves_are_about_as_large():
    count = sum(half_of(f"village {number}") == "tune" for number in range(2000))
    assert 900 < count < 1100


def test_the_rule_stays():
    """Known truth: SHA-256 of `abc` begins with the byte 0xba, that of the empty text with 0xe3, of `a` with 0xca."""
    assert [half_of(key) for key in ("abc", "", "a")] == ["report"] * 3
    assert half_of("hello") == "tune", "0x2c"
