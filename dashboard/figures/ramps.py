"""The colour ramps of the map: even steps of lightness, safe for colour-blind eyes, one set for each ground."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures.mapcolours import DARK, LIGHT, THEMES

HEAT = ("#322872", "#5d2785", "#95217b", "#cb2d67", "#f05a3b", "#fc921e", "#fcc831", "#fbf3b0")
"""From little to much; L* 21 28 36 46 58 70 83 95. Begins above the ground (L* 11), so that one
appeal can be seen, yet quietly: the eye goes to where there are many."""

CHANGE = ("#aeddff", "#4aafeb", "#037dbc", "#025185", "#2a313c", "#a03332", "#d95823", "#fb9524", "#ffdea4")
"""From less than usual (blue) through as usual (dark) to more (orange): the far ends are the light ones."""

HEAT_LIGHT = ("#fde2a2", "#fcc05c", "#f6953d", "#e7653f", "#cb3858", "#9d2270", "#681c72", "#35134f")
"""The same order for a light ground: what is much is dark."""

CHANGE_LIGHT = (
    *("#0a3a6e", "#2470ad", "#64a5d2", "#aecde4", "#eceae6"),
    *("#f5c197", "#e6873f", "#bf5013", "#7a2a07"),
)
"""The same two directions for a light ground: the far ends are the dark ones."""

_HEATS: Mapping[str, tuple[str, ...]] = {DARK: HEAT, LIGHT: HEAT_LIGHT}
_CHANGES: Mapping[str, tuple[str, ...]] = {DARK: CHANGE, LIGHT: CHANGE_LIGHT}


def ramp(metric: str, theme: str = DARK) -> tuple[str, ...]:
    """The ramp of a metric, from its lowest to its highest limit. Low marks are what is hot, so theirs runs backwards."""
    if metric == "excess":
        return _CHANGES.get(theme, CHANGE)
    heat = _HEATS.get(theme, HEAT)
    return tuple(reversed(heat)) if metric == "rating" else heat


def ramps(metric: str) -> dict[str, list[str]]:
    """The ramp of a metric in every theme: the browser changes between them by itself."""
    return {theme: list(ramp(metric, theme)) for theme in THEMES}
