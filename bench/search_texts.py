"""Invented appeals with Russian texts whose words are as unevenly frequent as in real ones, filled into a store."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from bench.statements import statement
from data.database import CONFIG
from data.regions import Regions
from data.settings import Settings
from data.store import Store
from geo.boundaries import read_shipped

WORDS = 60_000
END = datetime(2026, 7, 1)
DAYS = 730
_SHORTEST, _LONGEST = 8, 20
_STRETCH = 200_000
_SEED = 20_260_702
_STARTS = ("вы", "по", "за", "от", "пере", "про", "об", "на", "до", "раз", "под", "у", "с", "не", "при")
_ROOTS = (
    "дорог ям фонар свет вод труб мусор двор дом подъезд лифт крыш снег лёд автобус останов школ сад больниц парк"
    " площад улиц мост тротуар асфальт люк канал дерев куст собак шум газ отоплен батаре счётчик квитанц долг ремонт"
    " строй забор ворот стоян машин знак светофор переход пыл дым запах завод рынок магазин почт окн двер стен пол"
    " кран насос колодец свал контейнер бак уборк дворник песок соль лестниц перил пандус коляск скамей площадк качел"
)
_MIDDLES = ("", "к", "ов", "ев", "н", "ов", "ник", "ск", "оч", "ист", "ль", "иц", "еч", "ун", "ач")
_ENDINGS = ("а", "у", "ы", "е", "ой", "ами", "ах", "и", "ый", "ого", "ая", "ить", "ил", "ила", "ов", "")


@cache
def vocabulary() -> NDArray[np.object_]:
    """Words of Russian roots and endings, the most frequent first."""
    rng = np.random.default_rng([_SEED, 1])
    roots = _ROOTS.split()
    words: dict[str, None] = dict.fromkeys(f"{root}{ending}" for ending in _ENDINGS for root in roots)
    parts = (_STARTS, roots, _MIDDLES, _MIDDLES, _ENDINGS)
    drawn = [rng.integers(0, len(part), 4 * WORDS) for part in parts]
    for places in zip(*(places.tolist() for places in drawn), strict=True):
        words.setdefault("".join(part[place] for part, place in zip(parts, places, strict=True)))
    return np.array(list(words)[:WORDS], object)


def texts(rng: np.random.Generator, rows: int) -> pa.Array:
    """Texts of 8 to 20 words, the k-th word of the vocabulary k times rarer than the first (Zipf)."""
    lengths = rng.integers(_SHORTEST, _LONGEST + 1, rows)
    share = 1 / np.arange(1, WORDS + 1)
    chosen = np.searchsorted(np.cumsum(share / share.sum()), rng.random(int(lengths.sum())))
    words = pa.array(vocabulary(), pa.string()).take(pa.array(np.minimum(chosen, WORDS - 1)))
    offsets = pa.array(np.concatenate([[0], np.cumsum(lengths)]), pa.int32())
    return pa.compute.binary_join(pa.ListArray.from_arrays(offsets, words), " ")


def fill(path: Path, rows: int) -> Store:
    """A store of so many appeals over two years, in order of receipt, a fifth of another region; its index is not built."""
    store = filled(path)
    Regions(store).install(read_shipped("rostov"), default=True, synthetic=True)
    codes = [district.code for district in read_shipped("rostov").districts]
    store.close()
    with duckdb.connect(str(path), config=CONFIG) as connection:
        for first in range(0, rows, _STRETCH):
            connection.register("stretch", _stretch(first, min(_STRETCH, rows - first), rows, codes))
            connection.execute(statement("search/fill"))
            connection.unregister("stretch")
        connection.execute(statement("ours/raise_version"))
        connection.execute(statement("ours/checkpoint"))
    return filled(path)


def filled(path: Path) -> Store:
    """Such a store."""
    return Store.open(path, Settings(db=path, question_timeout_s=600))


def _stretch(first: int, count: int, rows: int, codes: list[str]) -> pa.Table:
    rng = np.random.default_rng([_SEED, 2, first])
    numbers = np.arange(first, first + count)
    step = timedelta(days=DAYS) / rows
    received = np.datetime64(END - timedelta(days=DAYS), "us") + (numbers * (step / timedelta(microseconds=1))).astype(
        "timedelta64[us]"
    )
    topic = rng.integers(1, 20, count)
    return pa.table(
        {
            "number": numbers,
            "region": rng.choice(["rostov", "elsewhere"], count, p=[0.8, 0.2]),
            "received": received,
            "topic_group": [f"{one:02d}" for one in topic],
            "topic": [f"{one:02d}.001" for one in topic],
            "status": rng.choice(["new", "in_work", "solved"], count, p=[0.1, 0.3, 0.6]),
            "district": rng.choice(codes, count),
            "text": texts(rng, count),
        }
    )
