"""Licences and bill of materials from the command line: `python -m tests.supply licences` and `sbom`."""

import json
import sys

from tests.supply.licences import PAGE, page
from tests.supply.packages import ROOT
from tests.supply.sbom import bill


def main() -> int:
    """Write what the command line asks for."""
    what = sys.argv[1] if len(sys.argv) == 2 else ""
    if what == "licences":
        PAGE.write_text(page(), encoding="utf-8")
    elif what == "sbom":
        (ROOT / "sbom.json").write_text(json.dumps(bill(), indent=1) + "\n", encoding="utf-8")
    else:
        sys.stderr.write("name one of: licences, sbom\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
