"""The one vocabulary of filters: parsed from and written to a query string, for URL, API, briefing and export."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from data import model
from data.area import decode_area
from data.errors import BadFilter
from geo import cells

PERIODS = ("24h", "7d", "30d", "90d", "1y", "all")
PERIOD_DAYS = {"24h": 1, "7d": 7, "30d": 30, "90d": 90, "1y": 365}
NONE = "none"
"""In a list of codes: the records that have none."""

Bounds = tuple[float, float, float, float]
_CODE = re.compile(r"[\w.:\-]{1,120}", re.UNICODE)
_PLAIN = re.compile(r"[^\x00-\x1f\x7f,]{1,200}")


@dataclass(frozen=True, slots=True)
class Filters:
    """A selection of appeals and how to measure it; hashable, every default filled in.

    `since` and `until` are days of the region's zone, both inclusive (`from`, `to` in a query string); they and `period`
    exclude each other. An empty tuple means no filter on that field. `asof` is a moment, aware or in the region's zone.
    """

    region: str
    period: str | None = "30d"
    since: date | None = None
    until: date | None = None
    asof: datetime | None = None
    district: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    precision: tuple[str, ...] = ()
    budget: tuple[str, ...] = ()
    repeat: bool | None = None
    cell: tuple[str, ...] = ()
    bbox: Bounds | None = None
    area: str | None = None
    q: str | None = None
    metric: str = "count"
    unit: str = "appeals"
    res: int | None = None
    lang: str | None = None
    vs: str | None = None


def _fail(name: str, message: str, allowed: str, code: str, value: str = "") -> BadFilter:
    return BadFilter(name, message, allowed, code=code, value=value)


def _one_of(*allowed: str) -> Callable[[str, str], str]:
    def parse(name: str, text: str) -> str:
        if text not in allowed:
            allowed_text = "Допустимо: " + ", ".join(allowed)
            raise _fail(name, f"недопустимое значение «{text[:60]}»", allowed_text, "value", text[:60])
        return text

    return parse


def _list_of(*allowed: str) -> Callable[[str, str], tuple[str, ...]]:
    check = _one_of(*allowed)
    return lambda name, text: tuple(dict.fromkeys(check(name, part) for part in _parts(name, text)))


def _parts(name: str, text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise _fail(name, "пустое значение в списке", "Значения перечисляют через запятую", "empty")
    return parts


def _codes(pattern: re.Pattern[str]) -> Callable[[str, str], tuple[str, ...]]:
    def parse(name: str, text: str) -> tuple[str, ...]:
        for part in _parts(name, text):
            if not pattern.fullmatch(part):
                hint = "Коды перечисляют через запятую"
                raise _fail(name, f"«{part[:60]}» не похоже на код", hint, "unclear", part[:60])
        return tuple(dict.fromkeys(_parts(name, text)))

    return parse


def _day(name: str, text: str) -> date:
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        day = date.fromisoformat(text)
    except ValueError:
        hint = "Пишите ГГГГ-ММ-ДД, например 2026-01-31"
        raise _fail(name, f"«{text[:40]}» не дата", hint, "day", text[:40]) from None
    _check_year(name, day.year)
    return day


def _check_year(name: str, year: int) -> None:
    if not 1900 <= year <= 2200:
        raise _fail(name, f"год {year} вне пределов", "Допустимо: 1900–2200", "year", str(year))


def _moment(name: str, text: str) -> datetime:
    try:
        # A plus sign of the offset arrives as a blank where the query string was not escaped.
        moment = datetime.fromisoformat(
            re.sub(r" (?=\d\d:?\d\d$)", "+", text.strip()) if "T" in text else text.strip()
        )
    except ValueError:
        hint = "Пишите по ISO 8601, например 2026-01-31T18:00"
        raise _fail(name, f"«{text[:40]}» не момент времени", hint, "moment", text[:40]) from None
    _check_year(name, moment.year)
    return moment


def _cells(name: str, text: str) -> tuple[str, ...]:
    for part in _parts(name, text):
        try:
            fine = cells.resolution(cells.from_text(part)) > cells.RESOLUTION
        except ValueError:
            hint = "Пример: 881f1d4887fffff"
            raise _fail(name, f"«{part[:40]}» не ячейка H3", hint, "cell", part[:40]) from None
        if fine:
            hint = f"Допустимо разрешение до {cells.RESOLUTION}"
            raise _fail(name, f"ячейка «{part}» мельче хранимых", hint, "cell", part)
    return tuple(dict.fromkeys(part.lower() for part in _parts(name, text)))


def _bbox(name: str, text: str) -> Bounds:
    hint = "Четыре числа через запятую: запад,юг,восток,север в градусах"
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise _fail(name, f"«{text[:60]}» не четыре числа", hint, "box", text[:60]) from None
    if not all(math.isfinite(value) for value in (west, south, east, north)):
        raise _fail(name, "число не конечно", hint, "box", text[:60])
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise _fail(name, "границы вне пределов", hint, "box", text[:60])
    return west, south, east, north


def _area(name: str, text: str) -> str:
    try:
        decode_area(text)
    except ValueError as fault:
        hint = "Контур: кодированная ломаная (polyline, 5 знаков), не менее трёх точек"
        raise _fail(name, str(fault), hint, "area") from None
    return text


def _words(name: str, text: str) -> str | None:
    if len(text) > 200:
        raise _fail(name, "запрос длиннее 200 знаков", "Сократите запрос", "long")
    return " ".join(text.split()) or None


def _resolution(name: str, text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text) or not 4 <= int(text) <= cells.RESOLUTION:
        hint = f"Допустимо: 4–{cells.RESOLUTION}"
        raise _fail(name, f"недопустимое разрешение «{text[:20]}»", hint, "value", text[:20])
    return int(text)


def _flag(name: str, text: str) -> bool:
    return _one_of("yes", "no")(name, text) == "yes"


def _other(name: str, text: str) -> str:
    """The second set keeps its text; it must itself be a valid set without a third one."""
    inner = dict(parse_qsl(text, keep_blank_values=True))
    if "vs" in inner:
        raise _fail(name, "вложенное сравнение", "Сравнивают два набора фильтров, не больше", "nested")
    try:
        parse_filters(inner, "all")
    except BadFilter as fault:
        unknown = fault.code == "name"  # "no such condition" would be said of the comparison itself
        code, value = ("second", fault.name[:60]) if unknown else (fault.code, fault.value)
        raise _fail(name, f"{fault.name}: {fault.message}", fault.allowed, code, value) from None
    return text


_PARSERS: dict[str, Callable[[str, str], Any]] = {
    "region": lambda name, text: (
        _codes(_CODE)(name, text)[0] if "," not in text else _one_of("all")(name, text)
    ),
    "period": _one_of(*PERIODS),
    "from": _day,
    "to": _day,
    "asof": _moment,
    "district": _codes(_CODE),
    "topic": _codes(_CODE),
    "source": _codes(_PLAIN),
    "channel": _codes(_PLAIN),
    "status": _list_of(*model.STATUSES, *model.STATUS_GROUPS),
    "type": _list_of(*model.TYPES),
    "precision": _list_of(*model.PRECISIONS),
    "budget": _list_of(*model.BUDGET),
    "repeat": _flag,
    "cell": _cells,
    "bbox": _bbox,
    "area": _area,
    "q": _words,
    "metric": _one_of(*model.METRICS),
    "unit": _one_of(*model.UNITS),
    "res": _resolution,
    "lang": _one_of("ru", "en"),
    "vs": _other,
}
NAMES = tuple(_PARSERS)
_FIELD = {"from": "since", "to": "until"}
_NAME = {field: name for name, field in _FIELD.items()}


def parse_filters(
    params: Mapping[str, str], default_region: str | None, allowed_extra: frozenset[str] = frozenset()
) -> Filters:
    """Read a query's parameters; raises BadFilter naming the first wrong one and what is allowed.

    A blank value is the same as none. `allowed_extra` are names that the caller reads by itself (limit, cursor, step).
    """
    found: dict[str, Any] = {}
    for name, text in params.items():
        if name in allowed_extra:
            continue
        if name not in _PARSERS:
            known = "Допустимо: " + ", ".join([*NAMES, *sorted(allowed_extra)])
            raise _fail(name[:60], "неизвестный фильтр", known, "name")
        if text.strip():
            found[_FIELD.get(name, name)] = _PARSERS[name](name, text.strip())
    _check_period(found)
    found.setdefault("region", default_region or "all")
    return Filters(**found)


def _check_period(found: dict[str, Any]) -> None:
    if "since" not in found and "until" not in found:
        return
    if "period" in found:
        raise _fail("period", "нельзя вместе с from и to", "Укажите либо period, либо from и to", "two_periods")
    if "since" in found and "until" in found and found["since"] > found["until"]:
        raise _fail("from", "начало позже конца", "from не позже to", "order")
    found["period"] = None


def serialise(filters: Filters, *, keep_region: bool = True) -> str:
    """The canonical query string: fixed order, defaults left out; `parse_filters` reads it back to the same value."""
    default = Filters(region="")
    pairs = []
    for field in fields(Filters):
        value = getattr(filters, field.name)
        if field.name == "region" and not keep_region:
            continue
        if value is None or value == getattr(default, field.name):
            continue
        pairs.append((_NAME.get(field.name, field.name), _text(value)))
    return urlencode(pairs, quote_via=quote, safe=",:")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(f"{part:.6g}" if isinstance(part, float) else str(part) for part in value)
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def without(filters: Filters, *names: str) -> Filters:
    """The same selection with these fields at their defaults."""
    default = Filters(region=filters.region)
    return replace(filters, **{name: getattr(default, name) for name in names})
