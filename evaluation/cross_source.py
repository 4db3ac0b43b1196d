"""The truth of a recorded mission (`truth.json`): which reports, or lines of reports, tell of one incident."""

from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from evaluation.halves import Half, in_half
from schemas.errors import ConfigurationError

TRUTH, MESSAGES = "truth.json", "messages.jsonl"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Told(_Part):
    """One report by its key, or the line of it that begins with `says`."""

    key: str
    says: str = ""


class TrueIncident(_Part):
    """One incident and the reports that tell of it."""

    id: str
    reports: tuple[Told, ...]


class HardNegative(_Part):
    """Two reports that look alike and tell of two incidents."""

    left: Told
    right: Told
    left_incident: str
    right_incident: str


class Echo(_Part):
    """A report that repeats another one of the same incident."""

    incident: str
    original: Told
    echo: Told


class Contradiction(_Part):
    """Two reports of one incident that cannot both be right."""

    incident: str
    left: Told
    right: Told


class Mention(_Part):
    """A report that names in passing an incident which it does not tell."""

    key: str
    incident: str


class Ordinary(_Part):
    """A report that tells of no incident."""

    key: str


class Truth(_Part):
    """All that is true of a recorded mission."""

    incidents: tuple[TrueIncident, ...]
    single: tuple[TrueIncident, ...] = ()
    hard_negatives: tuple[HardNegative, ...] = ()
    echoes: tuple[Echo, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    mentions: tuple[Mention, ...] = ()
    ordinary: tuple[Ordinary, ...] = ()

    def is_mention(self, told: Told, incident: str) -> bool:
        """Tell whether a report names `incident` in passing."""
        return any(each.key == told.key and each.incident == incident for each in self.mentions)


class Telling(NamedTuple):
    """One report, or one line of it, with the incident that it tells."""

    told: Told
    incident: str


def read_truth(folder: Path, half: Half) -> Truth:
    """Return the truth about one half of the incidents of a recorded mission; mentions are kept whole.

    A pair of hard negatives is of the half `tune` if both its incidents are. Raises `ConfigurationError` for a folder
    without messages and truth, or a truth of another form.
    """
    for name in (TRUTH, MESSAGES):
        if not (folder / name).is_file():
            raise ConfigurationError(f"{folder} has no {name}; name a mission folder with recorded messages and truth")
    try:
        truth = Truth.model_validate_json((folder / TRUTH).read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ConfigurationError(f"{folder / TRUTH}: {where}: {first['msg']}; see tests/golden/cross_source") from error
    return _half_of(truth, half)


def tellings_of(truth: Truth) -> list[Telling]:
    """Return every report or line that tells of an incident, in order of incident."""
    incidents = sorted((*truth.incidents, *truth.single), key=lambda incident: incident.id)
    return [Telling(told, incident.id) for incident in incidents for told in incident.reports]


def _half_of(truth: Truth, half: Half) -> Truth:
    return truth.model_copy(
        update={
            "incidents": tuple(each for each in truth.incidents if in_half(each.id, half)),
            "single": tuple(each for each in truth.single if in_half(each.id, half)),
            "hard_negatives": tuple(each for each in truth.hard_negatives if half in ("all", _half_of_pair(each))),
            "echoes": tuple(each for each in truth.echoes if in_half(each.incident, half)),
            "contradictions": tuple(each for each in truth.contradictions if in_half(each.incident, half)),
            "ordinary": tuple(each for each in truth.ordinary if in_half(each.key, half)),
        }
    )


def _half_of_pair(pair: HardNegative) -> Half:
    both = in_half(pair.left_incident, "tune") and in_half(pair.right_incident, "tune")
    return "tune" if both else "report"
