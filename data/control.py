"""The door of the process that holds a store: a local socket beside the file, where commands are handed in."""

from __future__ import annotations

import json
import os
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Say = Callable[[str], None]
Run = Callable[[str, Mapping[str, Any], Say], int]
_CONNECT_S = 2.0
_LONGEST_PATH = 100


def socket_path(db: Path) -> Path:
    """Where the holder of this store listens; a path too long for a socket gets a short name in the temporary folder."""
    beside = db.resolve().with_name(db.name + ".sock")
    if len(str(beside).encode()) < _LONGEST_PATH:
        return beside
    import hashlib
    import tempfile

    return (
        Path(tempfile.gettempdir())
        / f"teplokarta-{hashlib.sha256(str(beside).encode()).hexdigest()[:16]}.sock"
    )


class Control:
    """Serves commands on the socket, one thread each, until it is closed."""

    def __init__(self, db: Path, run: Run) -> None:
        self._path = socket_path(db)
        self._path.unlink(missing_ok=True)
        self._server = _Server(str(self._path), _Handler)
        self._server.run = run
        os.chmod(self._path, 0o600)
        self._thread = threading.Thread(target=self._server.serve_forever, name="control", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take no more commands and remove the socket."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._path.unlink(missing_ok=True)


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    run: Run


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """One request line `{command, args}`; answers lines `{say}` and at last `{exit}`."""
        line = self.rfile.readline()
        if not line:
            return  # somebody only looked whether the store is held
        request = json.loads(line)
        server = self.server
        assert isinstance(server, _Server)
        try:
            code = server.run(request["command"], request["args"], lambda text: self._send({"say": text}))
        except Exception as fault:
            self._send({"say": f"Ошибка: {fault}", "exit": 2})
            raise
        self._send({"exit": code})

    def _send(self, message: Mapping[str, Any]) -> None:
        self.wfile.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
        self.wfile.flush()


def held(db: Path) -> bool:
    """Whether a living process holds this store and takes commands."""
    try:
        with _connect(db):
            return True
    except OSError:
        return False


def ask(db: Path, command: str, args: Mapping[str, Any], say: Say) -> int:
    """Have the holder run a command; its lines are said here, its exit code returned."""
    with _connect(db) as door, door.makefile("rwb") as stream:
        door.settimeout(None)
        stream.write(
            json.dumps({"command": command, "args": dict(args)}, ensure_ascii=False).encode() + b"\n"
        )
        stream.flush()
        for line in stream:
            message = json.loads(line)
            if "say" in message:
                say(message["say"])
            if "exit" in message:
                return int(message["exit"])
    say("Ошибка: сервер прервал выполнение команды. Проверьте его журнал и повторите.")
    return 2


def _connect(db: Path) -> socket.socket:
    door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    door.settimeout(_CONNECT_S)
    try:
        door.connect(str(socket_path(db)))
    except OSError:
        door.close()
        raise
    return door
