"""The way to every door: signed in, allowed, from a form of ours, answered, and taken down in the audit log."""

import re
import secrets
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from traceback import extract_tb

import structlog
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.doors import Door
from desk.entrance import PURPOSE, ask_to_sign_in
from desk.guard import is_from_here, is_short
from desk.respond import page, problem
from desk.roles import may, profile_of
from desk.sessions import Session
from desk.state import desk_of, language_of, session_of
from desk.visit import Answer, Drawn, Refused, Sent, Shown, Visit, marking_of
from desk.words import load_words
from pipeline.auditing import MOST_IDS, hashed_name, keep_audited
from pipeline.parts import Parts
from schemas.audit import Audited, Outcome
from schemas.errors import ConfigurationError, RetryableError

ID_FIELDS = ("id", "events", "event", "left", "right", "decision")
ID = re.compile(r"[0-9a-f]{24}")
log = structlog.get_logger()


def endpoint(door: Door) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers requests at `door`."""

    async def answer(request: Request) -> Response:
        session = session_of(request)
        if session is None:
            return await ask_to_sign_in(request)
        form = FormData()
        if door.method == "POST" and is_from_here(request) and is_short(request):
            form = await request.form()
        return await desk_of(request).worker.run(lambda parts: _answered(request, door, session, form, parts))

    return answer


def _answered(request: Request, door: Door, session: Session, form: FormData, parts: Parts) -> Response:
    """Return the response, or a page that says what went wrong; nothing is shown that could not be taken down."""
    try:
        return _response(request, door, session, form, parts)
    except Refused as refusal:
        _audit(request, door, session, "refused")
        return problem(request, refusal.status, refusal.why, session)
    except ConfigurationError:
        _audit(request, door, session, "failed")
        return problem(request, 409, "not_kept", session)
    except RetryableError:
        return problem(request, 503, "away", session)
    except Exception as error:
        reference = secrets.token_hex(4)
        where = [f"{frame.filename}:{frame.lineno}" for frame in extract_tb(error.__traceback__)[-5:]]
        log.error(  # noqa: TRY400  the message of the error may repeat a value
            "a page of the desk failed", page=door.what, error=type(error).__name__, at=where, reference=reference
        )
        return problem(request, 500, "failed", session, reference=reference)


def _response(request: Request, door: Door, session: Session, form: FormData, parts: Parts) -> Response:
    if not may(session.role, door.right):
        raise Refused(403, "not_allowed")
    visit = Visit(
        parts=parts,
        session=session,
        profile=profile_of(session.role, parts.mission.profiles),
        words=load_words(language_of(request)),
        path=request.path_params,
        query=request.query_params,
        form=form,
        now=datetime.now(UTC),
        memory=desk_of(request).memory,
    )
    if door.method == "POST":
        return _kept(request, door, session, visit)
    return _sent(request, door, session, visit, door.answer(visit))


def _kept(request: Request, door: Door, session: Session, visit: Visit) -> Response:
    """Let the answer in a form be kept, once, after it was taken down; and send the browser on."""
    if not session.holds(visit.one("form_token")):
        raise Refused(403, "not_from_here")
    once = visit.one("once")
    if once in session.done:
        return RedirectResponse(session.done[once], status_code=303)
    _audit(request, door, session, "asked", [value for name in ID_FIELDS for value in visit.many(name)])
    response = _sent(request, door, session, visit, door.answer(visit))
    if once and response.status_code == 303:
        session.note_done(once, response.headers["location"])
    return response


def _sent(request: Request, door: Door, session: Session, visit: Visit, answer: Answer) -> Response:
    match answer:
        case Sent(to):
            return RedirectResponse(to, status_code=303)
        case Drawn(svg, ids):
            _audit(request, door, session, "shown", ids)
            return Response(svg, media_type="image/svg+xml")
        case Shown(template, fields, ids, marked, searched):
            marking = marking_of(marked, visit.profile)
            shown = page(request, template, fields, session=session, marking=marking)
            _audit(request, door, session, "shown", ids, searched)
            return shown


def _audit(
    request: Request,
    door: Door,
    session: Session,
    outcome: Outcome,
    ids: Iterable[str] = (),
    searched: Iterable[str] = (),
) -> None:
    """Take down what was done; what was searched or asked for in vain may be a name, so it is kept as a hash."""
    settings = desk_of(request).settings
    about = dict.fromkeys([*map(str, request.path_params.values()), *ids])
    known = [each for each in about if outcome == "shown" or ID.fullmatch(each)]
    names = [*searched, *(each for each in about if each not in known)]
    line = Audited(
        at=datetime.now(UTC), who=session.user, role=session.role, door="desk", what=door.what, outcome=outcome,
        purpose=settings.purpose or PURPOSE, ids=tuple(known)[:MOST_IDS],
        searched=tuple(hashed_name(settings, each) for each in names)[:MOST_IDS],
    )  # fmt: skip
    keep_audited(settings, line)
