import pytest

from protection.anonymity import check_anonymous
from schemas.errors import ConfigurationError
from schemas.protection import Level
from tests.factories import make_count

SECRET = Level.STRICTLY_CONFIDENTIAL


def test_d11_the_widow_of_fourteen_in_one_camp_is_not_exported() -> None:
    widow = make_count("widow", level=SECRET, sex="F", age_band="12-17", value=1)
    others = make_count("others", level=SECRET, value=500)
    with pytest.raises(ConfigurationError, match="--profile analyst"):
        check_anonymous([others, widow])
    assert check_anonymous([others]) == [others]


def test_d11_many_small_groups_are_a_risk_though_none_is_too_small() -> None:
    groups = [make_count(str(number), level=SECRET, value=9) for number in range(50)]
    with pytest.raises(ConfigurationError):
        check_anonymous(groups)
    assert check_anonymous([make_count("large", level=SECRET, value=40)])


def test_counts_whose_small_values_are_hidden_may_leave() -> None:
    counts = [make_count("hidden", value=None), make_count("shown", value=6), make_count("none", value=0)]
    assert check_anonymous(counts) == counts
