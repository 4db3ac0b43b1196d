"""Every page of the desk: its address, the right that it needs, and the function that answers."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from desk.pages import catalogue, decisions, home, links, naming, places, sources, threads, warnings
from desk.visit import Answer, Visit


class Door(NamedTuple):
    """One address: what is asked there, and what the audit log calls it."""

    method: Literal["GET", "POST"]
    path: str
    right: str
    what: str
    answer: Callable[[Visit], Answer]


DOORS = (
    Door("GET", "/", "", "what waits", home.home),
    Door("GET", "/warnings", "warnings", "warnings", warnings.listed),
    Door("GET", "/warnings/{warning}", "warnings", "warning", warnings.warning),
    Door("POST", "/warnings/{warning}/acknowledge", "act", "acknowledge warning", warnings.acknowledge),
    Door("POST", "/warnings/{warning}/act", "act", "act on warning", warnings.act),
    Door("POST", "/warnings/{warning}/close", "act", "close warning", warnings.close),
    Door("POST", "/warnings/{warning}/answer", "answer", "answer question", warnings.answer),
    Door("POST", "/warnings/{warning}/explain", "explain", "explain warning", warnings.explain),
    Door("POST", "/warnings/{warning}/release", "release", "release tear line", warnings.release),
    Door("GET", "/questions", "answer", "open questions", warnings.questions),
    Door("GET", "/links", "judge", "links to judge", links.queue),
    Door("GET", "/links/{id}", "judge", "link", links.pair),
    Door("POST", "/links/{id}", "judge", "judge link", links.judge),
    Door("GET", "/threads", "reports", "threads", threads.listed),
    Door("GET", "/thread/{asked:path}", "reports", "thread", threads.thread),
    Door("POST", "/threads/split", "judge", "split thread", threads.split),
    Door("POST", "/threads/merge", "judge", "merge threads", threads.merge),
    Door("POST", "/threads/grade", "judge", "grade thread", threads.grade),
    Door("GET", "/places", "place", "names to place", places.queue),
    Door("GET", "/places/{report}", "place", "names in report", places.names),
    Door("GET", "/places/{report}/{name}", "place", "name", naming.name),
    Door("GET", "/places/{report}/{name}/map/{shape}.svg", "place", "map of name", naming.draw),
    Door("POST", "/places/{report}/{name}", "place", "place name", naming.place),
    Door("GET", "/catalogue", "catalogue", "changes of the catalogue", catalogue.listed),
    Door("GET", "/catalogue/{id}", "catalogue", "change of the catalogue", catalogue.proposal),
    Door("POST", "/catalogue/{id}", "approve", "decide on change of the catalogue", catalogue.decide),
    Door("GET", "/sources", "sources", "sources", sources.listed),
    Door("GET", "/decisions", "", "own decisions", decisions.listed),
    Door("POST", "/decisions/undo", "", "take back decision", decisions.take_back),
)
