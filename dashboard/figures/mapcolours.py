"""The colours of the ground, borders and names of the map, one set a theme; the values' own colours are in ramps.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DARK, LIGHT = "dark", "light"
THEMES = (DARK, LIGHT)


@dataclass(frozen=True, slots=True)
class Colours:
    """What the map is drawn with, from the ground up; `hover` lies over a district that is pointed at."""

    sea: str
    land: str
    region: str
    water: str
    shore: str
    rivers: tuple[str, str, str]
    coast: str
    border: str
    outline: str
    glow: float
    veil: str
    veil_share: float
    hover: str
    chosen: str
    casing: str
    halo: str
    city: str
    town: str
    village: str
    district: str
    abroad: str
    dot: str
    rail: str
    roads: tuple[str, str, str]
    few: str
    panel: str


_DARK = Colours(
    sea="#071526",
    land="#0a0f1a",
    region="#121c36",
    water="#0c2846",
    shore="#1d4468",
    rivers=("#235080", "#1c4066", "#183553"),
    coast="#2a4160",
    border="#93a8d4",
    outline="#c4d3f5",
    glow=0.16,
    veil="#050a15",
    veil_share=0.5,
    hover="#9db7ff",
    chosen="#ffffff",
    casing="#050a15",
    halo="#070c17",
    city="#ffffff",
    town="#bfcbe4",
    village="#9aa9c8",
    district="#aebcdb",
    abroad="#5d6b8a",
    dot="#7f90b5",
    rail="#4a5570",
    roads=("#5d6680", "#3f4a66", "#2b3650"),
    few="#aab9dc",
    panel="#0c1323",
)
_LIGHT = Colours(
    sea="#d7e3ef",
    land="#eceff3",
    region="#ffffff",
    water="#bcd6ec",
    shore="#8fb6d8",
    rivers=("#7fb0d9", "#9cc3e3", "#b4d2ea"),
    coast="#9fb6cc",
    border="#71819f",
    outline="#33456b",
    glow=0.10,
    veil="#e4e9f0",
    veil_share=0.62,
    hover="#3f63b5",
    chosen="#14234a",
    casing="#ffffff",
    halo="#ffffff",
    city="#101a30",
    town="#2f3d5a",
    village="#4d5b78",
    district="#46557a",
    abroad="#8a96ab",
    dot="#5f6f90",
    rail="#9aa3b5",
    roads=("#b7a98f", "#c9cdd6", "#dde0e7"),
    few="#4a5a80",
    panel="#ffffff",
)
_BY_THEME: Mapping[str, Colours] = {DARK: _DARK, LIGHT: _LIGHT}


def colours(theme: str = DARK) -> Colours:
    """The set of a theme; the dark one for a name that is none."""
    return _BY_THEME.get(theme, _DARK)
