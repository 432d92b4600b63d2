"""Names to places: the settlement or at least the district an address speaks of, never more than it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo.districts import Boundaries
from geo.municipalities import Municipalities
from geo.naming import settlement as settlement_name
from geo.settlements import Known, Settlement, known_settlements

__all__ = ["Gazetteer", "Place", "Settlement"]

TOWN_PEOPLE = 30_000
"""A place this large is no namesake of a hamlet: it is believed against the municipality written beside it."""

_PARTS = re.compile(r"[,;()\n]| {2,}")
_ON_RIVER = re.compile(r"(\S+) на \S+")
_REMEMBERED = 200_000


@dataclass(frozen=True, slots=True)
class Place:
    """What an address could be resolved to; `district` is a code; coordinates only where they are known."""

    precision: str
    name: str | None = None
    district: str | None = None
    lon: float | None = None
    lat: float | None = None


NOWHERE = Place("none")


class Gazetteer:
    """Settlements and municipalities of one region by name."""

    def __init__(self, boundaries: Boundaries) -> None:
        self._districts = boundaries.districts
        self._municipalities = Municipalities(boundaries.districts)
        self._known = known_settlements(boundaries, self._municipalities)
        self._by_core: dict[str, list[Known]] = defaultdict(list)
        for one in self._known:
            self._by_core[one.core].append(one)
        for one in self._known:
            if (river := _ON_RIVER.fullmatch(one.core)) and river[1] not in self._by_core:
                self._by_core[river[1]] = [one]
        self._remembered: dict[str, int | None] = {}

    @classmethod
    def for_region(cls, boundaries: Boundaries) -> Gazetteer:
        """The gazetteer of whatever shipped settlements lie inside the boundaries."""
        return cls(boundaries)

    def find(self, settlement: str | None, municipality: str | None, address: str | None = None) -> Place:
        """The settlement, else the district, else nothing.

        A name met twice is narrowed by its kind and the municipality; a settlement that does not lie in the
        municipality given is believed only when it is the region's only town of that name.
        """
        district = self._district(municipality)
        place = self._settlement(settlement, district) if settlement else None
        if place is None and (address or (settlement and (district is None or _PARTS.search(settlement)))):
            place = self._in_parts(settlement, address, district)
        return place or self._as_district(district)

    def find_many(self, settlements: Sequence[str | None], municipalities: Sequence[str | None]) -> list[Place]:
        """`find` for two columns; equal pairs are resolved once."""
        pairs = list(zip(settlements, municipalities, strict=True))
        found = {pair: self.find(*pair) for pair in dict.fromkeys(pairs)}
        return [found[pair] for pair in pairs]

    def settlements(self) -> tuple[Settlement, ...]:
        """Settlements with coordinates, the largest first; no parts of cities where those can be told."""
        placed = [
            Settlement(one.name, one.lon, one.lat, one.population, self._districts[one.district].code)
            for one in self._known
            if one.lon is not None and one.lat is not None
        ]
        return tuple(sorted(placed, key=lambda one: (-one.population, one.name)))

    def _district(self, text: str | None) -> int | None:
        if not text or not text.strip():
            return None
        if text not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._municipalities.find(text)
            self._remembered[text] = self._town_district(text) if found is None else found
        return self._remembered.get(text)

    def _town_district(self, text: str) -> int | None:
        """«г. Артём» is the district that the town of this name lies in."""
        named = settlement_name(text)
        towns = [one for one in self._by_core.get(named.core, ()) if _is_town(one)]
        return towns[0].district if len(towns) == 1 and set(named.kinds) <= {"г"} else None

    def _settlement(self, text: str, district: int | None) -> Place | None:
        """The place of a settlement's name; a district's place when its namesakes all lie in one."""
        named = settlement_name(text)
        candidates = self._by_core.get(named.core, [])
        alike = [one for one in candidates if one.kind is None or one.kind in named.kinds]
        candidates = alike if named.kinds and alike else candidates
        if district is None:
            return self._only(candidates)
        inside = [one for one in candidates if one.district == district]
        if not inside and len(candidates) == 1 and _is_town(candidates[0]):
            return self._only(candidates)
        return self._only(inside)

    def _only(self, candidates: list[Known]) -> Place | None:
        if len(candidates) == 1:
            one = candidates[0]
            return Place("settlement", one.name, self._districts[one.district].code, one.lon, one.lat)
        owners = {one.district for one in candidates}
        return self._as_district(owners.pop()) if len(owners) == 1 else None

    def _in_parts(self, settlement: str | None, address: str | None, district: int | None) -> Place | None:
        """Look among the comma-separated parts of what was written: first the municipality, then the settlement."""
        parts = [*_parts(settlement), *_parts(address)]
        if district is None:
            named = {self._municipality_part(part) for part in parts} - {None}
            district = named.pop() if len(named) == 1 else None
        for part in parts:
            if settlement_name(part).kinds or self._is_a_town(part):
                place = self._settlement(part, district)
                if place is not None:
                    return place
        return None if district is None else self._as_district(district)

    def _municipality_part(self, part: str) -> int | None:
        """Digits in an address are a house or a postcode, not a code."""
        return None if part.isdigit() else self._municipalities.find(part)

    def _is_a_town(self, part: str) -> bool:
        return any(_is_town(one) for one in self._by_core.get(settlement_name(part).core, ()))

    def _as_district(self, district: int | None) -> Place:
        if district is None:
            return NOWHERE
        return Place("district", self._districts[district].name, self._districts[district].code)


def _is_town(one: Known) -> bool:
    return one.kind == "г" or one.population >= TOWN_PEOPLE


def _parts(text: str | None) -> Iterator[str]:
    for part in _PARTS.split(text or ""):
        if stripped := part.strip():
            yield stripped
