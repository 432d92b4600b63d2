"""Routes for briefings on a schedule: list, add, change, remove, run now, the history and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboard import params
from dashboard.api_body import Body, number_of, only, text_of
from dashboard.api_desk import Act, Endpoint
from dashboard.asker import Asker
from dashboard.briefing.briefings import KINDS, ORIENTS, OURS, PAPERS
from dashboard.schedules import folder, mail, making, trouble
from dashboard.schedules.service import Schedules
from dashboard.state import EXTRA
from dashboard.texts import LANGUAGES, texts
from data import filters as vocabulary
from data import runs, schedules
from data.errors import BadFilter
from data.query import Questions
from data.rhythm import Rhythm
from data.runs import Run
from data.schedules import Schedule

SCHEDULES, RUN, RUNS, FILE = ("/api/v1/schedules" + end for end in ("", "/run", "/runs", "/file"))
PATHS = (SCHEDULES, RUN, RUNS, FILE)
NAMES = (
    "name", "query", "template", "paper", "orient", "lang", "kind",
    "repeat", "weekdays", "monthday", "time", "folder", "recipients", "active",
)  # fmt: skip
MADE_OF = ("query", "template", "paper", "orient", "lang", "kind")
LIMIT_MAX = 500
_DEFAULT_TIME = time(18)


def acts(service: Schedules) -> Mapping[str, Mapping[str, Act]]:
    """What each address does by method; the files have an endpoint of their own."""
    return {
        SCHEDULES: {
            "GET": partial(listed, service),
            "POST": partial(add, service),
            "PUT": partial(change, service),
            "DELETE": partial(forget, service),
        },
        RUN: {"POST": partial(run_now, service)},
        RUNS: {"GET": partial(history, service)},
    }


def listed(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ())
    return 200, {"rows": [_told(each, service, questions) for each in schedules.listed(questions.store)]}


def add(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ())
    fresh = Schedule(
        0, "", "", OURS[0], PAPERS[0], ORIENTS[0], service.settings.lang, next(iter(KINDS)),
        Rhythm("day", _DEFAULT_TIME), True, (),
    )  # fmt: skip
    wanted = _tried(_wanted(fresh, {"query": "", **body}, service, questions), service)
    kept = schedules.add(questions.store, wanted, service.settings.schedules_max)
    service.changed()
    return 201, _told(kept, service, questions)


def change(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    old = schedules.one(schedules.listed(questions.store), number_of(query))
    wanted = _wanted(old, body, service, questions)
    if any(name in body for name in MADE_OF):
        _tried(wanted, service)
    kept = schedules.change(questions.store, wanted)
    service.changed()
    return 200, _told(kept, service, questions)


def forget(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    number = number_of(query)
    schedules.forget(questions.store, number)
    service.changed()
    return 200, {"removed": number}


def run_now(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(body, ())
    return 202, run_told(service.ask(number_of(query)), service.settings.lang)


def history(service: Schedules, questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ("number", "limit"))
    number = params.whole(query, "number", None, 1, 10**15)
    limit = params.whole(query, "limit", params.LIMIT_DEFAULT, 1, LIMIT_MAX) or params.LIMIT_DEFAULT
    found = runs.newest(questions.store, limit, number)
    return 200, {"rows": [run_told(each, service.settings.lang) for each in found]}


def file_endpoint(service: Schedules, asker: Asker) -> Endpoint:
    """Gives out the file of a run: which one the history says, never the client."""

    def opened(query: Mapping[str, str]) -> tuple[bytes, str]:
        run = runs.one(service.briefings.desk.questions.store, number_of(query))
        file = folder.open_kept(folder.path_of(service.settings), run.file or "")
        if file is None:
            raise BadFilter("number", f"файла запуска № {run.number} в папке нет", "Сделайте сводку снова")
        with file:
            return file.read(), str(run.file)

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        body, name = await asker.run(lambda: opened(query))
        headers = {
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}",
            "Content-Encoding": "identity",
            "Cache-Control": "no-store",
        }
        return Response(body, 200, headers, KINDS[name.rpartition(".")[2]])

    return handle


def run_told(run: Run, lang: str) -> Body:
    """A run as it is answered, what went wrong in plain words."""
    words = texts(lang)
    wrong = None if run.fault is None else {
        "code": run.fault,
        "text": trouble.worded(run.fault, run.detail, words),
        "hint": trouble.advice(run.fault, words),
    }  # fmt: skip
    names = ("number", "schedule", "name", "cause", "outcome", "attempt", "file", "bytes")
    moments = {name: _moment(getattr(run, name)) for name in ("planned", "started", "ended", "next_try")}
    return {name: getattr(run, name) for name in names} | moments | {"sent": list(run.sent), "error": wrong}


def _told(one: Schedule, service: Schedules, questions: Questions) -> Body:
    names = ("number", "name", "query", "template", "paper", "orient", "lang", "kind", "folder", "active")
    zone, last = questions.known.zone(making.region_of(one)), runs.newest(questions.store, 1, one.number)
    return {name: getattr(one, name) for name in names} | {
        "repeat": one.rhythm.repeat,
        "weekdays": list(one.rhythm.weekdays),
        "monthday": one.rhythm.monthday,
        "time": one.rhythm.clock.isoformat("minutes"),
        "recipients": list(one.recipients),
        "next": one.rhythm.after(datetime.now(UTC), zone).isoformat() if one.active else None,
        "last": run_told(last[0], service.settings.lang) if last else None,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat() + "Z"


# ---- what a body asks for


def _wanted(old: Schedule, body: Body, service: Schedules, questions: Questions) -> Schedule:
    """The schedule that a body describes; what it does not say stays as it was."""
    only(body, NAMES)
    own = {
        "template": _one_of(body, "template", service.briefings.templates()),
        "paper": _one_of(body, "paper", PAPERS),
        "orient": _one_of(body, "orient", ORIENTS),
        "lang": _one_of(body, "lang", LANGUAGES),
        "kind": _one_of(body, "kind", tuple(KINDS)),
        "name": text_of(body, "name"),
        "query": _query(body, questions),
        "folder": _truth(body, "folder"),
        "active": _truth(body, "active"),
        "recipients": _recipients(body, service),
    }
    given = {name: value for name, value in own.items() if value is not None}
    return schedules.checked(replace(old, **given, rhythm=_rhythm(old.rhythm, body)))


def _tried(wanted: Schedule, service: Schedules) -> Schedule:
    """The same, once its briefing could be made: what is wrong with it is told now and not at its moment."""
    service.briefings.made(making.query_of(wanted), wanted.kind)
    return wanted


def _query(body: Body, questions: Questions) -> str | None:
    """The filters in canonical order with their region; what only a screen reads is left out, fixed days are refused."""
    given = text_of(body, "query")
    if given is None:
        return None
    found = params.single(parse_qsl(given.removeprefix("?"), keep_blank_values=True))
    for name in sorted(making.MOVING & {name for name, value in found.items() if value}):
        raise BadFilter(name, "в расписании не закрепляется", "Укажите period: 24h, 7d, 30d, 90d, 1y, all")
    region = questions.parse(found, EXTRA).region
    kept = {name: value for name, value in {**found, "region": region}.items() if value and name in vocabulary.NAMES}
    ordered = {name: kept[name] for name in vocabulary.NAMES if name in kept and name != "lang"}
    return urlencode(ordered, quote_via=quote, safe=",:")


def _rhythm(old: Rhythm, body: Body) -> Rhythm:
    clock, repeat = text_of(body, "time"), text_of(body, "repeat")
    if clock is not None and not schedules.CLOCK.fullmatch(clock):
        raise BadFilter("time", f"«{clock[:20]}» не время", "Пишите ЧЧ:ММ, например 18:00")
    days, monthday = body.get("weekdays"), body.get("monthday")
    if days is not None and not (isinstance(days, list) and all(type(day) is int for day in days)):
        raise BadFilter("weekdays", "ожидается список дней недели", "Числа от 1 (понедельник) до 7")
    if monthday is not None and type(monthday) is not int:
        raise BadFilter("monthday", "ожидается число месяца", "Целое число от 1 до 31")
    return Rhythm(
        repeat or old.repeat,
        old.clock if clock is None else time.fromisoformat(clock),
        old.weekdays if days is None else tuple(days),
        old.monthday if monthday is None else monthday,
    )


def _recipients(body: Body, service: Schedules) -> tuple[str, ...] | None:
    given = body.get("recipients")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise BadFilter("recipients", "ожидается список адресов почты", "Список строк JSON")
    found = tuple(each.strip() for each in given if each.strip())
    if found and not mail.is_on(service.settings):
        raise BadFilter("recipients", "почта на сервере не настроена", "Уберите адреса; администратор задаёт smtp_host")
    for each in found:
        if not mail.allowed(each, service.settings):
            allowed = "Допустимо: " + ", ".join(service.settings.smtp_domains)
            raise BadFilter("recipients", f"на «{each[:80]}» сводки не отправляются", allowed)
    return found


def _one_of(body: Body, name: str, allowed: tuple[str, ...]) -> Any:
    given = text_of(body, name)
    if given is not None and given not in allowed:
        raise BadFilter(name, f"недопустимое значение «{given[:40]}»", "Допустимо: " + ", ".join(allowed))
    return given


def _truth(body: Body, name: str) -> bool | None:
    given = body.get(name)
    if given is not None and not isinstance(given, bool):
        raise BadFilter(name, "ожидается да или нет", "true или false")
    return given
