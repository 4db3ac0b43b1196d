"""The published JSON Schemas of all that exports and products write; CI fails where they differ from the models."""

import json
import sys
from pathlib import Path

from schemas.annotation import Annotation, Event
from schemas.base import Item
from schemas.comparison import AreaComparison
from schemas.delivery import Delivery
from schemas.landing import Account, Quarantined
from schemas.linkage import Decision, Incident, Link
from schemas.products import Assessment, CoverageGaps, PatrolCard, Requirements, Temperature, TopAreas, Trend
from schemas.report import Count, Report
from schemas.warning import Pattern, Warning, WarningEntry

FOLDER = Path(__file__).parent / "json"
KINDS: dict[str, type[Item]] = {
    "area-comparison": AreaComparison,
    "accounts": Account,
    "annotations": Annotation,
    "counts": Count,
    "decisions": Decision,
    "deliveries": Delivery,
    "events": Event,
    "incidents": Incident,
    "links": Link,
    "patterns": Pattern,
    "quarantine": Quarantined,
    "reports": Report,
    "warning-entries": WarningEntry,
    "warnings": Warning,
    "assessment": Assessment,
    "card": PatrolCard,
    "gaps": CoverageGaps,
    "pirs": Requirements,
    "temperature": Temperature,
    "top": TopAreas,
    "trend": Trend,
}


def schema_text(kind: str) -> str:
    """Return the JSON Schema of one line of the export `kind`, or of the product."""
    return json.dumps(KINDS[kind].model_json_schema(mode="serialization"), indent=1, sort_keys=True) + "\n"


def write_schemas() -> None:
    """Write the schema of every kind to `schemas/json/`."""
    FOLDER.mkdir(exist_ok=True)
    for kind in KINDS:
        (FOLDER / f"{kind}.json").write_text(schema_text(kind), encoding="utf-8")


def outdated_schemas() -> list[str]:
    """Return the kinds whose published schema is not what the models say."""
    return [kind for kind in KINDS if _published(kind) != schema_text(kind)]


def _published(kind: str) -> str:
    path = FOLDER / f"{kind}.json"
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    if "--check" not in sys.argv:
        write_schemas()
    elif outdated := outdated_schemas():
        sys.exit(f"schemas/json differs from the models for {', '.join(outdated)}; run: python -m schemas.export")
