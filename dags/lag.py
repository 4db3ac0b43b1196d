"""A deferred wait: no worker is held while no message lies on the topics."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from airflow.sdk import BaseOperator, Context
from airflow.triggers.base import BaseTrigger, TriggerEvent


def waiting_now() -> int:
    """Return how many messages and decisions are waiting."""
    from pipeline.lag import waiting_messages
    from pipeline.parts import opened_from_environment

    with opened_from_environment() as parts:
        return waiting_messages(parts)


class LagTrigger(BaseTrigger):
    """Fires when messages wait, or after `idle_seconds` so that silence is looked for too."""

    def __init__(self, *, poll_seconds: float, idle_seconds: float) -> None:
        super().__init__()
        self.poll_seconds = poll_seconds
        self.idle_seconds = idle_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Return the path and the arguments that the triggerer builds this trigger from."""
        return "dags.lag.LagTrigger", {"poll_seconds": self.poll_seconds, "idle_seconds": self.idle_seconds}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Look every `poll_seconds`, off the triggerer's own loop."""
        waited = 0.0
        while (waiting := await asyncio.to_thread(waiting_now)) == 0 and waited < self.idle_seconds:
            await asyncio.sleep(self.poll_seconds)
            waited += self.poll_seconds
        yield TriggerEvent({"waiting": waiting})


class WaitForMessages(BaseOperator):
    """Goes on at once where messages wait; else defers to a `LagTrigger`."""

    def __init__(self, *, poll_seconds: float = 2.0, idle_seconds: float = 3600.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.poll_seconds = poll_seconds
        self.idle_seconds = idle_seconds

    def execute(self, context: Context) -> int:
        """Return how many messages wait."""
        waiting = waiting_now()
        if waiting == 0:
            trigger = LagTrigger(poll_seconds=self.poll_seconds, idle_seconds=self.idle_seconds)
            timeout = timedelta(seconds=2 * self.idle_seconds)
            self.defer(trigger=trigger, method_name="resume", timeout=timeout)
        return waiting

    def resume(self, context: Context, event: dict[str, int]) -> int:
        """Return how many messages wait, after the trigger fired."""
        return event["waiting"]
