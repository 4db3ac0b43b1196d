"""Pages as responses: what every page has, and pages that say what went wrong, without a value."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from desk.render import render
from desk.roles import may
from desk.sessions import Session
from desk.state import desk_of, language_of
from desk.visit import Marking

NAVIGATION = (
    ("/", "home", ""),
    ("/warnings", "warnings", "warnings"),
    ("/questions", "questions", "answer"),
    ("/links", "links", "judge"),
    ("/threads", "threads", "reports"),
    ("/places", "places", "place"),
    ("/catalogue", "catalogue", "catalogue"),
    ("/sources", "sources", "sources"),
)


def page(
    request: Request,
    template: str,
    fields: dict[str, Any],
    *,
    status: int = 200,
    session: Session | None = None,
    marking: Marking | None = None,
) -> HTMLResponse:
    """Return the page of `template`."""
    desk = desk_of(request)
    common = {
        "session": session,
        "marking": marking,
        "mission": desk.mission,
        "is_invented": desk.is_invented,
        "here": request.url.path if status < 400 else "/",
        "navigation": [each for each in NAVIGATION if session and may(session.role, each[2])],
    }
    return HTMLResponse(render(template, language_of(request), common | fields), status_code=status)


def problem(request: Request, status: int, why: str, session: Session | None = None, **fields: str) -> HTMLResponse:
    """Return a page with one of the desk's own sentences about what went wrong."""
    return page(request, "problem.html.j2", {"why": why, "reference": "", **fields}, status=status, session=session)
