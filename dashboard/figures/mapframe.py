"""Where things lie on a drawn map: Mercator into pixels, how fine the cells may be, a corner that is free for the legend."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.mapcells import Bounds, mercator
from geo import cells as h3cells

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""

SMALLEST_PX = {8: 7.0, 9: 10.0, 10: 12.0}
SMALLEST_COARSE_PX = 5.8
"""Narrowest cells that are still told apart; the same figures as in assets/js/hexmap/55-view.js."""

EARTH_KM = 40_075.017


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of pixels that shows some bounds; `unit` is how large a 16 px letter of a desk is drawn."""

    width: int
    height: int
    unit: float
    scale: float
    """Pixels a world."""
    left: float
    top: float
    """Mercator of the upper left corner."""
    turn: float
    """Longitudes west of this are a turn further on."""

    def place(self, lonlat: Points) -> Points:
        """Degrees (…, 2) to pixels."""
        lon = lonlat[..., 0]
        turned = np.stack([np.where(lon < self.turn, lon + 360.0, lon), lonlat[..., 1]], axis=-1)
        return np.asarray((mercator(turned) - (self.left, self.top)) * self.scale)

    def km_per_pixel(self) -> float:
        """In the middle of the frame."""
        northing = math.pi * (1 - 2 * (self.top + self.height / 2 / self.scale))
        return EARTH_KM / math.cosh(northing) / self.scale

    def resolution(self) -> int:
        """The finest resolution whose cells can be told apart."""
        for res in (10, 9, 8, 7, 6, 5):
            wide = h3cells.edge_km(res) * math.sqrt(3) / self.km_per_pixel() / self.unit
            if wide >= SMALLEST_PX.get(res, SMALLEST_COARSE_PX):
                return res
        return 4


def frame(size: tuple[int, int], bounds: Bounds, room: Box, unit: float) -> Frame:
    """The frame in which the bounds fill what `room` (left, top, right, bottom margins) leaves."""
    west, south, east, north = bounds
    east = east + 360.0 if west > east else east
    corners = mercator(np.array([[west, north], [east, south]]))
    (x0, y0), (x1, y1) = corners.tolist()
    wide, high = size[0] - room[0] - room[2], size[1] - room[1] - room[3]
    scale = min(wide / max(x1 - x0, 1e-9), high / max(y1 - y0, 1e-9))
    left = (x0 + x1) / 2 - (room[0] + wide / 2) / scale
    top = (y0 + y1) / 2 - (room[1] + high / 2) / scale
    return Frame(*size, unit, scale, left, top, west - 90.0 if bounds[0] > bounds[2] else -1e9)


def free_corner(
    frame: Frame, box: tuple[float, float], busy: NDArray[np.object_], top: float, foot: float = 0.0
) -> tuple[Box, bool]:
    """Of the four corners the one where a box of this size covers least of some shapes, and whether it covers nothing.

    `top` and `foot`: how much of the upper and of the lower edge is taken.
    """
    gap, (wide, high) = 14 * frame.unit, box
    lefts, tops = (gap, frame.width - gap - wide), (frame.height - max(gap, foot) - high, gap + top)
    boxes = [(x, y, x + wide, y + high) for y in tops for x in lefts]
    covered = [float(shapely.area(shapely.clip_by_rect(busy, *each)).sum()) for each in boxes]
    at = int(np.argmin(np.array(covered) - np.arange(4)[::-1] * 1e-6))
    return boxes[at], covered[at] < 1.0
