"""Writes an «Инцидент Менеджмент» export for tests: 42 shuffled columns, no coordinates, dirty values; same seed, same rows.

    python tests/make_incident.py 50000 incident.xlsx --seed 1
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

HEADERS = (
    "Регион", "id", "Номер", "Дата регистрации", "Социальная сеть", "Ссылка на сообщение", "Общий текст первого ответа",
    "Дата создания", "Группа тем", "Тема", "Тип инцидента", "Итог", "Текущий шаг инцидента",
    "Время с начала создания инцидента до окончания", "Отдел", "Исполнитель", "Муниципалитет", "Населенный пункт",
    "Улица", "Дом", "Текст инцидента", "Автор", "Квартира", "Теги", "Комментарий модератора", "Количество лайков",
    "Количество комментариев", "Количество репостов", "Количество просмотров", "Количество возвратов",
    "Время на модерации", "Время у исполнителя", "Время у координатора", "Просрочен", "Причина просрочки",
    "Согласующий", "Дата последнего действия", "Приоритет", "Повторный", "Сообщество", "Тональность", "Вложения",
)  # fmt: skip
_PLACES = (
    ("Город Ростов-на-Дону", "г. Ростов-на-Дону"), ("г. Таганрог", "Таганрог"), ("Город Шахты", "г Шахты"),
    ("Азовский район", "с. Кулешовка"), ("Аксайский район", "г. Аксай"), ("Неклиновский район", "с. Покровское"),
    ("Шолоховский район", "ст-ца Вёшенская"), ("Город Волгодонск", "Волгодонск"), ("Сальский район", ""),
)  # fmt: skip
_TOPICS = (
    ("Дороги", "★ Ямы и выбоины на дорогах"), ("Дороги", "Нет тротуара"), ("Благоустройство", "★ Уличное освещение"),
    ("Благоустройство", "Детские площадки"), ("ЖКХ", "★Нет горячей воды"), ("ЖКХ", "Протечка крыши"),
    ("Мусор", "Не вывозят мусор"), ("Здравоохранение", "Запись к врачу"), ("", "Бродячие собаки"), ("Транспорт", ""),
)  # fmt: skip
_STREETS = ("ул. Ленина", "пр. Будённовский", "ул. Максима Горького", "пер. Садовый", "", "улица 339-й Стрелковой Дивизии")
_ENDS = ("Решено", "Решено", "Дано разъяснение", "Не решено", "Отложено", "", "", "Отказано")
_STEPS = ("Готово", "Модерация", "Назначение исполнителя", "В работе", "Подготовка ответа")
_TYPES = ("Решаемый", "Решаемый", "Решаемый", "Не решаемый", "Вопрос", "Благодарность", "Спам", "Особый", "")
_TEXTS = (
    "[id{n}|Иван Петров], когда сделают дорогу? Мой телефон 8 (918) 123-45-67",
    "[club{n}|Новости Дона] Нет света во дворе,<br>дом 5, кв. 12. Пишите на ivan{n}@mail.ru",
    "Здравствуйте! Меня зовут Мария Ивановна Петрова. Мусор не вывозят неделю &quot;совсем&quot;",
    "<a href=\"https://vk.com/id{n}\">Анна Сидорова</a>, в подъезде холодно",
    "Яма на перекрёстке. Подробнее: https://vk.com/wall-{n}_1",
    "Просим поставить остановку\nи лавочку;\tспасибо",
)
_BAD_DATES = ("32.13.2025 10:00:00", "вчера", "0000-00-00 00:00:00", "24.12.2525 21:29:05", "01.01.1970 03:00:00", "")


@dataclass(frozen=True, slots=True)
class Made:
    """What went into the file: rows, and how many of them no loader can use."""

    rows: int
    unusable: int


def write(path: Path, rows: int, seed: int = 1) -> Made:
    """Write the export; about 1.5 % of the rows are unusable, 1 % repeat an earlier row, 1 % change it."""
    rng = random.Random(seed)
    order = list(range(len(HEADERS)))
    rng.shuffle(order)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Лист1")
    sheet.append([HEADERS[i] for i in order])
    unusable = 0
    for row, usable in _rows(rng, rows):
        unusable += not usable
        sheet.append([row.get(HEADERS[i]) for i in order])
    book.save(path)
    return Made(rows, unusable)


def _rows(rng: random.Random, count: int) -> Iterator[tuple[dict[str, object], bool]]:
    kept: list[dict[str, object]] = []
    for number in range(count):
        chance = rng.random()
        if chance < 0.02 and kept:
            row = dict(rng.choice(kept))
            if chance < 0.01:
                row["Итог"], row["Текущий шаг инцидента"] = "Решено", "Готово"
            yield row, True
            continue
        row = _row(rng, number)
        usable = chance < 0.985
        if not usable:
            _spoil(rng, row)
        elif len(kept) < 1_000:
            kept.append(row)
        yield row, usable


def _row(rng: random.Random, number: int) -> dict[str, object]:
    created = datetime(2024, 1, 1) + timedelta(seconds=rng.randrange(2 * 365 * 86_400))
    group, topic = rng.choice(_TOPICS)
    district, settlement = rng.choice(_PLACES)
    end = rng.choice(_ENDS)
    lasted = timedelta(seconds=rng.randrange(20 * 86_400), microseconds=rng.randrange(1_000) * 1_000)
    return {
        "Регион": rng.choice(("Ростовская область", "Ростовская область", "")),
        "id": 1_000_000 + number,
        "Номер": f"ИМ-{number:07d}",
        "Социальная сеть": rng.choice(("ВКонтакте", "Одноклассники", "Telegram", "")),
        "Общий текст первого ответа": rng.choice(("Работы выполнены.", "Передано в [club1|администрацию].", "")),
        "Дата создания": created if rng.random() < 0.05 else created.strftime("%d.%m.%Y %H:%M:%S"),
        "Группа тем": group,
        "Тема": topic,
        "Тип инцидента": rng.choice(_TYPES),
        "Итог": end,
        "Текущий шаг инцидента": "Готово" if end else rng.choice(_STEPS),
        "Время с начала создания инцидента до окончания": _duration(lasted) if end else "",
        "Отдел": rng.choice(("Администрация района", "Минтранс", "ГЖИ")),
        "Исполнитель": rng.choice(("Петров П. П.", "Дежурный", "")),
        "Муниципалитет": district,
        "Населенный пункт": settlement,
        "Улица": rng.choice(_STREETS),
        "Дом": rng.choice(("5", 12, "7/2", "", "10а")),
        "Текст инцидента": rng.choice(_TEXTS).format(n=rng.randrange(1_000, 999_999)),
        "Автор": rng.choice(("Иван Петров", "Анна Сидорова", "")),
        "Квартира": rng.choice((12, "", "")),
        "Количество лайков": rng.randrange(50),
        "Просрочен": rng.choice(("да", "нет", "")),
        "Тональность": rng.choice(("негативная", "нейтральная", "")),
    }


def _duration(lasted: timedelta) -> str:
    """As the export writes it: `11 days 12:10:25.217000`."""
    clock = timedelta(seconds=lasted.seconds, microseconds=lasted.microseconds)
    return f"{lasted.days} days {str(clock).zfill(8) if lasted.microseconds == 0 else str(clock).zfill(15)}"


def _spoil(rng: random.Random, row: dict[str, object]) -> None:
    """Make a row that must be refused."""
    match rng.randrange(3):
        case 0:
            row["id"] = rng.choice((None, "", "  "))
        case 1:
            row["Дата создания"] = rng.choice(_BAD_DATES)
        case _:
            row["Регион"] = "Тридевятое царство"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(write(arguments.file, arguments.rows, arguments.seed))
