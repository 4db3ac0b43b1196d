"""Every source there is keeps to every check, on its own recorded messages; a new source is found by itself."""

import pytest

from ingest.registry import find_sources
from pipeline.conformance import CHECKS, try_samples
from pipeline.dry_run import Bench, Tried, find_benches
from tests.pipeline.runs import MISSION

TOPICS = list(find_sources(MISSION / "sources"))


@pytest.fixture(scope="module")
def benches() -> dict[str, Bench]:
    return find_benches(MISSION)


@pytest.fixture(scope="module")
def tried(benches: dict[str, Bench]) -> dict[str, list[Tried]]:
    """Give what the samples of every source became; none for a source without samples, which then fails."""
    return {topic: try_samples(bench) for topic, bench in benches.items()}


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_source_conforms(topic: str, check: str, benches: dict[str, Bench], tried: dict[str, list[Tried]]) -> None:
    assert list(CHECKS[check](benches[topic], tried[topic])) == []
