"""Reads what a changing request carries: a small JSON object, names that are known, texts and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from dashboard import encode, params
from data.errors import BadFilter, BadPayload

Body = dict[str, Any]
BODY_MAX_BYTES = 16 * 2**10


def read_body(raw: bytes, request: Request) -> Body:
    """The JSON object of a body; another type is refused, so that no form of another site can send one."""
    if not request.headers.get("content-type", "").lower().startswith(encode.JSON):
        raise BadPayload("Тело запроса — не application/json")
    if len(raw) > BODY_MAX_BYTES:
        raise BadPayload(f"Тело запроса больше {BODY_MAX_BYTES // 2**10} КБ")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadPayload("Тело запроса — не JSON") from None
    if not isinstance(body, dict):
        raise BadPayload("Тело запроса — не объект JSON")
    return body


def only(given: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in given:
        if name not in names:
            allowed = "Допустимо: " + (", ".join(names) or "без параметров")
            raise BadFilter(str(name)[:60], "неизвестное имя", allowed)


def text_of(body: Body, name: str) -> str | None:
    value = body.get(name)
    if value is None or isinstance(value, str):
        return value if value is None else value.strip()
    raise BadFilter(name, "ожидается текст", "Строка JSON")


def number_of(query: Mapping[str, str]) -> int:
    only(query, ("number",))
    number = params.whole(query, "number", None, 1, 10**15)
    if number is None:
        raise BadFilter("number", "не указан номер", "Номер записи, целое число от 1")
    return number
