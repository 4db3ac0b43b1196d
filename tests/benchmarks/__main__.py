"""The benchmarks: `python -m tests.services run -- python -m tests.benchmarks --json FILE`.

What is compared are medians of ratios, measured in turns, so that a busy machine slows both sides. What needs
Elasticsearch is left out, with a word, where ELASTICSEARCH_URL is not set.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.benchmarks import annotating, indexing, scale, whole_pass
from tests.benchmarks.common import Ratio
from tests.benchmarks.scale import Scale
from tests.benchmarks.whole_pass import Pass

screen = Console(highlight=False)


def main() -> None:
    """Measure everything, print tables, and write the figures where `--json` says."""
    arguments = parser().parse_args()
    url = os.environ.get("ELASTICSEARCH_URL")
    if not url:
        screen.print("Elasticsearch is left out: set ELASTICSEARCH_URL, or call `make benchmark`.")
    passes, ratios = ([], []) if arguments.scale_alone else measure_speed(url)
    sizes = (*scale.SIZES, scale.MILLION) if arguments.million else scale.SIZES
    scales = scale.measure(arguments.sizes or sizes, url, arguments.folder)
    screen.print(scale_table(scales))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures(ratios, passes, scales), indent=1) + "\n", encoding="utf-8")


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    whole = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    whole.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    whole.add_argument("--million", action="store_true", help="link in a store of 1,000,000 events too: an hour, 30 GB")
    whole.add_argument("--sizes", type=int, nargs="+", metavar="EVENTS", help="stores of these sizes instead")
    whole.add_argument("--folder", type=Path, metavar="FOLDER", help="keep the filled stores there, to use them again")
    whole.add_argument("--scale-alone", action="store_true", help="only link in stores of several sizes")
    return whole


def measure_speed(url: str | None) -> tuple[list[Pass], list[Ratio]]:
    """Measure passes, annotating and indexing, and print their tables."""
    passes = whole_pass.measure()
    screen.print(pass_table(passes))
    ratios = annotating.measure() + (indexing.measure(url) if url else [])
    screen.print(ratio_table(ratios))
    return passes, ratios


def pass_table(passes: Sequence[Pass]) -> Table:
    """Return seconds a stage, messages a second and memory."""
    stages = list(passes[0].seconds)
    table = Table("pass", "messages", *(f"{stage}, s" for stage in stages), "messages/s", "peak MiB")
    for each in passes:
        taken = [f"{each.seconds[stage]:.1f}" for stage in stages]
        table.add_row(each.name, str(each.messages), *taken, f"{each.messages_per_second:.1f}", f"{each.peak_mib:.0f}")
    return table


def ratio_table(ratios: Sequence[Ratio]) -> Table:
    """Return rates a second (median, lowest to highest) with ratio and goal."""
    table = Table("what", "ours/s", "bare/s", "bare is", "ratio", "goal")
    for each in ratios:
        rates = [told(rate.per_second) for rate in (each.ours, each.bare)]
        table.add_row(each.what, *rates, each.bare.way, f"{each.ratio:.2f}", str(each.goal or "none"))
    return table


def scale_table(scales: Sequence[Scale]) -> Table:
    """Return seconds a batch of new reports in every store, and how many times longer than in the smallest."""
    table = Table(
        "link 200 new reports", "events stored", "s a batch", "times the smallest", "goal", "links", "peak MiB"
    )
    for each in scales:
        smallest = next(other for other in scales if other.twin == each.twin)
        taken = f"{median(each.seconds):.2f} ({min(each.seconds):.2f} to {max(each.seconds):.2f})"
        ratio = f"{each.ratio(smallest):.2f}"
        made = f"{sum(each.links):,}"
        table.add_row(each.twin, f"{each.events:,}", taken, ratio, f"{each.goal}", made, f"{each.peak_mib:.0f}")
    return table


def told(values: Sequence[float]) -> str:
    """Return the median and the range."""
    return f"{median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def figures(
    ratios: Sequence[Ratio], passes: Sequence[Pass], scales: Sequence[Scale]
) -> dict[str, list[dict[str, object]]]:
    """Return all figures as JSON has them."""
    return {
        "ratios": [each.model_dump() | {"ratio": each.ratio} for each in ratios],
        "passes": [each.model_dump() | {"messages_per_second": each.messages_per_second} for each in passes],
        "scales": [each.model_dump() for each in scales],
    }


if __name__ == "__main__":
    main()
