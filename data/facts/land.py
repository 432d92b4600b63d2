"""The regions asked about as one: where the districts and hexagons of each lie in the sums of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.facts.chosen import Chosen, Common
from data.facts.codes import CHILDREN, RES, Shared, State, fine_ids
from data.facts.columns import Block
from data.facts.whole import Class, Rollup
from geo import cells


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts of one region and what of them is chosen; its first district and hexagon in the sums of all."""

    blocks: tuple[Block, ...]
    rollups: tuple[Rollup | None, ...]
    chosen: Chosen
    district: int
    hexagon: int


@dataclass(frozen=True, slots=True)
class Hexes:
    """All hexagons of resolution 8 of the regions, one region after the other (0: none)."""

    ids: NDArray[np.uint64]

    def places(self, res: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Cells of a resolution up to 8, ascending, and the place of each hexagon's among them."""
        own = self.ids if res == RES else cells.parent(self.ids, res)
        found, place = np.unique(own, return_inverse=True)
        return found, place

    def fine_places(self, res: int, held: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The same for hexagons told apart by their children (number x 64 + child), of those held."""
        own = fine_ids(self.ids[held // CHILDREN], held % CHILDREN)
        found, place = np.unique(own if res == 10 else cells.parent(own, res), return_inverse=True)
        return found, place


@dataclass(frozen=True, slots=True)
class Land:
    """What a pass goes over, and what the places in its sums stand for."""

    grounds: tuple[Ground, ...]
    common: Common
    districts: tuple[str | None, ...]
    hexes: Hexes
    topics: tuple[tuple[str | None, str | None], ...]
    states: tuple[State, ...]
    classes: tuple[Class, ...] | None
    shared: Shared
