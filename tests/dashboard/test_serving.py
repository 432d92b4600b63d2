"""The server's address: only this machine's, told when it answers, and left in order."""

from __future__ import annotations

import gc
import os
import signal
import socket
import threading
import time

import httpx
import pytest

from dashboard import serving
from data.errors import NotLoopback, PortBusy
from data.settings import Settings
from tests.dashboard.harness import listening, make


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.5", "localhost", "::1"])
def test_a_loopback_address_is_taken(host: str) -> None:
    assert serving.check_host(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.5", "example.org", ""])
def test_an_address_others_could_reach_is_refused_with_what_to_do(host: str) -> None:
    with pytest.raises(NotLoopback, match=r"127\.0\.0\.1"):
        serving.check_host(host)


def test_a_taken_port_is_told_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy, match=f"Порт {port}.*другой порт"):
            serving.listen("127.0.0.1", port)


def test_the_address_is_told_when_it_answers() -> None:
    with listening(make()) as url:
        assert httpx.get(f"{url}/health").status_code == 200


def test_an_address_of_ip_6_is_written_as_browsers_read_it() -> None:
    with serving.listen("::1", 0) as listener:
        said: list[str] = []
        server = serving.server(make(), Settings(), listener, said.append)
        assert isinstance(server, serving._Server)
        server._tell()
        assert said == [f"http://[::1]:{listener.getsockname()[1]}"]


def test_the_server_does_not_say_what_it_is_made_of() -> None:
    with listening(make()) as url:
        assert "server" not in httpx.get(url).headers


def test_a_signal_stops_it_in_order_and_gives_control_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    said: list[str] = []

    def started(url: str) -> None:
        said.append(url)
        threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGTERM)).start()

    begun = time.monotonic()
    serving.serve(make(), Settings(port=0), started)
    assert said[0].startswith("http://127.0.0.1:")
    assert time.monotonic() - begun < 10
    assert signal.getsignal(signal.SIGTERM) is before


def test_its_port_is_free_again_at_once() -> None:
    with listening(make()) as url:
        httpx.get(url)
    port = int(url.rsplit(":", 1)[1])
    serving.listen("127.0.0.1", port).close()


def test_what_the_program_is_made_of_is_no_garbage_to_look_for() -> None:
    before = gc.get_freeze_count()
    try:
        serving.settle()
        assert gc.get_freeze_count() > max(before, 10_000)
    finally:
        gc.unfreeze()
