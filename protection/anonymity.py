"""Whether single people could be told apart in counts that are to leave the house (rule D11)."""

from collections.abc import Iterable

from schemas.errors import ConfigurationError
from schemas.protection import Level
from schemas.report import Count

LEAST_GROUP = 5
MOST_RISK = 0.03
"""Share of people who would be told apart on average (HDX, statistical disclosure control: 3 %)."""


def check_anonymous(counts: Iterable[Count]) -> list[Count]:
    """Return `counts`; raise `ConfigurationError` where unsuppressed ones tell too few people apart.

    A group are the people of one facility or area, sex, age band, measure and period. The risk of each is one in so
    many as are like them; over all it is the number of groups beside the number of people.
    """
    listed = list(counts)
    groups = [each.value or 0 for each in listed if each.level is Level.STRICTLY_CONFIDENTIAL and each.value]
    if groups and (min(groups) < LEAST_GROUP or len(groups) / sum(groups) >= MOST_RISK):
        raise ConfigurationError(
            f"these counts tell groups of fewer than {LEAST_GROUP} apart, or more than {MOST_RISK:.0%} of people; "
            "export them with --profile analyst, where small ones are hidden"
        )
    return listed
