"""How long the whole pass over the invented mission takes on the embedded parts, stage by stage."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from pydantic import BaseModel

from pipeline.run import run_all
from tests.benchmarks.common import invented_mission


class Pass(BaseModel):
    """Seconds of each stage of one pass; `peak_mib` is the most memory that its process had held by its end."""

    name: str
    messages: int
    seconds: dict[str, float]
    peak_mib: float

    @property
    def messages_per_second(self) -> float:
        """Messages a second over all stages."""
        return self.messages / sum(self.seconds.values())


def measure() -> list[Pass]:
    """Return two passes in a process of their own: the first loads the models, the second finds them loaded."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return [process.submit(one_pass, name).result() for name in ("cold", "warm")]


def one_pass(name: str) -> Pass:
    """Run everything once in a new folder."""
    ended: dict[str, float] = {}

    def progress(stage: str, done: int, total: int) -> None:
        ended[stage] = perf_counter()

    with invented_mission() as (parts, messages):
        start = perf_counter()
        run_all(parts, progress=progress)
    starts = [start, *ended.values()]
    taken = {stage: end - begin for (stage, end), begin in zip(ended.items(), starts, strict=False)}
    peak_mib = getrusage(RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    return Pass(name=name, messages=messages, seconds=taken, peak_mib=peak_mib)
