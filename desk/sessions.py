"""Who is signed in: kept in the memory of the desk alone, so that ending it signs everyone out."""

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

MOST = 1000
MOST_DONE = 100


@dataclass
class Session:
    """One user at one browser; times are seconds of the desk's clock.

    `passed` are pairs that they could not judge. `done` are the latest forms that were answered, each with the page
    that it led to: a form that is sent twice is one answer.
    """

    user: str
    role: str
    began: float
    seen: float
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    passed: set[str] = field(default_factory=set)
    done: dict[str, str] = field(default_factory=dict)

    def holds(self, form_token: str) -> bool:
        """Tell whether a form was made for this session."""
        return hmac.compare_digest(form_token.encode(), self.form_token.encode())

    def note_done(self, form: str, led_to: str) -> None:
        """Take note that a form was answered."""
        self.done[form] = led_to
        while len(self.done) > MOST_DONE:
            del self.done[next(iter(self.done))]


@dataclass
class Sessions:
    """The open sessions, by the hash of the token that the browser has."""

    idle_seconds: float
    longest_seconds: float
    open: dict[str, Session] = field(default_factory=dict)

    def begin(self, user: str, role: str, now: float) -> str:
        """Open a session and return its token."""
        self._end_old(now)
        token = secrets.token_urlsafe(32)
        self.open[_hashed(token)] = Session(user, role, began=now, seen=now)
        return token

    def find(self, token: str, now: float) -> Session | None:
        """Return the session of `token` and take note that it was used, None where it has ended."""
        session = self.open.get(_hashed(token))
        if session is None or self._has_ended(session, now):
            return None
        session.seen = now
        return session

    def end(self, token: str) -> None:
        """End a session."""
        self.open.pop(_hashed(token), None)

    def _has_ended(self, session: Session, now: float) -> bool:
        return now - session.seen > self.idle_seconds or now - session.began > self.longest_seconds

    def _end_old(self, now: float) -> None:
        for key in [key for key, session in self.open.items() if self._has_ended(session, now)]:
            del self.open[key]
        for key in sorted(self.open, key=lambda key: self.open[key].seen)[: max(0, len(self.open) - MOST + 1)]:
            del self.open[key]


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
