"""Signing in and out, and choosing the language."""

from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.guard import comes_from_elsewhere, is_from_here, is_short
from desk.respond import page, problem
from desk.sign_in import role_of
from desk.state import COOKIE, LANGUAGE_COOKIE, Desk, desk_of, session_of
from desk.visit import local_path
from desk.words import LANGUAGES
from pipeline.auditing import hashed_name, keep_audited
from schemas.audit import Audited
from schemas.errors import ForewarnError

PURPOSE = "early warning"
YEAR_SECONDS = 365 * 24 * 3600


async def ask_to_sign_in(request: Request) -> Response:
    """Send whoever is not signed in to the page where they can; a link from another site is followed once more.

    The browser holds the session back when the user comes from another site, such as Kibana's. The same address asked
    from a page of ours brings it.
    """
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method != "GET":
        return problem(request, 403, "signed_out")
    if comes_from_elsewhere(request) and local_path(here):
        return page(request, "once_more.html.j2", {"address": here})
    then = "" if here == "/" else "?" + urlencode({"next": here})
    return RedirectResponse(f"/sign-in{then}", status_code=303)


async def show(request: Request) -> Response:
    """Show the page to sign in."""
    if session_of(request) is not None:
        return RedirectResponse("/", status_code=303)
    return _form(request, "", request.query_params.get("next", ""))


async def sign_in(request: Request) -> Response:
    """Open a session for a user with the right password, with a new token."""
    desk, address = desk_of(request), request.client.host if request.client else ""
    if not (is_from_here(request) and is_short(request)):
        return problem(request, 403, "not_from_here")
    form = await request.form()
    name, then = str(form.get("name", ""))[:200].strip(), str(form.get("next", ""))
    password = str(form.get("password", ""))[:1000]
    try:
        tried = await desk.run_one_by_one(lambda: _tried(desk, name, password, address))
    except ForewarnError:
        return problem(request, 503, "away")
    await _audit(desk, name, tried.role)
    if not tried.role:
        return _form(request, tried.why, then, status=429 if tried.why == "too_many" else 403)
    return _signed_in(request, name, tried.role, then)


class _Tried(NamedTuple):
    """The role of who signs in; without one, why."""

    role: str
    why: str


def _tried(desk: Desk, name: str, password: str, address: str) -> _Tried:
    """Try to sign in, one try after the other, so that many at once are counted too."""
    if desk.attempts.are_too_many(name, address, desk.clock()):
        return _Tried("", "too_many")
    role = role_of(desk.settings, name, password)
    if role is None:
        desk.attempts.note(name, address, desk.clock())
        return _Tried("", "wrong")
    desk.attempts.forget(name, address)
    return _Tried(role, "")


def _signed_in(request: Request, name: str, role: str, then: str) -> Response:
    """End the session that there was, begin another, and lead on."""
    desk = desk_of(request)
    desk.sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(local_path(then) or "/", status_code=303)
    token = desk.sessions.begin(name, role, desk.clock())
    response.set_cookie(COOKIE, token, secure=True, httponly=True, samesite="strict")
    return response


async def sign_out(request: Request) -> Response:
    """End the session."""
    session = session_of(request)
    if session is not None:
        form = await request.form() if is_from_here(request) and is_short(request) else {}
        if not session.holds(str(form.get("form_token", ""))):
            return problem(request, 403, "not_from_here", session)
        desk_of(request).sessions.end(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/sign-in", status_code=303)
    response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="strict")
    return response


async def choose_language(request: Request) -> Response:
    """Keep the language that the user chose, in their browser."""
    if not (is_from_here(request) and is_short(request)):
        return problem(request, 403, "not_from_here")
    form = await request.form()
    response = RedirectResponse(local_path(str(form.get("next", ""))) or "/", status_code=303)
    if form.get("language") in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE, str(form["language"]), max_age=YEAR_SECONDS, secure=True, httponly=True, samesite="strict"
        )
    return response


def _form(request: Request, why: str, then: str, *, status: int = 200) -> Response:
    return page(request, "sign_in.html.j2", {"why": why, "next": local_path(then)}, status=status)


async def _audit(desk: Desk, name: str, role: str) -> None:
    """Take note of a try to sign in; what an unknown user typed may be a password, so only its keyed hash is kept."""
    line = Audited(
        at=datetime.now(UTC), who=name if role else "", role=role, door="desk", what="sign in",
        outcome="shown" if role else "refused", purpose=desk.settings.purpose or PURPOSE,
        searched=() if role else (hashed_name(desk.settings, name),),
    )  # fmt: skip
    await desk.worker.run(lambda _: keep_audited(desk.settings, line))
