import random

import pytest

from linking.estimate import Compared, estimate
from linking.judged import JUDGED

TRUE_PRIOR = 0.2


def drawn_pairs(number: int, *, labelled: bool) -> list[Compared]:
    """Draw pairs whose levels follow the judged shares."""
    chance = random.Random(3)
    pairs = []
    for _ in range(number):
        is_match = chance.random() < TRUE_PRIOR
        levels = tuple(
            (name, chance.choices([*table], [level.m if is_match else level.u for level in table.values()])[0])
            for name, table in JUDGED.items()
            if name in ("place", "time", "kind", "number")
        )
        pairs.append(Compared(levels, is_match if labelled else None))
    return pairs


@pytest.mark.parametrize("labelled", [True, False])
def test_shares_that_pairs_were_drawn_with_come_back(labelled):
    found = estimate(drawn_pairs(4000, labelled=labelled))
    assert found.prior == pytest.approx(TRUE_PRIOR, abs=0.03)
    for name in ("place", "time", "kind", "number"):
        m_total = sum(level.m for level in JUDGED[name].values())
        u_total = sum(level.u for level in JUDGED[name].values())
        for level, judged in JUDGED[name].items():
            assert found.levels[name][level].m == pytest.approx(judged.m / m_total, abs=0.05), (name, level)
            assert found.levels[name][level].u == pytest.approx(judged.u / u_total, abs=0.05), (name, level)


def test_without_pairs_the_judgement_stands():
    found = estimate([])
    assert found.levels["kind"]["same"].m == pytest.approx(JUDGED["kind"]["same"].m, abs=0.01)


def test_how_late_things_are_told_is_not_learned_from_pairs():
    late = [Compared((("telling", "week_later"),), True)] * 1000
    assert estimate(late).levels["telling"] == JUDGED["telling"]


def test_the_order_of_pairs_does_not_matter():
    pairs = drawn_pairs(300, labelled=True)
    assert estimate(pairs) == estimate(pairs[::-1])
