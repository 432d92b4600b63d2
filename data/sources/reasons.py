"""Why a row is refused: short stable texts for the operator, each with what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass

from data.model import Rejected

RAW_CHARS = 20_000
"""Most characters of a refused row that are kept."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A stable text to count by, and the advice beside it."""

    text: str
    hint: str

    def reject(self, raw: str, row: int, source: str | None = None, external_id: str | None = None) -> Rejected:
        """The row `row` (as a spreadsheet numbers it) refused for this reason."""
        return Rejected(self.text, self.hint, raw, row, source, external_id)


FIELDS = Reason(
    "число полей не совпадает с заголовком",
    "Проверьте в этой строке лишние или недостающие разделители и непарные кавычки, исправьте и загрузите файл снова.",
)
BYTES = Reason(
    "недопустимые байты в тексте",
    "Строка записана в другой кодировке или повреждена. Сохраните файл в UTF-8 и загрузите снова.",
)
LONG = Reason(
    "слишком длинное значение",
    "Значение длиннее допустимого (настройка cell_max_chars). Сократите его; в карантине оно показано обрезанным.",
)
BROKEN_JSON = Reason(
    "строка не читается как JSON",
    "Ожидается один объект JSON на строку. Исправьте строку и загрузите файл снова.",
)
NOT_OBJECT = Reason(
    "запись не является объектом JSON",
    'Каждая запись должна быть объектом вида {"source": …, "external_id": …, "received": …}.',
)
EMPTY = Reason(
    "пустая запись",
    "В записи нет ни одного значения. Если она нужна, выгрузите её заново.",
)
NO_ID = Reason(
    "нет номера записи",
    "Заполните номер (external_id) или укажите в профиле столбец, где он стоит.",
)
ROUNDED_ID = Reason(
    "номер записи округлён",
    "Excel заменил длинный номер на вид 1,01E+11. Выгрузите файл заново, задав столбцу номера текстовый формат.",
)
NO_SOURCE = Reason(
    "не указан источник",
    "Заполните source (код источника) или задайте его в профиле.",
)
NO_DATE = Reason(
    "нет даты поступления",
    "Заполните дату поступления (received) или укажите в профиле столбец, где она стоит.",
)
BAD_DATE = Reason(
    "дата поступления не читается",
    "Понятны даты вида 2025-12-24T21:29:05+03:00 и 24.12.2025 21:29:05; другой вид задайте в профиле (dates).",
)
FUTURE = Reason(
    "дата поступления в будущем",
    "Проверьте дату и часы источника; допуск задаёт настройка future_max_h.",
)
TOO_OLD = Reason(
    "дата поступления слишком давняя",
    "Проверьте год; самый ранний допустимый задаёт настройка oldest_year.",
)
NO_REGION = Reason(
    "регион записи не установлен",
    "Установите границы региона командой region или сопоставьте его название с кодом в профиле (values: region).",
)


def cut(text: str, limit: int = RAW_CHARS) -> str:
    """The text, or its beginning and a note of how long it was."""
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… [обрезано: всего {len(text)} знаков]"


def printable(text: str) -> str:
    """The text with undecodable bytes and halves of characters written out as \\udc98."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def raw_line(line: str) -> str:
    """A line that could not be split, as JSON text."""
    return json.dumps(printable(cut(line)), ensure_ascii=False)


def raw_value(value: object) -> str:
    """A refused record as JSON text; one that is too large to keep becomes a JSON string of its beginning."""
    text = printable(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= RAW_CHARS else raw_line(text)
