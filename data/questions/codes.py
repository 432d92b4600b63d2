"""Checks the codes of filters against what a store knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.errors import BadFilter
from data.filters import Filters

_SHOWN = 40


def check_codes(filters: Filters, known: Mapping[str, Callable[[], tuple[str, ...]]]) -> None:
    """BadFilter names the first filter with an unknown code, and the codes there are; asked only where one is given."""
    for name, codes in known.items():
        given = getattr(filters, name)
        chosen = (given,) if isinstance(given, str) else given
        there = codes() if chosen else ()
        for code in chosen:
            if code not in there:
                shown = ", ".join(there[:_SHOWN]) + (" …" if len(there) > _SHOWN else "")
                said = f"неизвестное значение «{code[:60]}»"
                raise BadFilter(name, said, f"Допустимо: {shown}", code="value", value=code[:60])
