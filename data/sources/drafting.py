"""Drafts a mapping profile for an unknown file, for the operator to check and edit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pyarrow as pa

from data.sources.dates import parse_moments
from data.sources.folding import fold
from geo.naming import slug

_WORDS: dict[str, tuple[str, ...]] = {  # field: words of a header; a field takes the first column that fits
    "external_id": ("id", "ид", "номер", "no", "number", "key", "код обращения", "рег номер", "case"),
    "updated": ("обновлен", "изменен", "updated", "modified"),
    "due": ("срок", "due", "target", "deadline", "контрольн"),
    "first_answer": ("первого ответа дата", "дата первого ответа", "first response"),
    "answered": ("дата ответа", "answered", "resolution date", "дата решения"),
    "closed": ("закрыт", "заверш", "closed", "окончан", "completed"),
    "registered": ("регистрац", "registered"),
    "received": ("создан", "поступлен", "получен", "created", "opened", "open dt", "requested", "received", "дата", "date"),
    "answer": ("текст ответа", "ответ", "answer", "resolution"),
    "text": ("текст", "описание", "содержание", "суть", "description", "text", "title", "details"),
    "topic_group": ("группа", "категория", "раздел", "рубрика", "reason", "category", "group"),
    "topic": ("тема", "подкатегория", "вид", "type", "topic", "subject", "complaint"),
    "status": ("статус", "итог", "состояние", "результат", "status", "state"),
    "channel": ("канал", "источник", "способ", "channel", "origin", "source", "method"),
    "district": ("муниципал", "район", "округ", "district", "borough", "neighborhood", "municipality"),
    "settlement": ("населен", "город", "settlement", "city", "town"),
    "street": ("улица", "street"),
    "house": ("дом", "house"),
    "address": ("адрес", "address", "location"),
    "lat": ("широта", "lat", "latitude"),
    "lon": ("долгота", "lon", "lng", "longitude"),
    "coordinates": ("координат", "coordinates", "point", "geom"),
    "body": ("орган", "ведомств", "отдел", "организац", "agency", "department"),
    "executor": ("исполнител", "ответственн", "executor", "assignee"),
    "mark": ("оценка", "mark", "rating"),
    "author": ("автор", "заявител", "author", "user"),
}
_HEAD = """\
# Черновик профиля: проверьте каждую строку, исправьте и положите в папку profiles рядом с хранилищем,
# затем загрузите файл с ключом --profile {name}. Слева поле обращения, справа заголовок столбца в файле.
name: {name}
title: {title}
source: {name}          # код источника: под ним записи видны в фильтрах
# tz: Europe/Moscow     # часовой пояс времени в файле; без строки берётся пояс региона
dates: [{dates}]        # как записаны даты: iso, dmy (24.12.2025), mdy (12/24/2025), excel, epoch_s, epoch_ms
columns:
"""
_TAIL = """
# Слова источника → наши коды; открытые: new, in_work, postponed …, закрытые: solved, explained, refused, rejected
# values:
#   status: {solved: [Решено], in_work: [В работе]}
"""


def draft(header: Sequence[str], sample_rows: Sequence[Sequence[str | None]], name: str) -> str:
    """YAML text of a profile with guesses and comments in Russian; what is not guessed is a comment."""
    guessed = dict(_guesses(header))
    shapes = _shapes(sample_rows, [index for word, index in guessed.items() if word in ("received", "closed", "due")])
    head = _HEAD.format(name=slug(name), title=json.dumps(name, ensure_ascii=False), dates=", ".join(shapes))
    lines = [f"  {word}: [{_quoted(header[index])}]" for word, index in guessed.items()]
    for word in ("external_id", "received"):
        if word not in guessed:
            lines.append(f"  {word}: [ВПИШИТЕ ЗАГОЛОВОК]   # обязательное поле: столбец не угадан")
    rest = [name for index, name in enumerate(header) if index not in guessed.values()]
    if rest:
        lines.append("  # Не угаданы и попадут в дополнительные поля (extra):")
        lines.extend(f"  # …: [{_quoted(name)}]" for name in rest)
    return head + "\n".join(lines) + "\n" + _TAIL


def _guesses(header: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(field, column): an exact word first, then words inside; a column is used once."""
    folded = [fold(name) for name in header]
    used: set[int] = set()
    for name, words in _WORDS.items():
        index = _first(folded, words, used)
        if index is not None:
            used.add(index)
            yield name, index


def _first(folded: Sequence[str], words: Sequence[str], used: set[int]) -> int | None:
    free = [index for index in range(len(folded)) if index not in used and folded[index]]
    for word in words:
        for index in free:
            parts = folded[index].split(" ")
            if folded[index] == word or word in parts:
                return index
    for word in words:
        for index in free:
            if len(word) > 3 and word in folded[index]:
                return index
    return None


def _shapes(rows: Sequence[Sequence[str | None]], columns: Sequence[int]) -> list[str]:
    """Date shapes that read the sample, the better first; day.month unless only month/day fits."""
    texts = [row[index] for row in rows for index in columns if index < len(row) and row[index]]
    scores = {}
    for shape in ("iso", "dmy", "mdy", "excel"):
        scores[shape] = float(parse_moments(pa.array(texts, pa.string()), (shape,)).good.mean()) if texts else 0.0
    if scores["mdy"] <= scores["dmy"]:
        scores["mdy"] = 0.0
    else:
        scores["dmy"] = 0.0
    return [shape for shape, score in scores.items() if score > 0] or ["iso", "dmy"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
