"""`GET /export.csv` and its brothers: the file is made whole beside the store, then sent piece by piece and forgotten."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dashboard import params
from dashboard.api_questions import Endpoint
from dashboard.asker import Asker
from dashboard.callbacks.desk import Desk
from dashboard.export.files import export, write

KINDS: Mapping[str, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "gpkg": "application/geopackage+sqlite3",
    "geojson": "application/geo+json",
}
_CHUNK = 1 << 18


def path_of(suffix: str) -> str:
    """The address of a kind of file."""
    return f"/export.{suffix}"


def endpoint(suffix: str, desk: Desk, asker: Asker) -> Endpoint:
    """The handler of one kind of file; a fault is answered in words, never by half a file."""

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        file, name = await asker.run(lambda: made(desk, query, suffix))
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Content-Length": str(os.fstat(file.fileno()).st_size),
            "Content-Encoding": "identity",
            "Cache-Control": "no-store",
        }
        return StreamingResponse(_pieces(file), 200, headers, KINDS[suffix])

    return handle


def made(desk: Desk, query: Mapping[str, str], suffix: str) -> tuple[BinaryIO, str]:
    """The finished file, open and already without a name: it ends with whoever reads it, even with a killed server."""
    desk.questions.store.disk.check()
    wanted = export(desk, query, suffix)
    with tempfile.TemporaryDirectory(prefix=".export-", dir=desk.settings.db.resolve().parent) as folder:
        path = Path(folder) / f"export.{suffix}"
        write(desk, wanted, path)
        return path.open("rb"), wanted.name


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, _CHUNK):
            yield piece
