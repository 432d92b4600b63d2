"""Holds the store against itself: derived columns against records, sums against sums, freshness against the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from data import sql
from data.facts.verify import days_off
from data.query import Questions
from geo import cells


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked: what, how many are off, and what to do."""

    what: str
    off: int
    hint: str

    @property
    def ok(self) -> bool:
        """Nothing is off."""
        return self.off == 0


_FACTS_S = 600.0
"""How long a check waits for facts that are being read."""

_COUNTED = {
    "check/duplicates": ("обращения с одинаковым ключом", "Выгрузите данные и загрузите в новое хранилище"),
    "check/placement": (
        "обращения, у которых точность и ячейка не согласованы",
        "Установите регион заново: region FILE",
    ),
    "check/districts": (
        "обращения в районах, которых нет в границах",
        "Установите регион заново: region FILE",
    ),
    "check/default_points": (
        "обращения точки по умолчанию, стоящие на карте",
        "Загрузите файл источника ещё раз",
    ),
    "check/problems": ("повторные обращения вне своей цепочки", "Загрузите файл источника ещё раз"),
}


def check(questions: Questions) -> list[Finding]:
    """Every finding, good ones too; the store is sound when all are ok."""
    store = questions.store
    found = [
        Finding(what, int(store.ask(sql.statement(name))["off"][0].as_py()), hint)
        for name, (what, hint) in _COUNTED.items()
    ]
    found += [_cells(questions), _texts(questions)]
    found += [_facts(questions, info.code) for info in questions.regions() if questions.known.mirror]
    found += [_sums(questions, info.code) for info in questions.regions()]
    found += [_freshness(questions, info.code) for info in questions.regions() if info.live]
    return found


def _cells(questions: Questions) -> Finding:
    rows = questions.store.ask(sql.statement("check/points"))
    own = cells.index(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    off = int(np.count_nonzero(own != rows["cell"].to_numpy()))
    return Finding("ячейки, не совпадающие с координатами", off, "Установите регион заново: region FILE")


def _texts(questions: Questions) -> Finding:
    """Every appeal is in the full-text index or queued for it; one that is not built yet is nothing wrong."""
    return Finding(
        "тексты, которых нет ни в поисковом указателе, ни в очереди к нему",
        questions.texts().off,
        "Остановите сервер, удалите папку указателя (хранилище с .search на конце) и запустите: он построится заново",
    )


def _facts(questions: Questions, region: str) -> Finding:
    """Every fact in memory is a record's, and every record's fact is there."""
    mirror = questions.known.mirror
    off = days_off(questions.store, mirror, region, _FACTS_S) if mirror else None
    if off is None:
        return Finding(f"факты региона {region}, ещё не прочитанные в память", 1, "Повторите проверку позже")
    hint = "Перезапустите сервер: факты будут прочитаны заново. Сообщите разработчикам"
    return Finding(f"дни региона {region}, за которые факты в памяти не совпадают с записями", off, hint)


def _sums(questions: Questions, region: str) -> Finding:
    """The sums of the contract: topic groups, trend, districts and precisions give the total, heat what is placed."""
    filters = questions.parse({"region": region, "period": "all"})
    head = questions.summary(filters)
    groups = sum(row.value or 0 for row in questions.topics(filters).rows if row.parent is None)
    sums = (
        groups,
        sum(row.value or 0 for row in questions.districts(filters).rows),
        sum(one.value or 0 for one in questions.trend(filters).rows),
        sum(head.placed.values()),
    )
    heat = questions.heat(filters).values.sum()
    off = sum(one != head.total for one in sums) + (heat != head.placed["house"] + head.placed["street"])
    return Finding(
        f"суммы региона {region}, не равные итогу", int(off), "Сообщите разработчикам: счёт разошёлся"
    )


def _freshness(questions: Questions, region: str) -> Finding:
    late = timedelta(hours=questions.settings.stale_h)
    sources = questions.summary(questions.parse({"region": region})).sources
    off = sum(datetime.now(UTC) - source.last > late for source in sources)
    return Finding(
        f"источники региона {region} без свежих записей", off, "Проверьте выгрузку этих источников"
    )
