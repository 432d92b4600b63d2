"""The colour ramps of the map: even steps of lightness, safe for colour-blind eyes, made for a dark ground."""

from __future__ import annotations

HEAT = ("#322872", "#5d2785", "#95217b", "#cb2d67", "#f05a3b", "#fc921e", "#fcc831", "#fbf3b0")
"""From little to much; L* 21 28 36 46 58 70 83 95. Begins above the ground (L* 11), so that one
appeal can be seen, yet quietly: the eye goes to where there are many."""

CHANGE = ("#aeddff", "#4aafeb", "#037dbc", "#025185", "#2a313c", "#a03332", "#d95823", "#fb9524", "#ffdea4")
"""From less than usual (blue) through as usual (dark) to more (orange): the far ends are the light ones."""

_RAMPS = {"excess": CHANGE, "rating": tuple(reversed(HEAT))}


def ramp(metric: str) -> tuple[str, ...]:
    """The ramp of a metric, from its lowest to its highest limit. Low marks are what is hot, so theirs runs backwards."""
    return _RAMPS.get(metric, HEAT)
