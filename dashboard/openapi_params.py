"""Describes the query parameters in OpenAPI: the one vocabulary of filters, and what single routes have beside it."""

from __future__ import annotations

from typing import Any

from dashboard import params
from dashboard.briefing.briefings import ORIENTS, OURS, PAGES_MAX, PAPERS
from dashboard.briefing.charts import WHATS as WHATS_DRAWN
from dashboard.briefing.wall import SIZES
from dashboard.export.csv_file import DIALECTS
from dashboard.export.tables import WHATS
from dashboard.wall.setting import SCENES
from data import model
from data.filters import NAMES, PERIODS
from geo import cells

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_CODE: Schema = {"type": "string", "pattern": r"^[\w.:\-]{1,120}$"}
_DAY: Schema = {"type": "string", "format": "date"}


def _one_of(*values: str, default: str | None = None) -> Schema:
    schema: Schema = {"type": "string", "enum": list(values)}
    return schema if default is None else schema | {"default": default}


def _whole(low: int, high: int, default: int | None = None) -> Schema:
    schema: Schema = {"type": "integer", "minimum": low, "maximum": high}
    return schema if default is None else schema | {"default": default}


_FILTERS: dict[str, tuple[Schema, str]] = {
    "region": (_CODE, "Код региона или all; без него — регион хранилища по умолчанию."),
    "period": (_one_of(*PERIODS, default="30d"), "Окно до asof; не вместе с from и to."),
    "from": (_DAY, "Первый день окна по времени региона, включительно."),
    "to": (_DAY, "Последний день окна по времени региона, включительно."),
    "asof": (
        {"type": "string", "format": "date-time"},
        "Момент, на который считается; без смещения — время региона.",
    ),
    "district": (_CODE, "Коды районов; none — без района."),
    "topic": (_CODE, "Коды групп (NN), тем (NN.NNN) или сводных тем (r-…); none — без темы."),
    "source": (_TEXT, "Источники."),
    "channel": (_TEXT, "Каналы."),
    "status": (_one_of(*model.STATUSES, *model.STATUS_GROUPS), "Статусы или их группы."),
    "type": (_one_of(*model.TYPES), "Типы; без него считаются problem и question."),
    "precision": (_one_of(*model.PRECISIONS), "Точность места."),
    "budget": (_one_of(*model.BUDGET), "Нужны ли бюджетные средства."),
    "repeat": (_one_of("yes", "no"), "Повторные или первичные."),
    "cell": (
        {"type": "string", "pattern": "^[0-9a-fA-F]{15}$"},
        "Ячейки H3 до разрешения 10; со всеми вложенными.",
    ),
    "bbox": (_TEXT, "Запад,юг,восток,север в градусах; запад больше востока — через 180-й меридиан."),
    "area": (_TEXT, "Контур: кодированная ломаная (polyline, 5 знаков)."),
    "q": (
        {"type": "string", "maxLength": 200},
        "Слова текста в любой форме, все сразу; «в кавычках» — фраза, слово* — начало; или номер обращения.",
    ),
    "metric": (_one_of(*model.METRICS, default="count"), "Что измеряется."),
    "unit": (_one_of(*model.UNITS, default="appeals"), "Что считается: обращения, авторы или проблемы."),
    "res": (_whole(4, cells.RESOLUTION), "Разрешение H3; без него — по bbox или 8."),
    "lang": (_one_of("ru", "en", default="ru"), "Язык страниц."),
    "vs": (_TEXT, "Второй набор фильтров для сравнения, строкой запроса."),
}

_SCENES: Schema = {"type": "string", "pattern": "^({0})(,({0}))*$".format("|".join(SCENES))}
_CALLED = {"chart": "what"}
"""Parameters of one name that take other values on other routes: what they are called."""

_OWN: dict[str, tuple[Schema, str]] = {
    "step": (_one_of(*params.STEPS), "Шаг; без него — по длине окна."),
    "base": (_one_of(*params.BASES, default="previous"), "С чем сравнивать; при vs не нужен."),
    "limit": (_whole(1, params.LIMIT_MAX, params.LIMIT_DEFAULT), "Сколько строк."),
    "cursor": ({"type": "string", "maxLength": params.CURSOR_MAX_CHARS}, "next_cursor предыдущего ответа."),
    "template": (_one_of(*OURS, default="daily"), "Какая сводка."),
    "paper": (_one_of(*PAPERS, default="a4"), "Размер листа."),
    "orient": (_one_of(*ORIENTS, default="portrait"), "Лист стоит или лежит."),
    "scenes": (_SCENES, "Для template=wall: сцены стены по порядку, списком; в картинке — первая. Без него — все."),
    "page": (_whole(1, PAGES_MAX, 1), "Для brief.png: какая страница сводки; brief.pdf отдаёт все."),
    "size": (_one_of(*SIZES, default=next(iter(SIZES))), "Для template=wall: точек в картинке."),
    "what": (_one_of(*WHATS), "Что выгрузить; без него — обращения, для карт — ячейки."),
    "chart": (_one_of(*WHATS_DRAWN, default=WHATS_DRAWN[0]), "Какой график; при сравнении (vs) — первого отбора."),
    "csv": (_one_of(*DIALECTS, default="utf8"), "Вид CSV: utf8 и plain — запятая; excel и cp1251 — точка с запятой."),
    "width": (_whole(160, 4_000, 1_200), "Ширина картинки, пиксели."),
    "height": (_whole(160, 4_000, 800), "Высота картинки, пиксели."),
    "theme": (_one_of("dark", "light", default="dark"), "Тёмная или светлая картинка."),
    "since": (_whole(0, 10**15), "Версия, которая у клиента уже есть."),
}


def filters() -> list[Schema]:
    """Every filter, in the vocabulary's order."""
    return [_parameter(name, *_FILTERS[name]) for name in NAMES]


def own(name: str, own_templates: tuple[str, ...] = ()) -> Schema:
    """A parameter that only some routes have; `own_templates` are briefings beside ours."""
    schema, about = _OWN[name]
    if name == "template":
        schema = _one_of(*OURS, *own_templates, default="daily")
    return _parameter(_CALLED.get(name, name), schema, about)


def region_of_push() -> Schema:
    """The one parameter of a push."""
    return _parameter("region", _CODE, "Регион записей, где он не указан; без него — регион по умолчанию.")


def last_event_id() -> Schema:
    """The header by which a browser goes on with a live stream."""
    about = "Версия последнего сообщения; важнее since."
    return {"name": "Last-Event-ID", "in": "header", "required": False, "schema": _TEXT, "description": about}


def _parameter(name: str, schema: Schema, about: str) -> Schema:
    found: Schema = {"name": name, "in": "query", "required": False, "description": about}
    if name not in params.LISTS:
        return found | {"schema": schema}
    return found | {"schema": {"type": "array", "items": schema}, "style": "form", "explode": False}
