"""Labelled texts: HumSet toponyms, GeoVirus and GeoWebNews, each document with its places."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as Xml

from evaluation.halves import Half, in_half
from schemas.errors import ConfigurationError
from schemas.geography import Position

CORPORA = ("ucdp", "humset", "geovirus", "gwn")
"""All corpora that can be measured on; ucdp is a list of events, the others are labelled texts."""
LOC, AST = "LOC", "AST"
# GeoWebNews' types: places as such, and places that stand for people or bodies; its phrases are no names.
_GWN_LABELS = {
    **dict.fromkeys(("Literal", "Literal_Modifier", "Mixed"), LOC),
    **dict.fromkeys(("Metonymic", "Non_Literal_Modifier", "Embedded_Non_Lit", "Coercion", "Homonym"), AST),
}


class Gold(NamedTuple):
    """A place as labelled: code points, LOC or AST (it stands for something else), and where it is, if known."""

    start: int
    end: int
    label: str
    truth: Position | None = None


class Document(NamedTuple):
    """One labelled text."""

    id: str
    text: str
    places: tuple[Gold, ...]


def read_documents(corpus: str, path: Path, half: Half) -> list[Document]:
    """Return the documents of a corpus (humset, geovirus, gwn) in one half.

    Raises `ConfigurationError` for a file that is not of the corpus's form.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            found = list(_READERS[corpus](file.read()))
    except (ValueError, KeyError, TypeError, EOFError, gzip.BadGzipFile, Xml.ParseError) as error:
        raise ConfigurationError(
            f"{path} is not of the form of {corpus} ({error}); name the corpus it is of"
        ) from error
    if not found:
        raise ConfigurationError(f"{path} holds no document of the form of {corpus}; name the corpus it is of")
    return [document for document in found if in_half(document.id, half)]


def _humset(content: str) -> Iterator[Document]:
    for entry in json.loads(content):
        places = tuple(Gold(int(each["start"]), int(each["end"]), each["label"]) for each in entry["annotations"])
        yield Document(str(entry["lead_id"]), entry["text"], places)


def _geovirus(content: str) -> Iterator[Document]:
    for article in Xml.fromstring(content).iter("article"):  # noqa: S314 a file that the user names, of a known corpus
        places = tuple(_location(place) for place in article.iter("location"))
        yield Document(_required(article, "source"), _required(article, "text"), places)


def _geowebnews(content: str) -> Iterator[Document]:
    for article in Xml.fromstring(content).iter("article"):  # noqa: S314 as above
        places = tuple(_toponym(each) for each in article.iter("toponym") if _text(each, "type") in _GWN_LABELS)
        yield Document(article.attrib["file"], _required(article, "text"), places)


def _location(location: Any) -> Gold:
    """Offsets of GeoVirus count from one."""
    start, end = (int(_text(location, name)) - 1 for name in ("start", "end"))
    return Gold(start, end, LOC, _truth(location, "lat", "lon"))


def _toponym(toponym: Any) -> Gold:
    start, end = (int(_text(toponym, name)) for name in ("start", "end"))
    return Gold(start, end, _GWN_LABELS[_text(toponym, "type")], _truth(toponym, "latitude", "longitude"))


def _truth(element: Any, latitude: str, longitude: str) -> Position | None:
    written = _text(element, latitude), _text(element, longitude)
    return Position(float(written[0]), float(written[1])) if all(written) else None


def _text(element: Any, name: str) -> str:
    return element.findtext(name) or ""


def _required(article: Any, name: str) -> str:
    if text := _text(article, name):
        return text
    raise ValueError(f"an article without {name}")


_READERS = {"humset": _humset, "geovirus": _geovirus, "gwn": _geowebnews}
