"""Which district a municipality is, however it is written: a code, any spelling of its name, or part of a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from geo.districts import District
from geo.naming import CITY, DISTRICT, OKRUG, Named, municipality

_LOST_ZERO = {7: 8, 8: 8, 10: 11, 11: 11}
_PREFIX = 5
_SLASH = re.compile(r"\s*/\s*")
_TWO_IN_ONE = re.compile(r"\s+и\s+")
_GENITIVES = (("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий"), ("а", ""))
_NEAR = {DISTRICT: {DISTRICT, OKRUG}, OKRUG: {OKRUG, DISTRICT, CITY}, CITY: {CITY, OKRUG}}


class Municipalities:
    """Districts by code and by the core of their names."""

    def __init__(self, districts: Sequence[District]) -> None:
        self._by_code = {one.code: number for number, one in enumerate(districts)}
        self._by_prefix = _prefixes(self._by_code)
        self._by_core: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
        for number, one in enumerate(districts):
            kinds = frozenset(municipality(one.name).kinds)
            for name in (one.name, one.short_name, *_TWO_IN_ONE.split(one.name)):
                self._by_core[municipality(name).core][number] = kinds

    def find(self, text: str) -> int | None:
        """Index of the district a text names; None when it names none, or more than one."""
        number = self._by_code.get(text.strip())
        if number is not None:
            return number
        if (plain := text.strip().replace(" ", "")).isdigit():
            return self.by_oktmo(plain)
        number = self._by_name(municipality(text))
        if number is None and len(parts := _SLASH.split(text)) > 1:
            found = {self._by_name(municipality(part)) for part in parts} - {None}
            number = found.pop() if len(found) == 1 else None
        return number

    def by_oktmo(self, digits: str) -> int | None:
        """The district that an ОКТМО of 8 or 11 digits, its own or a settlement's, belongs to."""
        length = _LOST_ZERO.get(len(digits))
        return None if length is None else self._by_prefix.get(digits.zfill(length)[:_PREFIX])

    def _by_name(self, named: Named) -> int | None:
        for core in _spellings(named.core):
            if found := self._by_core.get(core):
                return _narrowed(found, named.kinds)
        return None


def _prefixes(by_code: dict[str, int]) -> dict[str, int]:
    """Districts by the first five digits of ОКТМО; a reformed district (…5…) by those of its former self (…6…) too."""
    official = {code: number for code, number in by_code.items() if len(code) == 11 and code.isdigit()}
    found = {f"{code[:2]}6{code[3:_PREFIX]}": number for code, number in official.items() if code[2] == "5"}
    return found | {code[:_PREFIX]: number for code, number in official.items()}


def _spellings(core: str) -> Iterable[str]:
    """The name itself, then without the genitive of «администрация Азовского района», «города Таганрога»."""
    yield core
    first, _, rest = core.partition(" ")
    for ending, nominative in _GENITIVES:
        if first.endswith(ending):
            yield " ".join(filter(None, (first.removesuffix(ending) + nominative, rest)))


def _narrowed(found: dict[int, frozenset[str]], kinds: tuple[str, ...]) -> int | None:
    """The only district of the name that the written kind does not contradict.

    A district reformed into an okrug or a city keeps answering to its old kind; a city never means the district
    that bears its adjective.
    """
    if not kinds:
        return next(iter(found)) if len(found) == 1 else None
    wanted = set(kinds)
    exact = [number for number, own in found.items() if own & wanted]
    if len(exact) == 1:
        return exact[0]
    near = [number for number, own in found.items() if not own or any(_NEAR[kind] & own for kind in wanted)]
    if len(near) == 1:
        return near[0]
    return next(iter(found)) if len(found) == 1 and CITY not in wanted else None
