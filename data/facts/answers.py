"""When appeals were answered, told by when they ended: nearly all end with their answer, so only the others are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows (ascending) that were answered at another moment than they ended, and that moment in ticks."""

    rows: NDArray[np.uint32]
    at: NDArray[Any]

    @classmethod
    def of(cls, ended: NDArray[Any], answered: NDArray[Any]) -> Answers:
        """From both columns whole, of equal length and type."""
        rows = np.flatnonzero(answered != ended)
        return cls(rows.astype(np.uint32), answered[rows])

    @classmethod
    def joined(cls, parts: Sequence[Answers]) -> Answers:
        """One after the other, the rows ascending."""
        return cls(np.concatenate([part.rows for part in parts]), np.concatenate([part.at for part in parts]))

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        return self.rows.nbytes + self.at.nbytes

    def column(self, ended: NDArray[Any], rows: slice = slice(None)) -> NDArray[Any]:
        """The moments of answers in a run of rows, beside the whole column of ends."""
        first, last, _ = rows.indices(len(ended))
        found = ended[first:last].copy()
        begin, end = np.searchsorted(self.rows, (first, last)).tolist()
        found[self.rows[begin:end] - np.uint32(first)] = self.at[begin:end]
        return found

    def after(self, rows: int) -> Answers:
        """The same of rows that come after so many others."""
        return Answers(self.rows + np.uint32(rows), self.at)

    def of_rows(self, rows: NDArray[np.int64]) -> Answers:
        """The same of some rows (ascending), numbered anew."""
        place = np.searchsorted(rows, self.rows)
        held = place < len(rows)
        held[held] = rows[place[held]] == self.rows[held]
        return Answers(place[held].astype(np.uint32), self.at[held])
