"""The one table from a fault to its HTTP status, and the one shape in which the web interface words it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from dashboard import encode
from data import errors


@dataclass(frozen=True, slots=True)
class Kind:
    """How a class of faults is answered: status, which part of the request it names, what to do, when to retry."""

    status: int
    name: str
    allowed: str
    retry_after_s: int | None = None


KINDS: dict[type[Exception], Kind] = {
    errors.BadFilter: Kind(422, "", ""),
    errors.UnknownRegion: Kind(422, "region", "Код установленного региона или all"),
    errors.TooMuch: Kind(422, "what", "Сузьте период или фильтры, либо выберите другой вид файла"),
    errors.BadPayload: Kind(400, "body", "Массив JSON или NDJSON в UTF-8, каждая запись — объект"),
    errors.UnknownEncoding: Kind(415, "content-encoding", "gzip или без сжатия"),
    errors.TooLarge: Kind(413, "body", "Разделите записи на несколько отправок"),
    errors.QueueFull: Kind(503, "queue", "Повторите позже", 2),
    errors.ServerBusy: Kind(503, "server", "Повторите позже", 2),
    errors.StoreBusy: Kind(503, "store", "Повторите позже", 5),
    errors.DiskFull: Kind(503, "disk", "Повторите, когда на диске сервера освободится место", 60),
    errors.StoreDown: Kind(503, "store", "Повторите позже", 5),
    errors.QuestionTimeout: Kind(503, "question", "Сузьте период или фильтры", 5),
    errors.TextsNotIndexed: Kind(503, "search", "Повторите позже", 30),
    errors.TeplokartaError: Kind(500, "server", "Сообщите администратору"),
}
"""Looked up along the class's ancestors, so a new fault without a line of its own is a 500 with its own words."""

STATUS_TEXTS = {
    400: ("Запрос составлен неверно", "Проверьте адрес и заголовки"),
    403: ("Запрос с чужой страницы отклонён", "Обращайтесь с этого же адреса"),
    404: ("Такого адреса нет", "Список адресов: /openapi.json"),
    405: ("Этот метод здесь не принимается", "Разрешённые методы — в заголовке Allow"),
    408: ("Тело запроса не пришло вовремя", "Повторите отправку"),
    413: ("Тело запроса слишком велико", "Разделите его на части"),
}
INTERNAL = ("Внутренняя ошибка сервера", "Повторите позже; подробности в журнале сервера")


def kind_of(fault: Exception) -> Kind | None:
    """The table's line for a fault, None for one that no one expected."""
    return next((KINDS[cls] for cls in type(fault).__mro__ if cls in KINDS), None)


def refusal(status: int, name: str, message: str, allowed: str) -> Response:
    """A worded refusal in the shape of the contract."""
    body = {"error": {"name": name, "message": message, "allowed": allowed}}
    return Response(encode.to_json(body), status, {"Cache-Control": "no-store"}, encode.JSON)


def plain_refusal(status: int, name: str = "request") -> Response:
    """A refusal that only has its status to explain."""
    message, allowed = STATUS_TEXTS.get(status, INTERNAL)
    return refusal(status, name, message, allowed)


def answer(fault: Exception) -> Response:
    """The response to a fault; the text of an unexpected one is kept from the client (the server logs it)."""
    if isinstance(fault, errors.BadFilter):
        return refusal(422, fault.name, fault.message, fault.allowed)
    kind = kind_of(fault)
    if kind is None:
        return refusal(500, "server", *INTERNAL)
    response = refusal(kind.status, kind.name, str(fault), kind.allowed)
    if kind.retry_after_s is not None:
        response.headers["Retry-After"] = str(kind.retry_after_s)
    return response


async def answer_request(request: Request, fault: Exception) -> Response:
    """`answer` as Starlette calls its exception handlers."""
    return answer(fault)
