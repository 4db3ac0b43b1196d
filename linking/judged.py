"""What was judged of every level of every comparison before there was anything to count; estimation leans on it.

`telling` is counted, in reports in the press (UCDP GED, Syria, March to October 2017: 934 pairs of one event, 17,097
of two).
"""

from schemas.linkage import MatchLevel


def _levels(**shares: tuple[float, float]) -> dict[str, MatchLevel]:
    return {level: MatchLevel(m=m, u=u) for level, (m, u) in shares.items()}


COUNTED = ("telling",)
"""What stays as it is: how late things are told in an invented mission is as invented as all else there."""

JUDGED = {
    "place": _levels(
        same=(0.6, 0.1), within_radii=(0.2, 0.12), within_wide_radii=(0.1, 0.15), neighbours=(0.02, 0.2),
        near=(0.05, 0.13), apart=(0.02, 0.15), contradict=(0.00001, 0.15),
    ),
    "time": _levels(
        same_day=(0.55, 0.2), other_part_of_day=(0.05, 0.05), overlap=(0.15, 0.15), wide_overlap=(0.05, 0.1),
        next_day=(0.1, 0.2), days_apart=(0.02, 0.1), contradict=(0.00001, 0.1),
    ),
    "telling": _levels(same_day=(0.51, 0.09), next_day=(0.39, 0.13), days_later=(0.08, 0.27), week_later=(0.02, 0.51)),
    "kind": _levels(same=(0.6, 0.1), related=(0.25, 0.2), unrelated=(0.15, 0.7)),
    "group": _levels(same=(0.8, 0.3), different=(0.1, 0.5), different_sides=(0.1, 0.2)),
    "number": _levels(
        same=(0.3, 0.05), same_few=(0.2, 0.15), ranges_touch=(0.25, 0.2), differ=(0.15, 0.25), far_apart=(0.1, 0.35),
    ),
    "details": _levels(
        most=(0.15, 0.005), many=(0.15, 0.015), some=(0.1, 0.03), few=(0.1, 0.1), hardly_any=(0.05, 0.35),
        most_across_languages=(0.1, 0.003), many_across_languages=(0.12, 0.007), some_across_languages=(0.1, 0.02),
        few_across_languages=(0.08, 0.07), hardly_any_across_languages=(0.05, 0.4),
    ),
    "text": _levels(near_copies=(0.15, 0.005), shared_passages=(0.15, 0.03), worded_apart=(0.7, 0.965)),
    "reference": _levels(named=(0.9, 0.1)),
}  # fmt: skip
