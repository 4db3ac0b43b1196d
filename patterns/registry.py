"""Finds the detectors: every file in `patterns/detectors` is one, named like its file."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from patterns import detectors
from schemas.catalogue import Catalogue
from schemas.index import Index
from schemas.mission import Mission
from schemas.protection import Profile
from schemas.warning import Pattern


class Detector(Protocol):
    """What a detector file offers; its docstring explains it to an analyst."""

    __doc__: str | None

    def detect(
        self, index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue
    ) -> list[Pattern]:
        """Return the patterns that stand at `now`, over what `profile` may see, in a fixed order."""


def find_detectors() -> dict[str, Detector]:
    """Return the detectors by name, in order of name."""
    names = sorted(found.name for found in iter_modules(detectors.__path__))
    return {name: import_module(f"{detectors.__name__}.{name}") for name in names}


def detect_all(
    index: Index, *, profile: Profile, now: datetime, mission: Mission, catalogue: Catalogue
) -> list[Pattern]:
    """Return what every detector sees, in order of detector."""
    every: Sequence[Detector] = list(find_detectors().values())
    return [
        pattern
        for detector in every
        for pattern in detector.detect(index, profile=profile, now=now, mission=mission, catalogue=catalogue)
    ]
