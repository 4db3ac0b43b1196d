"""One thread that has the parts: everything that is read or kept goes through it, one after the other.

SQLite's connections belong to the thread that opened them, and answers that come at once are kept one by one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, asynccontextmanager
from typing import TypeVar

from pipeline.parts import Parts, open_parts
from schemas.settings import Settings

R = TypeVar("R")


class Worker:
    """Runs functions that need the parts."""

    def __init__(self, parts: Parts, executor: ThreadPoolExecutor) -> None:
        self._parts, self._executor = parts, executor

    async def run(self, work: Callable[[Parts], R]) -> R:
        """Return what `work` returns for the parts."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, self._parts)


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[Worker]:
    """Give a worker with the parts of `settings` open."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="parts") as executor, ExitStack() as stack:
        parts = await loop.run_in_executor(executor, stack.enter_context, open_parts(settings))
        kept = stack.pop_all()
        executor.submit(lambda: parts.catalogue)  # takes seconds, which the first page is spared
        try:
            yield Worker(parts, executor)
        finally:
            await loop.run_in_executor(executor, kept.close)
