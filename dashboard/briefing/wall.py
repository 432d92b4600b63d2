"""A picture of the wall: the very trees of its scenes, laid out by typst instead of a browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import segno

from dashboard.briefing import wording
from dashboard.briefing.still import still
from dashboard.briefing.tokens import SHEETS, tokens
from dashboard.briefing.typeset import Paper, Sheet
from dashboard.callbacks.desk import Desk
from dashboard.figures.mapsvg import Look
from dashboard.mappicture import Pictures, Wanted
from dashboard.parts import placed
from dashboard.parts.kpis import period_words
from dashboard.parts.wire import wire
from dashboard.state import View, is_synthetic
from dashboard.wall import bar, scenes
from dashboard.wall.setting import PATH
from data.answers import Summary
from data.filters import Filters

NAME = "wall"
SIZES: Mapping[str, float] = {"1920x1080": 1.0, "3840x2160": 2.0}
"""Pixels of a picture, and how many of them a point of the page has."""
MAP = (1040, 684)
"""Points of the map's width and height."""
_UNIT, _LEGEND = 1.2, 1.35
"""Letters and lines of a wall's map are so much larger than those of a desk's, and those of its legend still more."""


@dataclass(frozen=True, slots=True)
class Map:
    """Draws the map of a scene in a look."""

    pictures: Pictures
    look: str

    def __call__(self, filters: Filters) -> str:
        """The cells are as fine as a desk's, whatever the letters."""
        filters, (width, height) = replace(filters, vs=None), MAP
        res = self.pictures.res(Wanted(filters, Look(width, height)))
        return self.pictures.svg(Wanted(replace(filters, res=res), Look(width, height, self.look, _UNIT, legend=_LEGEND)))


def look(view: View) -> str:
    """A wall is dark unless its address says otherwise."""
    asked = view.params.get("theme", "")
    return asked if asked in SHEETS else "dark"


def sheet(desk: Desk, view: View, shown: tuple[str, ...], draw: Map) -> Sheet:
    """A page a scene, all of one moment, whose clock is that moment's."""
    summary, catalogue = desk.questions.summary(view.filters), desk.catalogue(view)
    now = still(desk, summary.asof)
    data = {
        **wording.common(view, summary, catalogue, desk.settings, Paper()),
        **_words(view, summary, desk),
        "tokens": tokens(look(view)),
        "permalink": wording.permalink(view, summary, desk.settings, PATH),
        "head": wire(bar.head(view, catalogue)),
        "fresh": wire(bar.freshness(summary, summary.asof, desk.settings.stale_h, view)),
        "scenes": [wire(scenes.draw(scene, None, now, view))[0] for scene in shown],
    }
    drawings = {"qr": segno.make(data["permalink"], error="l").svg_inline(border=2, dark="#0b1020", light="#ffffff")}
    if "region" in shown:
        drawings["map"] = draw(replace(view.filters, asof=summary.asof))
    return Sheet(NAME, data, drawings, summary.asof)


def _words(view: View, summary: Summary, desk: Desk) -> dict[str, Any]:
    texts, least = view.texts, desk.settings.small_cell_min
    share = placed.share_placed(summary)
    said = [] if share is None else [texts("brief_wall.placed", share=placed.percent(view, share))]
    said += [texts("brief.few", least=least)] if least > 1 else []
    said += [texts("header.synthetic_hint")] if is_synthetic(view) else []
    return {
        "title": texts("brief_wall.title", period=period_words(view)),
        "selection": period_words(view),
        "clock": f"{summary.asof:%H:%M}",
        "day": texts("brief_wall.day", day=texts.long_day(summary.asof), year=summary.asof.year),
        "method": " ".join(said),
        "map-words": texts("brief.map_words", region=wording.region(view)),
    }
