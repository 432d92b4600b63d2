"""The true description of the web interface, served as `/openapi.json`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, openapi_desk, openapi_params, openapi_schedules
from dashboard.api_chart import PATH as CHART
from dashboard.api_export import KINDS as EXPORTS
from dashboard.briefing.briefings import KINDS as BRIEFS
from dashboard.briefing.own import names
from dashboard.faults import KINDS
from dashboard.metrics import KIND as PROMETHEUS
from dashboard.openapi_schemas import SCHEMAS
from data.settings import Settings

Schema = dict[str, Any]
_ABOUT = (
    "Один набор фильтров для всех адресов. Повтор параметра-списка — то же, что запятая. Неизвестное имя или неверное "
    "значение — 422 с именем параметра и тем, что допустимо. Тексты обращений обезличены, авторы не выдаются."
)
_PUSH_ABOUT = (
    "Массив JSON или NDJSON; не больше {rows} записей и {mb} МБ; можно сжать gzip. Ответ приходит после надёжной "
    "записи; повтор того же ничего не меняет."
)


BRIEF_OWN = ("template", "paper", "orient", "page", "scenes", "size", "theme")
"""Names of a briefing's query beside the filters."""


@dataclass(frozen=True, slots=True)
class Path:
    """A GET address: what it answers (a schema's name or a media type of its own) and the parameters it takes."""

    path: str
    title: str
    answer: str | None
    own: tuple[str, ...] = ()
    filtered: bool = True
    kinds: tuple[str, ...] = (encode.JSON,)


PATHS = (
    Path("/api/v1/summary", "Итоги отбора", "Summary"),
    Path("/api/v1/heat", "Шестигранники", "Heat", kinds=(encode.JSON, encode.ARROW)),
    Path("/api/v1/change", "Шестигранники: было и стало", "Change", ("base",)),
    Path("/api/v1/districts", "По районам", "Breakdown"),
    Path("/api/v1/regions", "По регионам", "ByRegion"),
    Path("/api/v1/topics", "По группам и темам", "Breakdown"),
    Path("/api/v1/trend", "По времени", "Trend", ("step",)),
    Path("/api/v1/words", "Слова, которых в текстах больше обычного", "Words", ("limit",)),
    Path("/api/v1/appeals", "Обращения, новые первыми", "Page", ("limit", "cursor")),
    Path("/api/v1/events", "Живой поток изменений (SSE)", None, ("since",), kinds=("text/event-stream",)),
    *(
        Path(f"/export.{suffix}", f"Выгрузка в файл {suffix}", None, ("what", "csv"), kinds=(kind,))
        for suffix, kind in EXPORTS.items()
    ),
    Path("/map.png", "Карта картинкой", None, ("width", "height", "theme"), kinds=("image/png",)),
    *(
        Path(f"/brief.{kind}", "Сводка для печати", None, BRIEF_OWN, kinds=(media,))
        for kind, media in BRIEFS.items()
    ),
    Path(CHART, "График экрана картинкой", None, ("chart", "step"), kinds=("image/png",)),
    Path("/health", "Жив ли сервер и свежи ли данные", "Health", filtered=False),
    Path("/metrics", "Показатели для Prometheus", None, filtered=False, kinds=(PROMETHEUS.split(";")[0],)),
    Path("/openapi.json", "Это описание", None, filtered=False),
)


def document(settings: Settings) -> Schema:
    """The whole description (OpenAPI 3.1)."""
    own = names(settings.brief_templates)
    paths: dict[str, Schema] = {path.path: {"get": _get(path, own)} for path in PATHS}
    paths["/api/v1/appeals"]["post"] = _push(settings)
    paths |= openapi_desk.paths() | openapi_schedules.paths()
    return {
        "openapi": "3.1.0",
        "info": {"title": "Теплокарта", "version": "1", "description": _ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": SCHEMAS | openapi_desk.SCHEMAS | openapi_schedules.SCHEMAS, "responses": _faults()},
    }


def _get(path: Path, own_templates: tuple[str, ...]) -> Schema:
    content = {kind: {"schema": _schema(path, kind)} for kind in path.kinds}
    found: Schema = {
        "operationId": "get" + "".join(part.title() for part in path.path.replace(".", "/").split("/")),
        "summary": path.title,
        "responses": {"200": {"description": path.title, "content": content}, **_refusals(path)},
    }
    parameters = [openapi_params.own(name, own_templates) for name in path.own]
    if path.filtered:
        parameters = [*openapi_params.filters(), *parameters]
    if path.path == "/api/v1/events":
        parameters.append(openapi_params.last_event_id())
    return found | {"parameters": parameters}


def _schema(path: Path, kind: str) -> Schema:
    if kind == encode.ARROW:
        return {
            "type": "string",
            "format": "binary",
            "description": "Поток Arrow: cell uint64, value float64; остальное — JSON в метаданных схемы.",
        }
    if kind == "text/event-stream":
        return {"type": "string", "description": "Поле data каждого события — #/components/schemas/Event."}
    if path.answer is None:
        return {"type": "object" if kind == encode.JSON else "string"}
    return {"$ref": f"#/components/schemas/{path.answer}"}


def _refusals(path: Path) -> Schema:
    statuses = [400, 422, 500, 503] if path.filtered else [400, 500, 503]
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}


def _push(settings: Settings) -> Schema:
    pushed: Schema = {"$ref": "#/components/schemas/PushedAppeal"}
    refused = {kind.status for kind in KINDS.values()} | {400, 403, 408}
    about = _PUSH_ABOUT.format(rows=settings.push_max_rows, mb=settings.push_max_mb)
    return {
        "operationId": "pushAppeals",
        "summary": "Передать обращения",
        "description": about,
        "parameters": [openapi_params.region_of_push()],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "array", "maxItems": settings.push_max_rows, "items": pushed}
                },
                "application/x-ndjson": {"schema": pushed | {"description": "Один объект в строке."}},
            },
        },
        "responses": {
            "200": {
                "description": "Записано",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Receipt"}}},
            },
            **{str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(refused)},
        },
    }


_REFUSED = {
    400: "Запрос составлен неверно",
    403: "Запрос с чужой страницы",
    408: "Тело запроса не пришло вовремя",
    413: "Слишком большое тело или слишком много записей",
    415: "Неизвестное сжатие тела",
    422: "Неизвестный параметр или недопустимое значение",
    500: "Внутренняя ошибка сервера",
    503: "Сервер или очередь записи заняты",
}


def _faults() -> Schema:
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
    retry = {"Retry-After": {"schema": {"type": "integer"}, "description": "Через сколько секунд повторить."}}
    found: Schema = {
        str(status): {"description": text, "content": fault} for status, text in _REFUSED.items()
    }
    found["503"]["headers"] = retry
    return found


def endpoint(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """The handler of `GET /openapi.json`; written anew when another template of the institution's own is there."""

    @lru_cache(maxsize=1)
    def body(_: tuple[str, ...]) -> bytes:
        return encode.to_json(document(settings))

    async def handle(request: Request) -> Response:
        return Response(body(names(settings.brief_templates)), media_type=encode.JSON)

    return handle
