"""The desk as an application."""

import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk import entrance
from desk.attempts import Attempts
from desk.doors import DOORS
from desk.guard import guarded
from desk.hall import endpoint
from desk.render import STYLE, STYLE_PATH
from desk.respond import problem
from desk.sessions import Sessions
from desk.state import Desk, session_of
from desk.worker import working
from ingest.mission import read_mission
from schemas.settings import Settings

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M4 0l4 8H0z" fill="#9b1c1c"/></svg>'
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


def create_app(settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> Starlette:
    """Return the desk of the mission that `settings` name; its parts are opened when it starts."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        mission = read_mission(settings.mission)
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hashing") as hashing:
            async with working(settings) as worker:
                app.state.desk = Desk(
                    settings=settings,
                    sessions=Sessions(settings.desk_idle_minutes * 60, settings.desk_session_hours * 3600),
                    attempts=Attempts(),
                    clock=clock,
                    worker=worker,
                    hashing=hashing,
                    mission=mission.name,
                    is_invented=mission.invented,
                )
                yield

    return Starlette(
        routes=_routes(),
        lifespan=life,
        middleware=[Middleware(guarded)],
        exception_handlers={HTTPException: _no_such_page},
    )


def _routes() -> list[Route]:
    return [
        Route("/sign-in", entrance.show, methods=["GET"]),
        Route("/sign-in", entrance.sign_in, methods=["POST"]),
        Route("/sign-out", entrance.sign_out, methods=["POST"]),
        Route("/language", entrance.choose_language, methods=["POST"]),
        Route(STYLE_PATH, _style),
        Route("/icon.svg", _icon),
        *(Route(door.path, endpoint(door), methods=[door.method]) for door in DOORS),
    ]


async def _style(_: Request) -> Response:
    return Response(STYLE, media_type="text/css", headers=FOR_EVER)


async def _icon(_: Request) -> Response:
    return Response(ICON, media_type="image/svg+xml", headers=FOR_EVER)


async def _no_such_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return problem(request, status, "not_there", session_of(request))
