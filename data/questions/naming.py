"""What the rows of a breakdown are called, told apart from their figures: the same from answer to answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[Any]
"""Texts or None, one a row."""


@dataclass(frozen=True, slots=True)
class Names:
    """Code, name and parent of each row, whether it stands for what has no code, and its name's place in the alphabet."""

    codes: Texts
    names: Texts
    parents: Texts
    codeless: NDArray[np.bool_]
    rank: NDArray[np.int64]

    @classmethod
    def of(cls, codes: Sequence[str | None], names: Sequence[str | None], parents: Sequence[str | None]) -> Names:
        """These rows; equal names have one place, and what has no name comes first."""
        place = {name: at for at, name in enumerate(sorted({name or "" for name in names}))}
        rank = np.array([place[name or ""] for name in names], np.int64)
        codeless = np.array([code is None for code in codes], np.bool_)
        return cls(_texts(codes), _texts(names), _texts(parents), codeless, rank)

    def at(self, rows: NDArray[np.int64]) -> Names:
        """Some of the rows, in this order."""
        texts = self.codes[rows], self.names[rows], self.parents[rows]
        return Names(*texts, self.codeless[rows], self.rank[rows])

    def order(self, values: NDArray[np.float64]) -> NDArray[np.int64]:
        """The rows by value, the largest first, equal ones by name; those without a value after them, of no code last."""
        unknown = np.isnan(values)
        found: NDArray[np.int64] = np.lexsort((self.rank, -np.where(unknown, 0.0, values), unknown, self.codeless))
        return found


def _texts(texts: Sequence[str | None]) -> Texts:
    found = np.empty(len(texts), object)
    found[:] = texts
    return found
