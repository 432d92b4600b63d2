"""What holds for every test: no network but this machine, properties checked the same way on each run."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

LOCAL = {"127.0.0.1", "::1", "localhost", "testserver", ""}

settings.register_profile(
    "project", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("project")


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """A connection to any other machine fails the test that makes it."""
    original = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"a test reaches for {address[0]}")
        original(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", connect)
    yield
    patch.undo()
