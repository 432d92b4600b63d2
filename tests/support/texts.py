"""Appeals in citizens' own words, and a store that holds them with or without its full-text index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pyarrow as pa

from data.filters import serialise
from data.query import Questions
from data.search.indexer import Indexer
from data.search.words import Words, fold
from data.store import Store
from tests.support import plain
from tests.support.sample import UNTIL, put, questions, table

TEXTS = (
    "Не горят фонари на улице Садовой уже третий день",
    "Во дворе дома 12 нет света: фонарь разбит",
    "Ёлку после праздника так и не убрали, завал из ёлок у подъезда",
    "Яма на дороге! Объехать яму нельзя, колесо пробито",
    "Глубокие ямы вдоль трамвайных путей, ямщик бы не проехал",
    "Нет горячей воды с понедельника, света тоже нет",
    "Просим отремонтировать освещение (у фонаря № 5) и дорогу",
    "Кто-нибудь вывезет мусор? Контейнеры переполнены",
    "Спасибо за ремонт дороги на Садовой",
    "",
)


def appeals(
    texts: Sequence[str | None], at: Sequence[datetime] | None = None, first: int = 0, state: int = 0
) -> pa.Table:
    """Appeals of Rostov with these texts, an hour apart unless told when; a later `state` supersedes an earlier one."""
    rows = len(texts)
    moments = at or [UNTIL - timedelta(hours=number + 1) for number in range(rows)]
    columns = {
        "source": pa.array(["im"] * rows),
        "external_id": pa.array([f"№{first + number}" for number in range(rows)]),
        "region": pa.array(["rostov"] * rows),
        "received": pa.array(moments, pa.timestamp("us")),
        "updated": pa.array([UNTIL + timedelta(days=state)] * rows, pa.timestamp("us")),
        "text": pa.array(list(texts), pa.string()),
    }
    return table(columns, rows)


def indexed(store: Store) -> Questions:
    """Questions to the store once its index holds everything."""
    ask = questions(store)
    indexer = Indexer(ask.search)
    indexer.catch_up()
    indexer.stop()
    return ask


def filled(store: Store, texts: Sequence[str | None] = TEXTS) -> Store:
    """The store with these texts."""
    put(store, appeals(texts))
    return store


def found(ask: Questions, q: str, **params: str) -> list[str]:
    """The numbers of the appeals found, newest first; the figures must tell the same count."""
    filters = ask.parse({"q": q, "period": "all", **params})
    page = ask.appeals(filters, 500)
    assert page.total == len(page.rows) == ask.summary(filters).total, serialise(filters)
    return [row["external_id"] for row in page.rows]


def expected(rows: Sequence[plain.Record], q: str) -> set[str]:
    """The same by reading every text."""
    words = Words.read(q)
    return {
        row["external_id"]
        for row in rows
        if row["external_id"] == q or words.matches(fold(row["masked_text"] or ""))
    }

