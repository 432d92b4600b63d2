"""Runs the application on this machine's address: tells when it really listens, stops without waiting for streams."""

from __future__ import annotations

import gc
import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import uvicorn
from starlette.types import Receive, Scope, Send

from data.errors import NotLoopback, PortBusy
from data.settings import Settings

Started = Callable[[str], None]
_KEEP_ALIVE_S = 30
_STOPS = (signal.SIGINT, signal.SIGTERM)


class Application(Protocol):
    """An ASGI application that can be told to end its live streams."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None: ...

    def close_streams(self) -> None: ...


class _Server(uvicorn.Server):
    """Ends live streams first when it stops, and gives control back to the caller whatever signal stopped it."""

    def __init__(self, config: uvicorn.Config, app: Application, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._application = app
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._application.close_streams()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Unlike uvicorn's: the signal is not raised again, so that the caller can close the store."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in _STOPS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def settle() -> None:
    """Have the collector of garbage pass over what the program itself is made of: a quarter of a million objects that never
    go, which it would look through every few clicks for a tenth of a second and more."""
    gc.collect()
    gc.freeze()


def check_host(host: str) -> str:
    """The address if only this machine can reach it; NotLoopback else (until access is switched on)."""
    try:
        inside = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise NotLoopback(
            f"Адрес {host} доступен не только с этого компьютера, а вход по паролю ещё не включён. "
            "Укажите --host 127.0.0.1."
        )
    return "127.0.0.1" if host == "localhost" else host


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; PortBusy when the port is taken or the address is not this machine's."""
    address = check_host(host)
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(socket.SOMAXCONN)
    except OSError as fault:
        listener.close()
        raise PortBusy(
            f"Порт {port} на {address} занять нельзя: {fault.strerror}. Похоже, сервер уже запущен; "
            "остановите его или укажите другой порт: make run PORT=8051."
        ) from fault
    return listener


def server(
    app: Application, settings: Settings, listener: socket.socket, on_started: Started
) -> uvicorn.Server:
    """A server ready to run on a bound socket; `on_started` gets its address once it answers."""
    host, port = listener.getsockname()[:2]
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=max(1, round(settings.stop_s)),
    )
    return _Server(config, app, lambda: on_started(url))


def serve(
    app: Application, settings: Settings, on_started: Started = print, listener: socket.socket | None = None
) -> None:
    """Answer on `settings.host`, `settings.port` until a signal stops it; returns after a graceful stop.

    A bound `listener` is used where given: who has one knows the port is free before anything else is begun.
    """
    listener = listener or listen(settings.host, settings.port)
    server(app, settings, listener, on_started).run(sockets=[listener])
