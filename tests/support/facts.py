"""Narrow facts made by hand, and facts spelt out so that they can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from data.facts.chosen import Chosen
from data.facts.codes import Book, fine_ids
from data.facts.columns import (
    CODES,
    NEVER,
    NO_MARK,
    SECOND,
    TIMES,
    Block,
    Columns,
    made,
    narrow_cells,
    signed,
    ticks,
)
from data.facts.land import Ground
from data.windows import Window

EPOCH = datetime(1970, 1, 1)
NAMES = (*TIMES, *CODES)
_TYPES: dict[str, Any] = dict.fromkeys(TIMES, np.int64) | {
    "district": np.uint16, "topic": np.uint16, "origin": np.uint16, "state": np.uint16,
    "cell": np.uint32, "child": np.uint8, "mark": np.int8, "sign": np.int8,
}  # fmt: skip
_BLANK = {"ended": NEVER, "due": NEVER, "answered": NEVER, "mark": int(NO_MARK), "sign": 1}


def columns(received: Sequence[int], **given: Sequence[int]) -> Columns:
    """Columns of microseconds and codes; what is not given is blank (sign: 1)."""
    found = {"received": received, **given}
    return {
        name: np.array(found.get(name, [_BLANK.get(name, 0)] * len(received)), kind) for name, kind in _TYPES.items()
    }


def block(unit: int, received: Sequence[int], **given: Sequence[int]) -> Block:
    """A base block in ticks of `unit` microseconds, from microseconds in any order."""
    whole = columns(received, **given)
    order = np.argsort(whole["received"], kind="stable")
    ordered = {name: whole[name][order] for name in NAMES}
    ordered |= {name: ticks(ordered[name], unit) for name in TIMES} | {"cell": narrow_cells(ordered["cell"])}
    return made(unit, ordered)


def tail(received: Sequence[int], **given: Sequence[int]) -> Block:
    """A block of changes."""
    return signed(columns(received, **given))


def net(blocks: Iterable[Block]) -> Counter[tuple[int, ...]]:
    """How often each row holds, those taken back subtracted."""
    counted: Counter[tuple[int, ...]] = Counter()
    for one in blocks:
        whole = one.columns()
        for row, sign in zip(zip(*(whole[name].tolist() for name in NAMES), strict=True), whole["sign"].tolist(), strict=True):
            counted[row] += sign
    return Counter({row: n for row, n in counted.items() if n})


def spelt(whole: Columns, book: Book) -> list[tuple[Any, ...]]:
    """Rows in the words of the records, in the columns of `ask/facts_gone` but the region."""
    cell = fine_ids(book.hexagons.ids[whole["cell"]], whole["child"])
    cell[whole["cell"] == 0] = 0
    return [
        (
            *(None if row[name] == NEVER else EPOCH + row[name] * timedelta(microseconds=1) for name in TIMES),
            None if row["mark"] == NO_MARK else row["mark"],
            book.districts.values[row["district"]],
            *book.shared.topics.values[row["topic"]],
            *book.shared.origins.values[row["origin"]],
            *book.shared.states.values[row["state"]],
            at or None,
        )
        for row, at in zip(_dicts(whole), cell.tolist(), strict=True)
    ]


def told(table: pa.Table) -> list[tuple[Any, ...]]:
    """Rows of `ask/facts_gone` as `spelt` gives them."""
    names = (
        *TIMES, "mark", "district", "topic_group", "topic", "source", "channel", "type",
        "status", "precision", "needs_budget", "repeat", "cell",
    )  # fmt: skip
    return list(zip(*(table[name].to_pylist() for name in names), strict=True))


def _dicts(whole: Columns) -> list[dict[str, int]]:
    rows = zip(*(whole[name].tolist() for name in NAMES), strict=True)
    return [dict(zip(NAMES, row, strict=True)) for row in rows]


def ground(*blocks: Block, codes: int = 1, by_cell: Any = None, **entries: Sequence[int]) -> Ground:
    """Blocks of which everything is chosen, but for the entries given (by_state: bits)."""
    whole: dict[str, Any] = {name: np.ones(codes, np.uint8) for name in ("by_origin", "by_district", "by_topic")}
    whole["by_state"] = np.full(codes, 3, np.uint8)
    whole |= {name: np.array(values, np.uint8) for name, values in entries.items()}
    chosen = Chosen(**whole, by_cell=None if by_cell is None else np.array(by_cell, np.uint8))
    return Ground(blocks=blocks, rollups=(None,) * len(blocks), chosen=chosen, district=0, hexagon=0)


def at(seconds: float) -> datetime:
    """A moment by its seconds since 1970."""
    return EPOCH + timedelta(seconds=seconds)


def window(lo: float, hi: float, moment: float | None = None, k: int = 0) -> Window:
    """A window by seconds since 1970, judged at its end unless a moment is given."""
    return Window(k, 0, at(lo), at(hi), at(hi if moment is None else moment))


def some(rng: np.random.Generator, rows: int, unit: int = SECOND) -> dict[str, list[int]]:
    """Random moments (microseconds, multiples of `unit`) and codes with many equal rows."""

    def moments(blank: float) -> list[int]:
        found = rng.integers(0, 60, rows) * unit
        return [int(one) for one in np.where(rng.random(rows) < blank, NEVER, found)]

    codes = {name: rng.integers(0, 2, rows).tolist() for name in ("district", "topic", "origin", "state")}
    return {
        "received": (rng.integers(0, 40, rows) * unit).tolist(),
        "ended": moments(0.3), "due": moments(0.3), "answered": moments(0.5),
        **codes, "cell": rng.integers(0, 3, rows).tolist(), "child": rng.integers(0, 2, rows).tolist(),
    }  # fmt: skip
