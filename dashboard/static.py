"""Serves the files of the screens packed once: our assets and the components' scripts, with true ETags."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from dash import Dash
from dash.fingerprint import check_fingerprint
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.faults import plain_refusal

SUITES = "/_dash-component-suites/"
ASSETS = "/assets/"
_PACKED = re.compile(r"text/|application/(javascript|json|xml|wasm)|image/svg|font/(ttf|otf)")
_LEVEL = 9
_LEAST_BYTES = 600
_LATER = "async-"
"""Parts of components that a page loads only if it uses them; packed when first asked for."""
_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to send; kept packed where that is smaller, unpacked only for the few who do not take gzip."""

    kind: str
    etag: str
    sent: bytes
    is_packed: bool
    stamp: str = ""

    @property
    def body(self) -> bytes:
        """The file as it is on disk."""
        return gzip.decompress(self.sent) if self.is_packed else self.sent


def pack(body: bytes, name: str, stamp: str = "") -> File:
    """Read the file's kind from its name and compress it; a second is for 10 MB, so once and in a thread."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    if len(body) >= _LEAST_BYTES and _PACKED.match(kind):
        packed = gzip.compress(body, _LEVEL, mtime=0)
        if len(packed) < len(body):
            return File(kind, etag, packed, True, stamp)
    return File(kind, etag, body, False, stamp)


class Static:
    """Plain ASGI before Dash: answers its own two prefixes, passes on the rest."""

    def __init__(self, app: ASGIApp, dash_app: Dash) -> None:
        self._app = app
        self._dash = dash_app
        self._assets = Path(dash_app.config.assets_folder).resolve()
        self._files: dict[str, File] = {}
        self._thread = ThreadPoolExecutor(1, "static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"] if scope["type"] == "http" else ""
        if not path.startswith((SUITES, ASSETS)):
            await self._app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            await plain_refusal(405)(scope, receive, send)
        else:
            file = await self._load(path)
            response = plain_refusal(404) if file is None else _answer(file, scope, path)
            await response(scope, receive, send)

    async def warm(self) -> int:
        """Pack what every page loads before anyone asks; the total weight as sent, bytes."""
        paths = [*self._suites(), *(f"{ASSETS}{name}" for name in self._names())]
        found = [await self._load(path) for path in paths if not path.rpartition("/")[2].startswith(_LATER)]
        return sum(len(file.sent) for file in found if file is not None)

    def _suites(self) -> list[str]:
        """Every component file Dash may ask for."""
        return [
            f"{SUITES}{package}/{path}"
            for package, paths in self._dash.registered_paths.items()
            for path in sorted(paths)
            if not path.endswith(".map")
        ]

    def _names(self) -> list[str]:
        return [
            path.relative_to(self._assets).as_posix()
            for path in sorted(self._assets.rglob("*"))
            if path.is_file()
        ]

    async def _load(self, path: str) -> File | None:
        """The file, packed in a thread of its own where that is still to be done."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._find, path)

    def _find(self, path: str) -> File | None:
        return self._suite(path.removeprefix(SUITES)) if path.startswith(SUITES) else self._asset(path)

    def _suite(self, path: str) -> File | None:
        """A file that a component package has registered with Dash; packages do not change while we run."""
        package, _, given = path.partition("/")
        name, _ = check_fingerprint(given)
        key = f"{package}/{name}"
        if key not in self._files:
            if name not in self._dash.registered_paths.get(package, ()):
                return None
            source = resources.files(sys.modules[package]).joinpath(name)
            if not source.is_file():
                return None
            self._files[key] = pack(source.read_bytes(), name)
        return self._files[key]

    def _asset(self, path: str) -> File | None:
        """One of our own files, packed anew when it has changed on disk."""
        parts = PurePosixPath(path.removeprefix(ASSETS)).parts
        if not parts or "\x00" in path or any(part in ("..", "/") or part.startswith(".") for part in parts):
            return None
        source = self._assets.joinpath(*parts)
        if not source.is_file() or not source.resolve().is_relative_to(self._assets):
            return None
        stamp = str(source.stat().st_mtime)
        if path not in self._files or self._files[path].stamp != stamp:
            self._files[path] = pack(source.read_bytes(), source.name, stamp)
        return self._files[path]


def _answer(file: File, scope: Scope, path: str) -> Response:
    """The file, packed for those who take gzip; 304 for those who have it."""
    asked = Headers(scope=scope)
    headers = {"ETag": file.etag, "Cache-Control": _YEAR if _stable(file, scope, path) else "no-cache"}
    if file.is_packed:
        headers["Vary"] = "Accept-Encoding"
    if _has(asked.get("if-none-match", ""), file.etag):
        return Response(status_code=304, headers=headers)
    as_packed = file.is_packed and "gzip" in asked.get("accept-encoding", "")
    if as_packed:
        headers["Content-Encoding"] = "gzip"
    response = Response(file.sent if as_packed else file.body, headers=headers)
    response.headers["Content-Type"] = f"{file.kind}; charset=utf-8" if _is_text(file.kind) else file.kind
    return response


def _has(given: str, etag: str) -> bool:
    """Whether If-None-Match names the tag; a weak one is as good here."""
    return etag in {tag.strip().removeprefix("W/") for tag in given.split(",")}


def _is_text(kind: str) -> bool:
    return kind.startswith("text/") or kind in ("application/javascript", "application/json")


def _stable(file: File, scope: Scope, path: str) -> bool:
    """Whether the address names these very bytes: a fingerprint, or Dash's `?m=` with the file's time."""
    if path.startswith(SUITES):
        return bool(check_fingerprint(path.removeprefix(SUITES))[1])
    stamp = QueryParams(scope["query_string"].decode("latin-1")).get("m", "")
    return bool(stamp) and stamp == file.stamp
