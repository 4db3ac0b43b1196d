"""Texts to measure on, as reports that say nothing else."""

from datetime import UTC, date, datetime

from schemas.report import Provenance, Report

_DAY = datetime(2025, 1, 1, tzinfo=UTC)


def plain_report(name: str, text: str, *, language: str) -> Report:
    """Return a report that holds `text` and no place field, date or source of its own."""
    id = f"evaluation:{name}"
    return Report(
        report_id=id, version_id=id, key=id, title="", text=text, language=language, ingested_at=_DAY,
        provenance=Provenance(topic="evaluation", partition=0, offset=0, row=0, kafka_at=_DAY), source_type="ngo",
        originator="", reliability="F", level="unclassified", tlp="CLEAR", purpose="evaluation",
        retention_until=date.max,
    )  # fmt: skip
