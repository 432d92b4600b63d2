"""What every measured engine can do, and the few numbers of an answer by which engines are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Check = Mapping[str, float]
"""Numbers of an answer that must be the same whichever engine gave it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data of a size lie."""

    base: Path
    rows: int


class Engine(Protocol):
    """One engine over the data of one size."""

    name: str

    def prepare(self) -> dict[str, float]:
        """Bring the data into the engine's own form unless that is done: seconds and bytes."""
        ...

    def open(self) -> None:
        """Be ready for questions."""
        ...

    def settle(self) -> None:
        """Wait until everything that makes answers fast is in place; questions are answered before that too."""
        ...

    def ask(self, question: str, case: str, window: str, repetition: int) -> Any:
        """The answer to a question of a filter set in a window; this is what is timed."""
        ...

    def check(self, question: str, answer: Any) -> Check:
        """Its numbers to compare."""
        ...

    def size(self, question: str, answer: Any) -> int | None:
        """Bytes of the answer as it is sent; None where the engine is not asked over a network."""
        ...

    def close(self) -> None:
        """Let go of the data."""
        ...


def same(one: Check, other: Check) -> bool:
    """Whether two answers agree, up to the rounding of sums of fractions."""
    return one.keys() == other.keys() and all(
        abs(one[name] - other[name]) <= 1e-6 * max(1.0, abs(one[name])) for name in one
    )
