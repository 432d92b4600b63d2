"""Turns the texts of a column into the codes of the Appeal, each distinct text once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.model import BUDGET, STATUSES, TYPES
from data.sources.folding import fold
from geo.coords import parse_number

_STATUS = {
    "new": "новое|новая|новый|поступило|зарегистрировано|создано|open|opened",
    "moderation": "модерация|на модерации|проверка|предварительная проверка",
    "assigned": "назначено|назначен исполнитель|принято|направлено исполнителю|assigned|распределено",
    "in_work": "в работе|на исполнении|на рассмотрении|рассматривается|исполняется|in progress|pending|не решено",
    "redirected": "перенаправлено|передано|переадресовано|перенаправлено по компетенции|redirected",
    "interim": "промежуточный ответ|дан промежуточный ответ|interim",
    "postponed": "отложено|приостановлено|postponed|on hold",
    "reopened": "возвращено на доработку|переоткрыто|повторно открыто|reopened",
    "solved": "решено|исполнено|выполнено|закрыто|завершено|готово|closed|resolved|completed|done",
    "explained": "разъяснено|дано разъяснение|даны разъяснения|explained",
    "refused": "отказано|отказ|не поддержано|refused|denied",
    "rejected": "отклонено|не принято|отклонено модератором|rejected|duplicate|дубликат",
}
_TYPE = {
    "problem": "проблема|жалоба|заявка|заявление|сообщение о проблеме|complaint|request|решаемый|не решаемый",
    "question": "вопрос|запрос информации|question|inquiry",
    "thanks": "благодарность|спасибо|похвала|thanks|compliment",
    "spam": "спам|реклама|spam",
}
_CHANNEL = {  # by the names the screens show
    "VK": "вк|вконтакте|vkontakte|vk com",
    "OK": "ок|одноклассники|ok ru",
    "Telegram": "телеграм|телеграмм|тг|tg",
    "MAX": "макс",
    "Госуслуги": "госуслуги|портал госуслуг|епгу|форма|веб форма|госуслуги форма",
    "Приложение": "мобильное приложение|приложение госуслуги решаем вместе|госуслуги приложение|mobile|app",
    "Виджет": "виджет пос|виджет на сайте|widget",
    "Горячая линия 122": "122|горячая линия|служба 122",
    "112": "система 112|служба 112|вызов 112",
    "Телефон": "звонок|по телефону|phone|call|constituent call|phone call",
    "Письмо": "почта|письменно|почтой россии|letter|mail",
    "Эл. почта": "электронная почта|email|e mail",
    "Чат-бот": "чатбот|бот|chatbot|bot",
    "Личный приём": "лично|in person|walk in",
    "Сайт": "веб сайт|website|web|online|self service",
}
_YES, _NO = "да|yes|true|1|истина|y|д|решаемый", "нет|no|false|0|ложь|n|н|не решаемый"


def _words(groups: Mapping[str, str], codes: tuple[str, ...] = ()) -> dict[str, str]:
    spelled = {fold(word): code for code, words in groups.items() for word in words.split("|")}
    return spelled | {fold(code): code for code in (*groups, *codes)}


WORDS: dict[str, dict[str, str]] = {
    "status": _words(_STATUS, STATUSES),
    "step": _words(_STATUS, STATUSES),
    "type": _words(_TYPE, TYPES),
    "channel": _words(_CHANNEL),
    "needs_budget": _words({"yes": _YES, "no": _NO, "unknown": "неизвестно|не определено|unknown"}, BUDGET),
    "resolvable": _words({"yes": _YES, "no": _NO}),
    "fast_track": _words({"yes": _YES, "no": _NO}),
}
"""Words every source may use; a profile's own `values` go before them."""

_MARK = re.compile(r"^\s*([1-5])(?:[.,]0+)?(?:\s*(?:из|/)\s*5)?\s*$")
_LINK = re.compile(r"https?://[^\s,;\"'<>]+")


def each(column: pa.Array, function: Callable[[str], str | None]) -> pa.Array:
    """`function` of every text (null stays null), asked once for each distinct one."""
    coded = column.dictionary_encode()
    found = pa.array([function(text) for text in coded.dictionary.to_pylist()], pa.string())
    return found.take(coded.indices)


def codes(column: pa.Array, field: str, own: Mapping[str, str] | None) -> pa.Array:
    """The code of each text by the profile's own words, then the usual ones; null where the text is unknown."""
    words = WORDS.get(field, {}) | dict(own or {})
    return each(column, lambda text: words.get(fold(text)))


def marks(column: pa.Array) -> pa.Array:
    """1..5 as int8; null for anything else."""
    return each(column, lambda text: ((match := _MARK.match(text)) and match[1]) or None).cast(pa.int8())


def flags(column: pa.Array) -> pa.Array:
    """`yes` and `no` as booleans."""
    return pc.if_else(pc.is_valid(column), pc.equal(column, "yes"), pa.scalar(None, pa.bool_()))


def numbers(column: pa.Array) -> pa.Array:
    """Degrees as float64: plain numbers at once, other spellings by geo; null where it is no number."""
    plain = pc.fill_null(pc.match_substring_regex(column, r"^[-+]?\d{1,9}(?:\.\d{1,15})?$"), False)
    found = np.array(pc.cast(pc.if_else(plain, column, "nan"), pa.float64()))
    for i in np.flatnonzero(~np.asarray(plain) & np.asarray(column.is_valid())):
        number = parse_number(column[int(i)].as_py())
        found[i] = np.nan if number is None else number
    return pa.array(found, pa.float64(), mask=np.isnan(found))


def attachments(column: pa.Array) -> pa.Array:
    """A JSON array of links: as it is, or gathered from a text."""
    return each(column, _links)


def _links(text: str) -> str:
    if text.startswith("[") and _is_list(text):
        return text
    return json.dumps(_LINK.findall(text) or [text], ensure_ascii=False)


def _is_list(text: str) -> bool:
    try:
        return isinstance(json.loads(text), list)
    except (ValueError, RecursionError):
        return False
