"""Describes the bodies of the web interface as JSON Schema (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from dashboard.params import STEPS
from data import model

Schema = dict[str, Any]

WHOLE: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
MOMENT: Schema = {"type": "string", "format": "date-time", "description": "ISO 8601 со смещением региона."}
CELL: Schema = {"type": "string", "pattern": "^8[0-9a-f]{14}$", "description": "Ячейка H3, шестнадцатерично."}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


NUMBER: Schema = {"type": "number"}
MAYBE = _or_null(NUMBER)
MAYBE_TEXT = _or_null(TEXT)
MAYBE_MOMENT = _or_null(MOMENT)


def _object(**properties: Schema) -> Schema:
    """An object with exactly these properties."""
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(items: Schema, **more: int) -> Schema:
    return {"type": "array", "items": items, **more}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_HEAD: dict[str, Schema] = {"version": WHOLE, "asof": MOMENT}

SUMMARY = _object(
    **_HEAD,
    total=WHOLE,
    previous=_or_null(WHOLE),
    open=WHOLE,
    overdue=WHOLE,
    placed=_object(**dict.fromkeys(model.PRECISIONS, WHOLE)),
    sources=_list(_object(name=TEXT, last=MOMENT, rows=WHOLE)),
)
HEAT = _object(
    **_HEAD,
    res={"type": "integer", "minimum": 4, "maximum": 10},
    metric={"enum": list(model.METRICS)},
    unit={"enum": list(model.UNITS)},
    breaks=_list(NUMBER, minItems=2),
    cells=_list(CELL),
    values=_list(MAYBE),
)
CHANGE = _object(
    **_HEAD,
    res={"type": "integer", "minimum": 4, "maximum": 10},
    metric={"enum": list(model.METRICS)},
    unit={"enum": list(model.UNITS)},
    base={"enum": ["previous", "usual", "vs"]},
    since=MAYBE_MOMENT,
    until=MAYBE_MOMENT,
    cells=_list(CELL),
    values=_list(MAYBE),
    before=_list(MAYBE),
    beyond=_list({"enum": [-1, 0, 1], "description": "1 — больше, −1 — меньше, 0 — в пределах случайности."}),
)
ROW = _object(code=MAYBE_TEXT, name=MAYBE_TEXT, parent=MAYBE_TEXT, value=MAYBE, previous=MAYBE)
BREAKDOWN = _object(**_HEAD, rows=_list(_ref("Row")))
REGION_ROW = _object(
    code=TEXT, name=TEXT, parent={"type": "null"}, value=MAYBE, previous=MAYBE, count=WHOLE, open=WHOLE, overdue=WHOLE
)
BY_REGION = _object(**_HEAD, rows=_list(_ref("RegionRow")))
BIN = _object(at=MOMENT, value=MAYBE, usual=MAYBE, low=MAYBE, high=MAYBE)
TREND = _object(**_HEAD, step={"enum": list(STEPS)}, rows=_list(_ref("Bin")))

SURGE = _object(word=TEXT, texts=WHOLE, share=NUMBER, usual=NUMBER, ratio=MAYBE, score=NUMBER, chance=NUMBER)
WORDS = _object(**_HEAD, texts=WHOLE, usual_texts=WHOLE, queued=WHOLE, rows=_list(_ref("Surge")))

_MOMENTS = ("registered", "due", "first_answer", "answered", "closed", "updated")
_TEXTS = (
    "channel", "topic_group", "topic", "district", "settlement", "street", "house", "body", "executor", "text",
    "answer", "repeat_of",
)  # fmt: skip
_FLAG = _or_null({"type": "boolean"})
APPEAL = _object(
    source=TEXT,
    external_id=TEXT,
    region=TEXT,
    received=MOMENT,
    **dict.fromkeys(_MOMENTS, MAYBE_MOMENT),
    **dict.fromkeys(_TEXTS, MAYBE_TEXT),
    fast_track=_FLAG,
    type={"enum": list(model.TYPES)},
    resolvable=_FLAG,
    lon=MAYBE,
    lat=MAYBE,
    status={"enum": list(model.STATUSES)},
    mark=_or_null({"type": "integer", "minimum": 1, "maximum": 5}),
    needs_budget={"enum": list(model.BUDGET)},
    attachments=_or_null({"type": "array"}),
    extra=_or_null({"type": "object"}),
    precision={"enum": list(model.PRECISIONS)},
    cell=_or_null(CELL),
)
PAGE = _object(**_HEAD, total=WHOLE, rows=_list(_ref("Appeal"), maxItems=500), next_cursor=MAYBE_TEXT)

PUSHED: Schema = {
    "type": "object",
    "required": ["source", "external_id"],
    "anyOf": [{"required": ["received"]}, {"required": ["received_at"]}],
    "properties": {
        **{name: {} for name in model.APPEAL.names},
        "received_at": TEXT,
        "updated_at": TEXT,
    },
    "additionalProperties": True,
    "description": "Обращение под своими именами полей; неизвестные имена сохраняются в extra. Неверная запись уходит "
    "в карантин, остальные сохраняются.",
}
RECEIPT = _object(
    fetched=WHOLE,
    stored=WHOLE,
    updated=WHOLE,
    duplicate=WHOLE,
    quarantined=WHOLE,
    seconds={"type": "number", "minimum": 0},
    errors=_list(_object(index=WHOLE, reason=TEXT), maxItems=100),
)
EVENT: Schema = {
    "oneOf": [
        _object(
            v=WHOLE, n=WHOLE, cells=_list({"type": "array", "prefixItems": [CELL, NUMBER], "items": False})
        ),
        _object(v=WHOLE, reload={"const": True}),
    ],
    "description": "Поле data одного события: n — новых и изменённых с прошлого сообщения, cells — [ячейка, значение], "
    "значения абсолютные, 0 убирает ячейку; reload — спросить всё заново. Событие heartbeat ничего не меняет.",
}
HEALTH = _object(
    status={"enum": ["ok", "late", "empty", "full"]},
    version=WHOLE,
    release=TEXT,
    uptime_s={"type": "number", "minimum": 0},
    streams=WHOLE,
    storage=_object(writing={"type": "boolean"}, free_mb=WHOLE, free_min_mb=WHOLE, reopened=WHOLE),
    search=_object(on={"type": "boolean"}, usable={"type": "boolean"}, texts=WHOLE, queued=WHOLE),
    briefings=_object(schedules=WHOLE, failing=WHOLE, next={"anyOf": [MOMENT, {"type": "null"}]}),
    regions=_list(
        _object(
            code=TEXT,
            name=TEXT,
            live={"type": "boolean"},
            synthetic={"type": "boolean"},
            sources=_list(_object(name=TEXT, last=MOMENT, rows=WHOLE, late={"type": "boolean"})),
        )
    ),
)
FAULT = _object(error=_object(name=TEXT, message=TEXT, allowed=TEXT))

SCHEMAS: dict[str, Schema] = {
    "Summary": SUMMARY,
    "Heat": HEAT,
    "Change": CHANGE,
    "Row": ROW,
    "Breakdown": BREAKDOWN,
    "RegionRow": REGION_ROW,
    "ByRegion": BY_REGION,
    "Bin": BIN,
    "Trend": TREND,
    "Surge": SURGE,
    "Words": WORDS,
    "Appeal": APPEAL,
    "Page": PAGE,
    "PushedAppeal": PUSHED,
    "Receipt": RECEIPT,
    "Event": EVENT,
    "Health": HEALTH,
    "Fault": FAULT,
}
