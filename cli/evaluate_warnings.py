"""`forewarn evaluate warnings`: when a recorded mission was warned, beside plain methods in the same run."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.common import PROTECTED_NAME, JsonOption, ProfileOption, errors, print_json, profile_named, screen
from cli.recorded import recorded_run
from cli.show import say
from evaluation.alarms import Arrived
from evaluation.evaluate_warnings import evaluate_warnings, read_warning_truth
from schemas.evaluation import WarningEvaluation, WarningScore
from schemas.protection import Profile


def warnings(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A mission's folder with messages.jsonl and truth.json.")
    ],
    profile: ProfileOption = PROTECTED_NAME,
    as_json: JsonOption = False,
) -> None:
    """Measure whether a recorded mission would have been warned, how early, and how often for nothing.

    Example: forewarn evaluate warnings missions/example
    """
    seen_by = profile_named(profile)
    with errors.status("Running the mission"):
        found = _measure(folder, seen_by)
    if as_json:
        print_json([found])
    else:
        _show(found)


def _measure(folder: Path, profile: Profile) -> WarningEvaluation:
    from pipeline.arrivals import read_arrivals
    from pipeline.logbook import read_entries

    truth = read_warning_truth(folder)
    with recorded_run(folder) as (parts, plan):
        arrivals = read_arrivals(parts.store, plan)
        signs = [Arrived(each.at, event) for each in arrivals if each.annotated for event in each.annotated.events]
        entries = read_entries(parts.broker)
        moments = [each.at for each in arrivals]
        return evaluate_warnings(truth, entries, signs, mission=parts.mission, profile=profile, moments=moments)


def _show(found: WarningEvaluation) -> None:
    say(
        f"{found.mission}, as {found.profile} sees it: {found.messages:,} usable rows in {found.weeks} weeks, "
        f"{found.places} places"
    )
    table = Table("method", "alarms", "hits", "late", "days ahead", "false", "a week", "quiet broken", box=None)
    for row in found.scores:
        table.add_row(*_cells(row))
    screen.print(table)
    say("quiet broken: windows in which an alarm was raised + those into which one raised before them stood")
    for measure in found.measures:
        say(f"{measure.name}: {measure.count} of {measure.of}")
    for title, lines in (("missed", found.missed_signs), ("false alarm", found.false_alarms)):
        for line in lines:
            say(f"{title}: {line}")


def _cells(row: WarningScore) -> list[str]:
    leads = ", ".join("none" if lead is None else f"{lead:.1f}" for lead in row.lead_days)
    method = f"{row.method}, {row.least_level} and above" if row.least_level else row.method
    quiet = f"{row.quiet_broken} + {row.quiet_stood_in} of {row.quiet_windows}"
    return [
        method, str(row.alarms), f"{row.hits} of {row.expected}", str(row.late), leads,
        str(row.false_alarms), f"{row.false_alarms_a_week:.2f}", quiet,
    ]  # fmt: skip
