"""A recorded mission run on a throw-away home: what measuring its links and its warnings share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cli.common import configure_log
from ingest.replay import replayed
from pipeline.parts import Parts, open_parts
from schemas.errors import ConfigurationError
from schemas.settings import Settings

if TYPE_CHECKING:
    from schemas.landing import Plan

MESSAGES = "messages.jsonl"


@contextmanager
def recorded_run(folder: Path, *, gazetteer: Path | None = None) -> Iterator[tuple[Parts, "Plan"]]:
    """Run the messages of the mission in `folder` by their own clock on embedded parts that are gone afterwards.

    Gives the parts, and the plan that brought all of the messages.
    """
    from pipeline.plans import plan_run
    from pipeline.run import run_all  # spaCy takes seconds to import; other commands do without

    if not (folder / MESSAGES).is_file():
        raise ConfigurationError(f"there is no {folder / MESSAGES}; name the folder of a recorded mission")
    with TemporaryDirectory() as home:
        settings = Settings(
            home=Path(home), mission=folder, gazetteer=gazetteer, clock="messages", batches="",
            kafka_bootstrap_servers="", elasticsearch_url="", topic_prefix="", index_prefix="forewarn",
        )  # fmt: skip
        configure_log("error")
        with open_parts(settings) as parts:
            parts.broker.send(replayed(folder / MESSAGES))
            plan = plan_run(parts)
            run_all(parts)
            yield parts, plan
