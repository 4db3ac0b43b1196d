"""Serves the desk on an address."""

from collections.abc import Callable

import uvicorn

from desk.app import create_app
from schemas.settings import Settings

LEAST_SECONDS = 5


def serve(settings: Settings, *, say: Callable[[str], None]) -> None:
    """Serve the desk until it is told to end; requests are not logged, since the audit log has them."""
    scheme = "https" if settings.desk_certificate else "http"
    say(f"The desk is at {scheme}://{settings.desk_host}:{settings.desk_port} (Ctrl+C ends it)")
    uvicorn.run(
        create_app(settings),
        host=settings.desk_host,
        port=settings.desk_port,
        ssl_certfile=settings.desk_certificate,
        ssl_keyfile=settings.desk_certificate_key,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_keep_alive=LEAST_SECONDS,
    )
