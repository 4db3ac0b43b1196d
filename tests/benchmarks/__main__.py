"""The benchmarks: `python -m tests.services run -- python -m tests.benchmarks --json FILE`.

What is compared are medians of ratios, measured in turns, so that a busy machine slows both sides. Indexing needs
Elasticsearch and is left out, with a word, where ELASTICSEARCH_URL is not set.
"""

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.benchmarks import annotating, indexing, whole_pass
from tests.benchmarks.common import Ratio
from tests.benchmarks.whole_pass import Pass

screen = Console(highlight=False)


def main() -> None:
    """Measure everything, print tables, and write the figures where `--json` says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    passes = whole_pass.measure()
    screen.print(pass_table(passes))
    ratios = annotating.measure()
    if url := os.environ.get("ELASTICSEARCH_URL"):
        ratios += indexing.measure(url)
    else:
        screen.print("Indexing is left out: set ELASTICSEARCH_URL, or call `make benchmark`.")
    screen.print(ratio_table(ratios))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures(ratios, passes), indent=1) + "\n", encoding="utf-8")


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


def told(values: Sequence[float]) -> str:
    """Return the median and the range."""
    return f"{median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def figures(ratios: Sequence[Ratio], passes: Sequence[Pass]) -> dict[str, list[dict[str, object]]]:
    """Return all figures as JSON has them."""
    return {
        "ratios": [each.model_dump() | {"ratio": each.ratio} for each in ratios],
        "passes": [each.model_dump() | {"messages_per_second": each.messages_per_second} for each in passes],
    }


if __name__ == "__main__":
    main()
