"""What holds rule D36 holds: another host is refused in tests, and a network that is cut has no way out."""

import socket
import subprocess
import sys

import pytest

from tests import network
from tests.network import OutsideError, can_be_cut, cut_off
from tests.services.fixtures import leave_out

ELSEWHERE = ("192.0.2.1", 9)  # set aside for documents (RFC 5737): nobody has it
REACH = """
import socket, sys
listening = socket.create_server(("127.0.0.1", 0))
socket.create_connection(listening.getsockname()).close()
try:
    socket.create_connection(("192.0.2.1", 9), 5)
except OSError as error:
    print(error.errno, [name for _, name in socket.if_nameindex()])
"""


def test_d36_a_test_that_asks_for_another_host_fails() -> None:
    with pytest.raises(OutsideError, match=r"192\.0\.2\.1"):
        socket.create_connection(ELSEWHERE)
    with pytest.raises(OutsideError, match=r"forewarn\.invalid"):
        socket.getaddrinfo("forewarn.invalid", 443)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams, pytest.raises(OutsideError):
        datagrams.sendto(b"report", ELSEWHERE)
    assert network.asked == ["192.0.2.1", "forewarn.invalid", "192.0.2.1"]
    network.asked.clear()


def test_this_host_may_be_asked_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection(("localhost", listening.getsockname()[1])).close()


def test_d36_a_network_that_is_cut_has_no_way_out() -> None:
    if not can_be_cut():
        leave_out("left out, as this machine lets nobody make a network of their own (unshare --net)")
    done = subprocess.run(cut_off([sys.executable, "-c", REACH]), check=True, capture_output=True, text=True)
    assert done.stdout.split(maxsplit=1) == ["101", "['lo']\n"]  # 101: network is unreachable
