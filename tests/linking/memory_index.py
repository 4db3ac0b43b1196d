"""The part of the index port that linking uses, in memory; what is written is seen after `refresh` and not before."""

from collections.abc import Iterable, Iterator

from schemas.annotation import Event
from schemas.index import Document
from schemas.linkage import Incident, Link

Address = tuple[type[Document], str, str]


class MemoryIndex:
    def __init__(self) -> None:
        self.seen: dict[Address, Document] = {}
        self.written: dict[Address, Document] = {}

    def put(self, documents: Iterable[Event | Link | Incident]) -> None:
        for document in documents:
            scope = document.level if isinstance(document, Event) else document.profile
            self.written[type(document), scope, document.id] = document

    def delete(self, kind: type[Document], scope: str, ids: Iterable[str]) -> None:
        for document_id in ids:
            self.written.pop((kind, scope, document_id), None)

    def get(self, kind: type[Document], scopes: Iterable[str], ids: Iterable[str]) -> dict[str, Document]:
        addresses = [(kind, scope, document_id) for scope in scopes for document_id in list(ids)]
        return {address[2]: self.seen[address] for address in addresses if address in self.seen}

    def find(
        self, kind: type[Document], scopes: Iterable[str], where: dict[str, list[str]] | None = None
    ) -> Iterator[Document]:
        scopes = set(scopes)
        for (each, scope, _), document in sorted(self.seen.items(), key=lambda item: item[0][2]):
            if each is kind and scope in scopes and all(_holds(document, *part) for part in (where or {}).items()):
                yield document

    def candidates(self, scopes: Iterable[str], keys: Iterable[str], cap: int) -> dict[str, list[str]]:
        events = [event for event in self.find(Event, scopes) if isinstance(event, Event)]
        found = {key: [event.id for event in events if key in event.keys][: cap + 1] for key in keys}
        return {key: ids for key, ids in found.items() if ids}

    def keys_beginning(self, scopes: Iterable[str], beginning: str) -> list[str]:
        events = [event for event in self.find(Event, scopes) if isinstance(event, Event)]
        return sorted({key for event in events for key in event.keys if key.startswith(beginning)})

    def refresh(self) -> None:
        self.seen = dict(self.written)


def _holds(document: Document, field: str, values: list[str]) -> bool:
    value = getattr(document, field)
    return bool(set(values) & (set(value) if isinstance(value, tuple) else {value}))
