"""Routes for what people keep: saved questions and events on the time axis (list, add, change, remove)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode, params
from dashboard.api_body import Body, number_of, only, read_body, text_of
from dashboard.asker import Asker
from dashboard.state import EXTRA, merged
from data import annotations as events
from data import holidays, saved
from data.annotations import Annotation
from data.errors import BadFilter
from data.query import Questions
from data.saved import Saved, Wanted

Endpoint = Callable[[Request], Awaitable[Response]]
Act = Callable[[Questions, Mapping[str, str], Body], tuple[int, Body]]

QUESTIONS, ANNOTATIONS = "/api/v1/questions", "/api/v1/annotations"
SCREENS = ("/", "/records")
"""Pages whose address can be kept."""
NO_OWN = ("lang", "theme")
"""Names that are a reader's own: a question is kept without them."""


# ---- saved questions


def list_questions(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ())
    return 200, {"rows": [_question(each) for each in saved.listed(questions.store)]}


def add_question(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ())
    only(body, ("name", "path", "query"))
    wanted = Wanted(text_of(body, "name") or "", _path(body) or "/", _address(questions, body) or "")
    return 201, _question(saved.add(questions.store, wanted, questions.settings.saved_max))


def change_question(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    number = number_of(query)
    only(body, ("name", "path", "query", "place"))
    place = body.get("place")
    if place is not None and (isinstance(place, bool) or not isinstance(place, int) or place < 1):
        raise BadFilter("place", "место в списке — целое число", "От 1")
    wanted = Wanted(text_of(body, "name"), _path(body), _address(questions, body), place)
    return 200, _question(saved.change(questions.store, number, wanted))


def forget_question(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    number = number_of(query)
    saved.forget(questions.store, number)
    return 200, {"removed": number}


def _question(one: Saved) -> Body:
    created = one.created.isoformat() + "Z"
    names = ("number", "name", "path", "query", "place")
    return {name: getattr(one, name) for name in names} | {"created": created}


def _path(body: Body) -> str | None:
    path = text_of(body, "path")
    if path is not None and path not in SCREENS:
        raise BadFilter("path", "такую страницу нельзя сохранить", "Допустимо: " + ", ".join(SCREENS))
    return path


def _address(questions: Questions, body: Body) -> str | None:
    """The query string in its canonical order, once the vocabulary of filters and this store have understood it.

    It names its region, so that it stays the same question whichever region is the default one later.
    """
    text = text_of(body, "query")
    if text is None:
        return None
    if len(text) > saved.QUERY_CHARS:
        raise BadFilter("query", "слишком длинный адрес", f"Не больше {saved.QUERY_CHARS} знаков")
    given = params.single(parse_qsl(text.removeprefix("?"), keep_blank_values=True))
    given = {name: value for name, value in given.items() if name not in NO_OWN}
    region = questions.parse(given, EXTRA).region
    return urlencode(merged({**given, "region": region}), quote_via=quote, safe=",:")


# ---- events on the time axis


def list_annotations(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ("region", "district", "from", "to"))
    filters = questions.parse(query)
    first, last = filters.since or date.min, filters.until or date.max
    region = None if filters.region == "all" else filters.region
    found = events.concerning(questions.known.annotations(), region, filters.district, first, last)
    bounded = filters.since is not None and filters.until is not None
    shown = bounded and questions.settings.holidays and region is not None
    if region is not None and shown and holidays.is_russian(questions.region(region).tz):
        found += events.of_holidays(holidays.between(first, last), region)
    return 200, {"rows": [_annotation(note) for note in found]}


def add_annotation(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    only(query, ())
    note = _note(questions, None, body)
    return 201, _annotation(events.add(questions.store, note, questions.settings.annotations_max))


def change_annotation(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    note = _note(questions, number_of(query), body)
    return 200, _annotation(events.change(questions.store, note))


def forget_annotation(questions: Questions, query: Mapping[str, str], body: Body) -> tuple[int, Body]:
    number = number_of(query)
    events.forget(questions.store, number)
    return 200, {"removed": number}


def _note(questions: Questions, number: int | None, body: Body) -> Annotation:
    """The event a body describes; its region, district and days pass the same parser as every filter."""
    only(body, ("region", "district", "kind", "from", "to", "text"))
    since = text_of(body, "from") or ""
    given = {name: text_of(body, name) or "" for name in ("region", "district")}
    filters = questions.parse(given | {"from": since, "to": text_of(body, "to") or since})
    if filters.since is None or filters.until is None:
        raise BadFilter("from", "не указан день", "Пишите ГГГГ-ММ-ДД, например 2026-01-31")
    if filters.region == "all" or len(filters.district) > 1:
        raise BadFilter("region", "событие отмечают в одном регионе или районе", "Код региона, код района")
    district = filters.district[0] if filters.district else None
    kind, text = text_of(body, "kind") or "", text_of(body, "text") or ""
    return Annotation(number, filters.region, district, kind, filters.since, filters.until, text)


def _annotation(note: Annotation) -> Body:
    return {
        "number": note.number,
        "region": note.region,
        "district": note.district,
        "kind": note.kind,
        "from": note.since.isoformat(),
        "to": note.until.isoformat(),
        "text": note.text,
        "shipped": note.shipped,
    }


# ---- requests

ACTS: Mapping[str, Mapping[str, Act]] = {
    QUESTIONS: {
        "GET": list_questions,
        "POST": add_question,
        "PUT": change_question,
        "DELETE": forget_question,
    },
    ANNOTATIONS: {
        "GET": list_annotations,
        "POST": add_annotation,
        "PUT": change_annotation,
        "DELETE": forget_annotation,
    },
}


def endpoint(acts: Mapping[str, Act], questions: Questions, asker: Asker) -> Endpoint:
    """The handler of one address; what changes something is on disk when it is answered."""

    async def handle(request: Request) -> Response:
        act = acts["GET" if request.method == "HEAD" else request.method]
        query = params.single(request.query_params.multi_items())
        raw = await request.body()

        def work() -> tuple[int, Body]:
            return act(questions, query, read_body(raw, request) if request.method in ("POST", "PUT") else {})

        status, answer = await asker.run(work)
        return Response(encode.to_json(answer), status, {"Cache-Control": "no-store"}, encode.JSON)

    return handle
