"""What holds for every request and every response: headers, where a form may come from, how long it may be."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_FORM_BYTES = 64 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Robots-Tag": "noindex, nofollow",
}


def guarded(app: ASGIApp) -> ASGIApp:
    """Return `app` with the headers of safety on every response; nothing of it is kept by a browser or proxy."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
                message["headers"] = headers.raw
            await send(message)

        await app(scope, receive, send_guarded if scope["type"] == "http" else send)

    return answer


def is_from_here(request: Request) -> bool:
    """Tell whether a form was sent from a page of the desk, as the browser says."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin", "")
    return site in (None, "same-origin") and origin.partition("://")[2] == request.headers.get("host", "")


def is_short(request: Request) -> bool:
    """Tell whether a form says how long it is, and is no longer than the desk takes."""
    length = request.headers.get("content-length", "")
    return length.isdecimal() and int(length) <= LONGEST_FORM_BYTES


def comes_from_elsewhere(request: Request) -> bool:
    """Tell whether the user came by a link on another site, for which the browser holds the session back."""
    return request.headers.get("sec-fetch-site") == "cross-site" and request.headers.get("sec-fetch-mode") == "navigate"
