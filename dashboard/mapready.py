"""Bodies of the map's answers, kept packed; one that names a set of hexagons forgotten meanwhile is made anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from dashboard.mapsets import MapSets
from data.cache import SingleFlight


@dataclass(frozen=True, slots=True)
class Ready:
    """A body as sent, and the set it names (region, resolution, name)."""

    body: bytes
    set: tuple[str, int, str]

    def __len__(self) -> int:
        return len(self.body)


class Bodies:
    """Equal questions share a body."""

    def __init__(self, sets: MapSets, entries: int, megabytes: int) -> None:
        self._sets = sets
        self._kept = SingleFlight(entries, len, megabytes << 20)

    def body(self, key: Hashable, make: Callable[[], Ready]) -> bytes:
        """The body of a key; whoever gets it can ask for the set that it names."""
        ready: Ready = self._kept.get(key, make)
        if self._sets.named(*ready.set) is None:
            ready = make()
        return ready.body
