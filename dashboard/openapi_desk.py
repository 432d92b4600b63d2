"""Describes in OpenAPI the routes of what people keep: saved questions and events on the time axis."""

from __future__ import annotations

from typing import Any

from data import annotations as events
from data import saved

Schema = dict[str, Any]

_NUMBER: Schema = {"type": "integer", "minimum": 1}
_NULL: Schema = {"type": "null"}
_DAY: Schema = {"type": "string", "format": "date"}
_CODE: Schema = {"type": "string", "minLength": 1}
_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": saved.NAME_CHARS}
_PATH: Schema = {"enum": ["/", "/records"]}
_QUERY: Schema = {"type": "string", "maxLength": saved.QUERY_CHARS, "description": "Фильтры строкой запроса."}
_KIND: Schema = {"enum": list(events.KINDS)}
_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": events.TEXT_CHARS}


def strict(required: list[str], **properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


def either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


_SAVED: dict[str, Schema] = {
    "number": _NUMBER,
    "name": _NAME,
    "path": _PATH,
    "query": _QUERY,
    "place": _NUMBER,
    "created": {"type": "string", "format": "date-time"},
}
_NOTE: dict[str, Schema] = {
    "number": either(_NUMBER, _NULL),
    "region": _CODE,
    "district": either(_CODE, _NULL),
    "kind": _KIND,
    "from": _DAY,
    "to": _DAY,
    "text": {"type": "string", "minLength": 1},
    "shipped": {"type": "boolean", "description": "Государственный праздник: его не меняют, text — его имя."},
}
SCHEMAS: dict[str, Schema] = {
    "SavedQuestion": strict(list(_SAVED), **_SAVED),
    "SavedQuestions": strict(
        ["rows"], rows={"type": "array", "items": {"$ref": "#/components/schemas/SavedQuestion"}}
    ),
    "NewQuestion": strict(["name", "query"], name=_NAME, path=_PATH, query=_QUERY),
    "ChangedQuestion": strict([], name=_NAME, path=_PATH, query=_QUERY, place=_NUMBER),
    "Annotation": strict(list(_NOTE), **_NOTE),
    "Annotations": strict(
        ["rows"], rows={"type": "array", "items": {"$ref": "#/components/schemas/Annotation"}}
    ),
    "NewAnnotation": strict(
        ["kind", "from", "text"],
        **{name: _NOTE[name] for name in ("region", "district", "kind", "from", "to")},
        text=_TEXT,
    ),
    "Removed": strict(["removed"], removed=_NUMBER),
}

BY_NUMBER: Schema = {
    "name": "number",
    "in": "query",
    "required": True,
    "schema": _NUMBER,
    "description": "Номер записи.",
}
_WITHIN = [
    {"name": name, "in": "query", "required": False, "schema": schema, "description": about}
    for name, schema, about in (
        ("region", _CODE, "Код региона или all; без него — регион хранилища по умолчанию."),
        ("district", _CODE, "События этих районов и региона в целом."),
        ("from", _DAY, "Первый день, включительно."),
        ("to", _DAY, "Последний день, включительно; вместе с from добавляет праздники."),
    )
]


def paths() -> dict[str, Schema]:
    """Both addresses with all their methods."""
    questions = {
        "get": act("getSavedQuestions", "Сохранённые вопросы по порядку", "SavedQuestions"),
        "post": act("addSavedQuestion", "Сохранить вопрос", "SavedQuestion", "NewQuestion"),
        "put": act("changeSavedQuestion", "Изменить имя, адрес или место", "SavedQuestion", "ChangedQuestion"),
        "delete": act("removeSavedQuestion", "Удалить вопрос", "Removed"),
    }
    noted = {
        "get": act("getAnnotations", "События на оси времени", "Annotations"),
        "post": act("addAnnotation", "Отметить событие", "Annotation", "NewAnnotation"),
        "put": act("changeAnnotation", "Изменить событие", "Annotation", "NewAnnotation"),
        "delete": act("removeAnnotation", "Удалить событие", "Removed"),
    }
    noted["get"]["parameters"] = _WITHIN
    for acts in (questions, noted):
        acts["put"]["parameters"] = acts["delete"]["parameters"] = [BY_NUMBER]
    return {"/api/v1/questions": questions, "/api/v1/annotations": noted}


def act(operation: str, title: str, answer: str, body: str | None = None) -> Schema:
    adds = operation.startswith("add")
    reads = operation.startswith("get")
    refused = [400, 422, 500, 503] if reads else [400, 403, 408, 413, 422, 500, 503]
    found: Schema = {
        "operationId": operation,
        "summary": title,
        "parameters": [],
        "responses": {
            "201" if adds else "200": {"description": title, "content": _json(answer)},
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in refused},
        },
    }
    if body is not None:
        found["requestBody"] = {"required": True, "content": _json(body)}
    return found


def _json(name: str) -> Schema:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
