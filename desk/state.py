"""What the desk holds while it runs."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from starlette.requests import Request

from desk.attempts import Attempts
from desk.sessions import Session, Sessions
from desk.sign_in import still_has
from desk.visit import Found
from desk.words import Language, language_for
from desk.worker import Worker
from schemas.settings import Settings

R = TypeVar("R")
COOKIE = "__Host-forewarn-desk"
LANGUAGE_COOKIE = "__Host-forewarn-language"


@dataclass
class Desk:
    """The sessions, failed attempts to sign in, and the threads that work; `clock` counts seconds."""

    settings: Settings
    sessions: Sessions
    attempts: Attempts
    clock: Callable[[], float]
    worker: Worker
    hashing: ThreadPoolExecutor
    mission: str
    is_invented: bool
    memory: dict[str, Found] = field(default_factory=dict)

    async def run_one_by_one(self, work: Callable[[], R]) -> R:
        """Return what `work` returns, done after what others asked for before, beside the pages."""
        return await asyncio.get_running_loop().run_in_executor(self.hashing, work)


def desk_of(request: Request) -> Desk:
    """Return the desk that answers `request`."""
    desk: Desk = request.app.state.desk
    return desk


def session_of(request: Request) -> Session | None:
    """Return who is signed in, None where nobody is or the role was taken away."""
    desk, token = desk_of(request), request.cookies.get(COOKIE, "")
    session = desk.sessions.find(token, desk.clock())
    if session is not None and not still_has(desk.settings, session.user, session.role):
        desk.sessions.end(token)
        return None
    return session


def language_of(request: Request) -> Language:
    """Return the language of the page."""
    return language_for(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", ""))
