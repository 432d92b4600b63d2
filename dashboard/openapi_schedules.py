"""Describes in OpenAPI the routes of scheduled briefings."""

from __future__ import annotations

from typing import Any

from dashboard.api_schedules import FILE, LIMIT_MAX, RUN, RUNS, SCHEDULES
from dashboard.briefing.briefings import KINDS, ORIENTS, OURS, PAPERS
from dashboard.openapi_desk import BY_NUMBER, act, either, strict
from dashboard.schedules.trouble import CODES
from dashboard.texts import LANGUAGES
from data import runs, saved, schedules
from data.rhythm import REPEATS

Schema = dict[str, Any]

_NUMBER: Schema = {"type": "integer", "minimum": 1}
_NULL: Schema = {"type": "null"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ADDRESSES: Schema = {"type": "array", "items": _TEXT, "maxItems": schedules.RECIPIENTS_MOST}

_WANTED: dict[str, Schema] = {
    "name": {"type": "string", "minLength": 1, "maxLength": saved.NAME_CHARS},
    "query": {"type": "string", "maxLength": saved.QUERY_CHARS, "description": "Фильтры, без from, to, asof и vs."},
    "template": {"type": "string", "description": f"{', '.join(OURS)} или свой шаблон."},
    "paper": {"enum": list(PAPERS)},
    "orient": {"enum": list(ORIENTS)},
    "lang": {"enum": list(LANGUAGES)},
    "kind": {"enum": list(KINDS)},
    "repeat": {"enum": list(REPEATS), "description": "Каждый день, по дням недели или раз в месяц."},
    "weekdays": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 7}, "description": "Понедельник — 1."},
    "monthday": {"type": "integer", "minimum": 1, "maximum": 31, "description": "Где такого дня нет, последний день месяца."},
    "time": {"type": "string", "pattern": f"^{schedules.CLOCK.pattern}$", "description": "По времени региона."},
    "folder": {"type": "boolean", "description": "Записать в папку сводок на сервере."},
    "recipients": _ADDRESSES,
    "active": {"type": "boolean"},
}
_RUN: dict[str, Schema] = {
    "number": _NUMBER,
    "schedule": _NUMBER,
    "name": _TEXT,
    "cause": {"enum": list(runs.CAUSES), "description": "В свой момент, после простоя, по просьбе."},
    "planned": _MOMENT,
    "outcome": {"enum": list(runs.OUTCOMES)},
    "attempt": _COUNT,
    "next_try": either(_MOMENT, _NULL),
    "started": either(_MOMENT, _NULL),
    "ended": either(_MOMENT, _NULL),
    "file": either(_TEXT, _NULL),
    "bytes": either(_COUNT, _NULL),
    "sent": _ADDRESSES,
    "error": either(strict(["code", "text", "hint"], code={"enum": list(CODES)}, text=_TEXT, hint=_TEXT), _NULL),
}
SCHEMAS: dict[str, Schema] = {
    "BriefingRun": strict(list(_RUN), **_RUN),
    "BriefingRuns": strict(["rows"], rows={"type": "array", "items": {"$ref": "#/components/schemas/BriefingRun"}}),
    "Schedule": strict(
        ["number", *_WANTED, "next", "last"],
        number=_NUMBER,
        **_WANTED,
        next=either(_MOMENT, _NULL),
        last=either({"$ref": "#/components/schemas/BriefingRun"}, _NULL),
    ),
    "Schedules": strict(["rows"], rows={"type": "array", "items": {"$ref": "#/components/schemas/Schedule"}}),
    "NewSchedule": strict(["name"], **_WANTED),
    "ChangedSchedule": strict([], **_WANTED),
}
_OF_SCHEDULE = {**BY_NUMBER, "required": False, "description": "Номер расписания; без него — все."}
_LIMIT = {
    "name": "limit", "in": "query", "required": False, "description": "Сколько запусков, новые первыми.",
    "schema": {"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": 50},
}  # fmt: skip


def paths() -> dict[str, Schema]:
    """The addresses with all their methods."""
    kept = {
        "get": act("getSchedules", "Сводки по расписанию", "Schedules"),
        "post": act("addSchedule", "Добавить расписание", "Schedule", "NewSchedule"),
        "put": act("changeSchedule", "Изменить расписание", "Schedule", "ChangedSchedule"),
        "delete": act("removeSchedule", "Удалить расписание, история остаётся", "Removed"),
    }
    kept["put"]["parameters"] = kept["delete"]["parameters"] = [BY_NUMBER]
    now = act("runSchedule", "Сделать сводку сейчас", "BriefingRun")
    now["parameters"] = [BY_NUMBER]
    now["responses"]["202"] = now["responses"].pop("200")
    now["requestBody"] = {"required": True, "content": {"application/json": {"schema": strict([])}}}
    history = act("getBriefingRuns", "История запусков", "BriefingRuns")
    history["parameters"] = [_OF_SCHEDULE, _LIMIT]
    file = act("getBriefingFile", "Файл запуска", "Removed")
    file["parameters"] = [BY_NUMBER]
    content = {media: {"schema": {"type": "string", "format": "binary"}} for media in KINDS.values()}
    file["responses"]["200"] = {"description": "Файл", "content": content}
    return {SCHEDULES: kept, RUN: {"post": now}, RUNS: {"get": history}, FILE: {"get": file}}
