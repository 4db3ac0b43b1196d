"""`forewarn rebuild`: the index made anew from what is kept."""

from cli.common import JsonOption, MissionOption, opened, print_object, screen
from cli.feed import stage_bars

STAGES = {"read": "reading anew", "index": "indexing", "link": "linking"}


def rebuild(mission: MissionOption = None, as_json: JsonOption = False) -> None:
    """Make the index anew from the batch store and the kept topics; searches go on meanwhile.

    Example: forewarn rebuild
    """
    from pipeline.rebuild import rebuild  # spaCy takes seconds to import; the other commands do without

    with opened(mission) as parts, stage_bars(STAGES) as progress:
        done = rebuild(parts, progress=progress)
    if as_json:
        print_object(done.model_dump())
    else:
        screen.print(
            f"{done.reports} reports and {done.events} events are in the new index, {done.batches_read_anew} batches "
            "were read anew. Next: forewarn status --reconcile",
            highlight=False,
        )
