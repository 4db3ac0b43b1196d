"""The licences of everything that runs in a mission, as a page."""

from tests.supply.packages import ROOT, locked

PAGE = ROOT / "docs" / "licences.md"
HEAD = """\
# Licences of what Forewarn is built on

What each package of `requirements.lock` names in its own metadata, written by `make licences` and held to by a test.
Only licences are let in under which a mission may use, change and pass on the whole; of the GNU family the Lesser one
alone, for packages that are used as they are. Forewarn itself is under Apache-2.0.

| package | licence |
|---|---|
"""


def rows() -> dict[str, str]:
    """Return the licence of each package that is installed here."""
    return {package.name: package.licence for package in locked("requirements.lock") if package.licence}


def page() -> str:
    """Return the page."""
    return HEAD + "".join(f"| {name} | {' '.join(licence.split())} |\n" for name, licence in sorted(rows().items()))
