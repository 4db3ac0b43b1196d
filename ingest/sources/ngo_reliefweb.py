"""Reports of organisations from the ReliefWeb API v2: one page of items a message (formats.md 3.2)."""

from collections.abc import Iterator

from ingest import reading
from ingest.html_text import text_of_html
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.mission import Mission
from schemas.protection import Audience, Level, Tlp
from schemas.report import Draft
from schemas.source import Reliability, SourceRules, SourceType

RULES = SourceRules(
    source_type=SourceType.NGO,
    level=Level.UNCLASSIFIED,
    tlp=Tlp.CLEAR,
    audience=Audience.ALL,
    purpose="early warning for the protection of civilians",
    retention_days=1825,
    owner="joint mission analysis centre",
    legal_basis="published by its authors",
    impact_assessment="none needed: published by its source",
    sharing_protocol="terms of use of ReliefWeb",
    referral_pathway="referral note of the mission folder; the authors run their own",
    expected_every_days=7,
    reliability=Reliability.C,
    language="en",
)


class Named(reading.Wire):
    """A source, country or language."""

    name: str | None = None
    shortname: str | None = None
    iso3: str | None = None
    code: str | None = None


class Dates(reading.Wire):
    """When the report was published, posted and last changed."""

    original: reading.OptionalMoment = None
    created: reading.OptionalMoment = None
    changed: reading.OptionalMoment = None


class Fields(reading.Wire):
    """What ReliefWeb knows about a report; all of it may be missing."""

    title: str | None = None
    body: str | None = None
    primary_country: Named = Named()
    source: tuple[Named, ...] = ()
    date: Dates = Dates()
    language: tuple[Named, ...] = ()


class PageItem(reading.Wire):
    """One report of the page."""

    id: reading.Code
    fields: Fields


def read(message: Message, mission: Mission) -> Iterator[reading.ReadRow]:
    """Yield one row for each item of the page."""
    return reading.read_rows(
        message,
        split=lambda document: reading.items_of(document, "data"),
        read_item=_read_item,
        identify=lambda item: reading.identity_or_none(item, "id"),
    )


def _read_item(item: object, notes: reading.Notes) -> reading.ReadRow:
    page_item = reading.validated(PageItem, item, notes)
    fields = page_item.fields
    title, body = (reading.mended_text(text_of_html(html or ""), notes) for html in (fields.title, fields.body))
    if not title and not body:
        raise RefusedError("fields.title, fields.body: one of them must hold text")
    draft = Draft(
        identity=page_item.id,
        title=title,
        sections=(("body", body),) if body else (("title", title),),
        language=fields.language[0].code if len(fields.language) == 1 else None,
        originator=", ".join(source.shortname or source.name or "unnamed" for source in fields.source),
        order=int(fields.date.changed.timestamp()) if fields.date.changed else 0,
        country=fields.primary_country.iso3,
        reported_at=fields.date.original or fields.date.created,
        notes=tuple(notes),
    )
    return reading.ReadRow(row=draft, dropped_fields=reading.dropped_fields(page_item))
