"""The colour ramps of the map: even steps of lightness, safe for colour-blind eyes, made for a dark ground."""

from __future__ import annotations

HEAT = ("#3a2c86", "#6a2a8c", "#a0227d", "#d32f66", "#f15e39", "#fc941e", "#fcc831", "#fbf3b0")
"""From little to much; L* 24 31 38 48 59 71 83 95. Begins well above the ground (L* 9): one appeal can be seen."""

CHANGE = ("#aeddff", "#4aafeb", "#037dbc", "#025185", "#2a313c", "#a03332", "#d95823", "#fb9524", "#ffdea4")
"""From less than usual (blue) through as usual (dark) to more (orange): the far ends are the light ones."""

_RAMPS = {"excess": CHANGE, "rating": tuple(reversed(HEAT))}


def ramp(metric: str) -> tuple[str, ...]:
    """The ramp of a metric, from its lowest to its highest limit. Low marks are what is hot, so theirs runs backwards."""
    return _RAMPS.get(metric, HEAT)
