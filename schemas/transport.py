"""What crosses a network is encrypted, and who answers is checked (rule D38)."""

from ipaddress import ip_address
from pathlib import Path
from ssl import SSLContext, SSLError, create_default_context
from urllib.parse import urlsplit

from schemas.errors import ConfigurationError


def is_this_host(host: str | None) -> bool:
    """Return whether `host` is this machine itself, which is reached without a network."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def kafka_hosts(bootstrap_servers: str) -> list[str]:
    """Return the hosts of a list such as `a:9092,b:9092`."""
    return [urlsplit(f"//{server.strip()}").hostname or "" for server in bootstrap_servers.split(",") if server.strip()]


def is_in_clear(url: str) -> bool:
    """Return whether what is sent to `url` crosses a network in clear."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not is_this_host(parts.hostname)


def trusting(ca_file: Path | None) -> SSLContext:
    """Return what checks a server's name and certificate, by the authorities in `ca_file`, else by the system's own.

    Raises `ConfigurationError` for a file that holds no authority.
    """
    try:
        return create_default_context(cafile=ca_file)
    except (SSLError, OSError) as error:
        raise ConfigurationError(
            f"FOREWARN_CA_FILE {ca_file} cannot be used ({type(error).__name__}); "
            "name a readable file of certificate authorities in PEM"
        ) from None
