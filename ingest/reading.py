"""Strict reading of what sources send: decode, parse, validate, and refuse a row with a reason that echoes no value."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Annotated, Any, TypeVar

from ftfy import fix_encoding
from ftfy.fixes import fix_surrogates, remove_control_chars
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.alias_generators import to_camel

from ingest.cleaning import cleaned
from ingest.periods import is_in_range
from schemas.errors import RefusedError
from schemas.messages import Message
from schemas.report import Refused, Row, Sex

MOST_FAULTS_NAMED = 5
MOST_FIELDS_NAMED = 100
MOST_ROWS = 100_000
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
CODE = re.compile(r"[A-Za-z0-9_][\w.:/-]{0,79}", re.ASCII)
"""What may be named in a reason: a code without a space, so no sentence and no full name."""

TWICE = "a field is there twice in one object, the last was read"

Notes = list[str]


class ReadRow(BaseModel):
    """One row of a message and the names of its fields that were not taken over; in memory only."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    row: Row
    dropped_fields: tuple[str, ...] = ()


class Wire(BaseModel):
    """The base of a source's own shape: unknown fields are set aside, numbers may stand for codes."""

    model_config = ConfigDict(
        frozen=True, extra="allow", hide_input_in_errors=True, coerce_numbers_to_str=True, str_strip_whitespace=True
    )


class CamelWire(Wire):
    """A `Wire` whose source writes its field names in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel)


W = TypeVar("W", bound=Wire)
D = TypeVar("D")


def read_rows(
    message: Message,
    *,
    split: Callable[[dict[str, Any]], Sequence[object]],
    read_item: Callable[[object, Notes], ReadRow],
    identify: Callable[[object], str | None],
) -> Iterator[ReadRow]:
    """Yield one row for each item that `split` finds in the JSON object of `message`, at least one in all."""
    return read_each(
        message, split=lambda value, notes: split(parsed(value, notes)), read_item=read_item, identify=identify
    )


def read_each(
    message: Message,
    *,
    split: Callable[[bytes | None, Notes], Iterable[D]],
    read_item: Callable[[D, Notes], ReadRow],
    identify: Callable[[D], str | None],
) -> Iterator[ReadRow]:
    """Yield one row for each item that `split` finds in the value of `message`, whatever its format, at least one.

    `split` may raise `RefusedError`, which refuses the message as one row; `read_item` may too, which refuses its item
    alone. `identify` names what was refused.
    """
    notes: Notes = []
    try:
        items = list(islice(split(message.value, notes), MOST_ROWS + 1))
    except RefusedError as error:
        yield ReadRow(row=Refused(reason=str(error)))
        return
    if len(items) > MOST_ROWS:
        yield ReadRow(row=Refused(reason=f"the message holds more than {MOST_ROWS:,} rows; send them in several"))
        return
    if not items:
        yield ReadRow(row=Refused(reason="the message holds no row; send the rows too"))
    for item in items:
        try:
            yield read_item(item, list(notes))
        except RefusedError as error:
            yield ReadRow(row=Refused(reason=str(error), identity=identify(item)))


def parsed(value: bytes | None, notes: Notes) -> dict[str, Any]:
    """Return the JSON object in `value` with its texts mended; what was mended is told in `notes`."""
    if not value:
        raise RefusedError("the message is empty; send the report again")
    try:
        document = _mended(_loaded(decoded(value, notes), notes), notes)
    except RecursionError:
        raise RefusedError("the message is nested too deeply; send it as formats.md has it") from None
    except ValueError:
        raise RefusedError("the message is not whole JSON; send the report again") from None
    if not isinstance(document, dict):
        raise RefusedError("the message is not a JSON object; send one report as one object")
    return document


def _loaded(text: str, notes: Notes) -> object:
    """Return the JSON in `text`; of a field that an object has twice the last is taken, with a note."""

    def as_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields = dict(pairs)
        if len(fields) < len(pairs) and TWICE not in notes:
            notes.append(TWICE)
        return fields

    return json.loads(text, parse_constant=lambda _: None, object_pairs_hook=as_dict)


def decoded(value: bytes, notes: Notes) -> str:
    """Return `value` as text: UTF-8, or UTF-16 by its mark, else Windows-1252 with a note.

    Lone surrogates become visible U+FFFD.
    """
    if encoding := UTF_16.get(value[:2]):
        notes.append("text: read as UTF-16")
        return value[2:].decode(encoding, "replace")
    try:
        return fixed(value.decode("utf-8-sig", "surrogatepass"), fix_surrogates, "lone surrogates marked", notes)
    except UnicodeDecodeError:
        notes.append("text: not UTF-8, read as Windows-1252")
        return value.decode("sloppy-windows-1252")


def fixed(text: str, fix: Callable[[str], str], what: str, notes: Notes) -> str:
    """Return `fix(text)`, with a note of `what` if that changed anything and no such note is there yet."""
    mended = fix(text)
    note = f"text: {what}"
    if mended != text and note not in notes:
        notes.append(note)
    return mended


def mended_text(text: str, notes: Notes) -> str:
    """Mend what is certain: surrogates, control characters, mojibake, what nobody sees and floods; nothing of style."""
    text = fixed(text, fix_surrogates, "lone surrogates marked", notes)
    text = fixed(text, remove_control_chars, "control characters removed", notes)
    text = fixed(text, fix_encoding, "mojibake mended", notes)
    return fixed(text, cleaned, "invisible characters and long runs of blanks or accents removed", notes)


def _mended(value: object, notes: Notes) -> object:
    if isinstance(value, str):
        return mended_text(value, notes)
    if isinstance(value, list):
        return [_mended(part, notes) for part in value]
    if isinstance(value, dict):
        return {mended_text(name, notes): _mended(part, notes) for name, part in value.items()}
    return value


def validated(model: type[W], item: object, notes: Notes) -> W:
    """Return `item` as `model`; raise `RefusedError` naming the fields at fault, never their values."""
    try:
        return model.model_validate(item, context=notes)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        named = [
            f"{field_path(fault['loc'])}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in faults[:MOST_FAULTS_NAMED]
        ]
        raise RefusedError("; ".join(named)) from None


def field_path(location: Sequence[int | str]) -> str:
    """Return `location` as one readable path, or `the row` where it is the whole row."""
    return ".".join(str(part) for part in location) or "the row"


def dropped_fields(item: Wire) -> tuple[str, ...]:
    """Return the names of all fields below `item` that its model does not know, sorted, each once."""
    return _first_named(_extras(item, ""))


def _extras(item: object, path: str) -> Iterator[str]:
    if isinstance(item, Wire):
        for name in item.model_extra or {}:
            yield path + _field_name(name)
        for name, field in type(item).model_fields.items():
            yield from _extras(getattr(item, name), f"{path}{field.alias or name}.")
    elif isinstance(item, tuple):
        for part in item:
            yield from _extras(part, path)


def field_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` as an account may list them, sorted, each once; one that is no code stays unnamed."""
    return _first_named(map(_field_name, names))


def _first_named(names: Iterable[str]) -> tuple[str, ...]:
    """Return the first of `names`: a row of thousands of fields would make an account of thousands of names."""
    every = sorted(set(names))
    return (*every[:MOST_FIELDS_NAMED], *(["(more)"] if len(every) > MOST_FIELDS_NAMED else ()))


def _field_name(name: str) -> str:
    return code_or_none(name) or "(unnamed)"


def code_or_none(text: object) -> str | None:
    """Return `text` if it looks like a code that a reason may name, else None."""
    return text if isinstance(text, str) and CODE.fullmatch(text) else None


def identity_or_none(item: object, *names: str) -> str | None:
    """Return the natural identity made of the fields `names`, if all of them are there and look like codes."""
    parts = [code_or_none(item.get(name)) if isinstance(item, dict) else None for name in names]
    return ":".join(part for part in parts if part) if all(parts) else None


def items_of(document: dict[str, Any], name: str) -> list[object]:
    """Return the list in field `name`; raise `RefusedError` where there is none or nothing in it."""
    items = document.get(name)
    if not isinstance(items, list):
        raise RefusedError(f"{name}: must be a list")
    if not items:
        raise RefusedError(f"{name}: the list is empty, there is nothing to read")
    return items


def none_with_note(value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo[Notes]) -> object:
    """Leave out an optional value that cannot be read, with a note that names its field."""
    try:
        return handler(value)
    except ValueError:
        info.context.append(f"{info.field_name}: cannot be read, left out")
        return None


def in_utc(moment: datetime | None) -> datetime | None:
    """Return `moment` in UTC; one without a zone is taken as UTC, one of no year that a report speaks of is refused."""
    if moment is None:
        return None
    _require_range(moment)
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _require_range(day: D) -> D:
    if isinstance(day, date) and not is_in_range(day):
        raise ValueError("must be a day between 1900 and 2100")
    return day


Code = Annotated[str, StringConstraints(min_length=1, max_length=200)]
OptionalMoment = Annotated[datetime | None, AfterValidator(in_utc), WrapValidator(none_with_note)]
OptionalDate = Annotated[date | None, AfterValidator(_require_range), WrapValidator(none_with_note)]
OptionalNumber = Annotated[float | None, WrapValidator(none_with_note)]
OptionalCount = Annotated[Annotated[int, Field(ge=0, le=1_000_000_000)] | None, WrapValidator(none_with_note)]
OptionalSex = Annotated[Sex | None, WrapValidator(none_with_note)]
Revision = Annotated[int, Field(ge=0, le=1_000_000)]


def coordinates(
    latitude: float | None, longitude: float | None, notes: Notes
) -> tuple[float, float] | tuple[None, None]:
    """Return both coordinates in degrees, or neither: 0,0 and what lies off the globe count as missing, with a note."""
    if latitude is None or longitude is None:
        return None, None
    if latitude == 0 and longitude == 0:
        notes.append("coordinates: 0,0 taken as missing")
        return None, None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        notes.append("coordinates: off the globe, taken as missing")
        return None, None
    return latitude, longitude
