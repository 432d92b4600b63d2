"""Takes pushed records: unpacks and parses a body within its limits, hands it to the pipeline, answers the counts."""

from __future__ import annotations

import json
import math
import re
import time
import zlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, params
from dashboard.asker import Asker
from data.errors import BadFilter, BadPayload, TooLarge, UnknownEncoding
from data.model import Counts
from data.pipeline import Pipeline
from data.pushes import Receipt
from data.settings import Settings

ERRORS_SHOWN = 100
_LONE = re.compile("[\ud800-\udfff]")
_ESCAPED_LONE = re.compile(rb"\\u[dD][89a-fA-F]")
Record = Mapping[str, object]


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """The body as sent or its gzip content, never more than `limit` bytes of it in memory."""
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip"):
        raise UnknownEncoding(f"Сжатие «{encoding[:30]}» не поддерживается")
    engine = zlib.decompressobj(wbits=31)
    try:
        content = engine.decompress(body, limit + 1)
    except zlib.error:
        raise BadPayload("Тело запроса не распаковывается: это не gzip") from None
    if len(content) > limit:
        raise TooLarge(f"Распакованное тело больше {limit // 2**20} МБ")
    if not engine.eof:
        raise BadPayload("Тело запроса оборвано: gzip не закончен")
    return content


def parse(body: bytes, max_rows: int) -> list[Record]:
    """The records of a JSON array or of NDJSON; raises BadPayload or TooLarge."""
    try:
        text = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError as fault:
        raise BadPayload(f"Тело запроса не в UTF-8 (байт {fault.start})") from None
    rows: list[Any] = (
        _value(text, "Тело запроса — не JSON") if text.startswith("[") else _lines(text, max_rows)
    )
    if len(rows) > max_rows:
        raise TooLarge(f"В запросе {len(rows)} записей, принимается не больше {max_rows}")
    for index, row in enumerate(rows):
        if not isinstance(row, dict):
            raise BadPayload(f"Запись {index} — не объект JSON")
    return [mend(row) for row in rows] if _ESCAPED_LONE.search(body) else rows


def _lines(text: str, max_rows: int) -> list[Any]:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines:
        raise BadPayload("Тело запроса пусто")
    if len(lines) > max_rows:
        raise TooLarge(f"В запросе {len(lines)} записей, принимается не больше {max_rows}")
    return [_value(line, f"Строка {number} — не JSON") for number, line in lines]


def _value(text: str, what: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as fault:
        raise BadPayload(f"{what} (знак {fault.pos})") from None
    except RecursionError:
        raise BadPayload(f"{what}: слишком глубокая вложенность") from None
    except ValueError as fault:
        raise BadPayload(f"{what}: {fault}") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} не бывает в JSON")


def _finite(text: str) -> float | str:
    """A number too large for a float stays text: its record, not the whole call, is then at fault."""
    value = float(text)
    return value if math.isfinite(value) else text


def mend(value: Any) -> Any:
    """The same value without lone surrogates, which no store can keep; they become U+FFFD."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [mend(part) for part in value]
    if isinstance(value, dict):
        return {mend(name): mend(part) for name, part in value.items()}
    return value


def receipt_body(receipt: Receipt, seconds: float) -> dict[str, Any]:
    """The counts of `load` and the first refusals."""
    counts = receipt.counts
    return {
        "fetched": counts.fetched,
        "stored": counts.stored,
        "updated": counts.updated,
        "duplicate": counts.duplicate,
        "quarantined": counts.quarantined,
        "seconds": round(seconds, 3),
        "errors": [
            {"index": int(index), "reason": reason} for index, reason in receipt.errors[:ERRORS_SHOWN]
        ],
    }


def _region(request: Request) -> str | None:
    query = params.single(request.query_params.multi_items())
    for name in query:
        if name != "region":
            raise BadFilter(name[:60], "неизвестный параметр", "Допустимо: region")
    return query.get("region", "").strip() or None


def endpoint(
    pipeline: Pipeline, asker: Asker, settings: Settings, pushed: Callable[[Counts], None]
) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `POST /api/v1/appeals`; answers once the records are on disk."""
    limit = settings.push_max_mb * 2**20

    async def handle(request: Request) -> Response:
        region = _region(request)
        body = await request.body()
        encoding = request.headers.get("content-encoding", "").strip().lower()
        started = time.monotonic()

        def work() -> Receipt:
            return pipeline.push(parse(unpack(body, encoding, limit), settings.push_max_rows), region)

        receipt = await asker.run(work)
        pushed(receipt.counts)
        answer = receipt_body(receipt, time.monotonic() - started)
        return Response(encode.to_json(answer), 200, {"Cache-Control": "no-store"}, encode.JSON)

    return handle
