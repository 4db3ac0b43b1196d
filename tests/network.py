"""Rule D36: while tests run, nothing but this host is spoken to; and a whole run with the network cut off."""

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from schemas.transport import is_this_host, kafka_hosts

asked: list[str] = []
"""Hosts that were asked for although they are not this one."""

WITH_HOST = {"socket.getaddrinfo": 0, "socket.gethostbyname": 0}
WITH_ADDRESS = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1}

# A new network has one interface, the loopback, and it is down. (SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP: linux/sockios.h)
LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    name, flags = struct.unpack("16sh", fcntl.ioctl(any_socket, 0x8913, struct.pack("16sh", b"lo", 0)))
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", flags | 1))
os.execvp(sys.argv[1], sys.argv[1:])
"""


class OutsideError(RuntimeError):
    """Something asked for another host."""


@cache
def named_services() -> set[str]:
    """Return the hosts of the services that whoever runs the tests has named."""
    url = urlsplit(os.environ.get("ELASTICSEARCH_URL", "")).hostname
    return {*kafka_hosts(os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "")), *([url] if url else [])}


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse, as an audit hook of Python's, what would ask for another host, and keep which that was."""
    if event in WITH_HOST:
        host = arguments[WITH_HOST[event]]
    elif event in WITH_ADDRESS and isinstance(address := arguments[WITH_ADDRESS[event]], tuple):
        host = address[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host and not is_this_host(host) and host not in {socket.gethostname(), *named_services()}:
        asked.append(host)
        raise OutsideError(f"{host} was asked for; nothing may leave this host (rule D36)")


def cut_off(command: Sequence[str | os.PathLike[str]]) -> list[str | os.PathLike[str]]:
    """Return the command as it runs in a network of its own, which has the loopback and no way out."""
    return ["unshare", "--map-root-user", "--net", "--", sys.executable, "-c", LOOPBACK_UP, *command]


@cache
def can_be_cut() -> bool:
    """Say whether this machine lets us make a network of our own."""
    try:
        return subprocess.run(cut_off(["true"]), capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
