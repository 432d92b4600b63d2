"""From windowed sums to the figures of a metric: value, the window before, and the usual, in the metric's unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from data.questions.ask import Asking
from data.questions.usual import Usual, of
from data.windows import USUAL_WEEKS, Window, previous, usual

Values = Mapping[int, float | None]
_PREVIOUS = USUAL_WEEKS + 1
_PREVIOUS_USUAL = USUAL_WEEKS + 2


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a selection; None where it is unknown or has no meaning."""

    value: float | None
    previous: float | None
    usual: Usual


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows one figure needs: its own (k = 0), the one before, and those that tell what is usual."""

    asked: tuple[Window, ...]
    usual: tuple[int, ...]
    previous: int | None
    previous_usual: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, asking: Asking) -> Windows:
        """Only windows that the data cover; those usual for the window before only where the metric needs them."""
        now, reach = asking.span.window, asking.reach
        before = previous(asking.span, reach, _PREVIOUS)
        now_usual = usual(now, reach, 1)
        excess = asking.filters.metric == "excess"
        before_usual = usual(before, reach, _PREVIOUS_USUAL) if before and excess else []
        asked = (now, *([before] if before else []), *now_usual, *before_usual)
        return cls(
            asked,
            tuple(one.k for one in now_usual),
            _PREVIOUS if before else None,
            tuple(one.k for one in before_usual),
        )


def by_key(table: pa.Table) -> dict[str | None, dict[int, float | None]]:
    """Key → window k → value."""
    found: dict[str | None, dict[int, float | None]] = defaultdict(dict)
    for key, k, value in zip(*(table[name].to_pylist() for name in ("key", "k", "value")), strict=True):
        found[key][k] = value
    return found


def figure(asking: Asking, values: Values, windows: Windows, residents: int | None) -> Figure:
    """The figure of one key by the metric; `residents` is its denominator, None where unknown."""
    additive = not asking.is_mean
    now = _value(values, 0, additive)
    before = None if windows.previous is None else _value(values, windows.previous, additive)
    usually = of(values, windows.usual, empty_is_zero=additive)
    if asking.filters.metric == "per1000":
        factor = 1000 / residents if residents else None
        return Figure(_times(now, factor), _times(before, factor), usually.scaled(factor))
    if asking.filters.metric == "excess":
        before_usually = of(values, windows.previous_usual, empty_is_zero=True)
        return Figure(
            _over(now, usually), _over(before, before_usually), usually.minus(usually.median or 0.0)
        )
    return Figure(now, before, usually)


def _value(values: Values, k: int, additive: bool) -> float | None:
    return values.get(k) or 0 if additive else values.get(k)


def _times(value: float | None, factor: float | None) -> float | None:
    return None if value is None or factor is None else value * factor


def _over(value: float | None, usually: Usual) -> float | None:
    return None if value is None or usually.median is None else value - usually.median
