"""The packages of a lock file: name, version, hashes, and what their own metadata says."""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
CLASSIFIER = "License :: OSI Approved :: "
LONGEST_LICENCE = 60
"""Longer ones are the text of a licence, not its name."""

FREE = re.compile(
    r"Apache|MIT|BSD|ISC|MPL|Mozilla|PSF|Python Software Foundation|Unlicense|Artistic|LGPL|Lesser", re.IGNORECASE
)
BOUND = re.compile(r"\bA?GPL|Affero|GNU General|SSPL|Elastic|Commercial|Proprietary", re.IGNORECASE)

TOLD_BY_THE_PUBLISHER = {
    "axe-playwright-python": "MIT",
}
"""Licences that stand in a package's repository and not in its metadata."""


@dataclass(frozen=True)
class Package:
    """One package of a lock file."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """What its metadata names as its licence; empty where it is not installed or names none."""
        found = installed(self.name)
        return TOLD_BY_THE_PUBLISHER.get(self.name) or (licence_of(found) if found else "")

    @property
    def needs(self) -> tuple[str, ...]:
        """The packages that it requires here, without extras."""
        found = installed(self.name)
        wanted = [Requirement(line) for line in (found.requires or [])] if found else []
        return tuple(
            sorted(
                {
                    canonicalize_name(each.name)
                    for each in wanted
                    if not each.marker or each.marker.evaluate({"extra": ""})
                }
            )
        )


def locked(file: str) -> list[Package]:
    """Return the packages of a lock file of ours."""
    text = (ROOT / file).read_text(encoding="utf-8").replace("\\\n", " ")
    return [_package(line) for line in text.splitlines() if "==" in line]


def _package(line: str) -> Package:
    name, version = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", line).groups()  # type: ignore[union-attr] # pip's own form
    return Package(canonicalize_name(name), version, tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", line)))


def installed(name: str) -> Distribution | None:
    """Return the installed package of this name."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def is_free(licence: str) -> bool:
    """Say whether a mission may use, change and pass on the whole under it; of the GNU ones the Lesser alone."""
    return bool(FREE.search(licence)) and not BOUND.search(licence)


def licence_of(found: Distribution) -> str:
    """Return a licence's name as the metadata has it: an expression, a short text, or the classifiers."""
    metadata = found.metadata
    classifiers = [line.removeprefix(CLASSIFIER) for line in metadata.get_all("Classifier", []) if CLASSIFIER in line]
    told = [*metadata.get_all("License-Expression", []), *metadata.get_all("License", []), ""][0]
    short = told if len(told) <= LONGEST_LICENCE and told != "UNKNOWN" else ""
    return short or " or ".join(sorted(classifiers))
