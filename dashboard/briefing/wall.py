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
from dashboard.briefing.wall_quiet import Quiet
from dashboard.callbacks.desk import Desk
from dashboard.figures.mapsvg import Look
from dashboard.mappicture import Pictures, Wanted
from dashboard.parts.kpis import period_words
from dashboard.parts.wire import wire
from dashboard.permalink import permalink
from dashboard.state import View, is_synthetic
from dashboard.wall import bar, scenes
from dashboard.wall.setting import PATH
from data.answers import Summary
from data.filters import Filters

NAME = "wall"
SIZES: Mapping[str, float] = {"1920x1080": 1.0, "3840x2160": 2.0}
"""Pixels of a picture, and how many of them a point of the page has."""
MAP = (1040, 684)
"""Points of the map's width and height, above a foot of the least height."""
_FOOT, _MARGIN = 80.0, 13.0
"""Points of the foot's least height, and what is free above and below the code in it."""
_QUIET, _MODULE = 2, 2.5
"""Modules of white round the code of the permalink, and points of a module: a camera before a wall reads no smaller ones."""
_UNIT, _LEGEND = 1.2, 1.35
"""Letters and lines of a wall's map are so much larger than those of a desk's, and those of its legend still more."""


@dataclass(frozen=True, slots=True)
class Map:
    """Draws the map of a scene in a look."""

    pictures: Pictures
    look: str

    def __call__(self, filters: Filters, height: int = MAP[1]) -> str:
        """The cells are as fine as a desk's, whatever the letters."""
        filters, width = replace(filters, vs=None), MAP[0]
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
    kept = _quiet(now, view, summary)
    data = {
        **wording.common(view, summary, catalogue, desk.settings, Paper()),
        **_words(view, summary, desk),
        "tokens": tokens(look(view)),
        "permalink": permalink(view, summary.asof, desk.settings.public_url, PATH),
        "head": wire(bar.head(view, catalogue)),
        "fresh": wire(bar.freshness(summary, summary.asof, desk.settings.stale_h, view)),
        "scenes": [kept.scene(wire(scenes.draw(scene, None, now, view))[0]) for scene in shown],
    }
    code = segno.make(data["permalink"], error="l")
    side = code.symbol_size(border=_QUIET)[0] * _MODULE
    foot = max(side + _MARGIN, _FOOT)
    data |= {"qr-side": side, "foot-high": foot}
    drawings = {"qr": code.svg_inline(border=_QUIET, dark="#0b1020", light="#ffffff")}
    if "region" in shown:
        drawings["map"] = draw(replace(view.filters, asof=summary.asof), MAP[1] - round(foot - _FOOT))
    return Sheet(NAME, data, drawings, summary.asof)


def _quiet(now: Desk, view: View, summary: Summary) -> Quiet:
    """What the rule of small numbers keeps back of this selection."""
    ask, least = now.questions, now.settings.small_cell_min
    if least <= 1:
        return Quiet(view.texts, least)
    unclosed = next((one.value for one in ask.kpis(view.filters) if one.name == "open"), None)
    by_rows = {"region": ask.districts, "surges": ask.districts, "topics": ask.topics}
    bare = {name for name, rows in by_rows.items() if summary.total and not any(one.count for one in rows(view.filters).rows)}
    return Quiet(view.texts, least, unclosed or 0.0, frozenset(bare))


def _words(view: View, summary: Summary, desk: Desk) -> dict[str, Any]:
    texts, least = view.texts, desk.settings.small_cell_min
    said = [texts("brief.few", least=least)] if least > 1 else []
    said += [texts("header.synthetic_hint")] if is_synthetic(view) else []
    return {
        "title": texts("brief_wall.title", period=period_words(view)),
        "selection": period_words(view),
        "clock": f"{summary.asof:%H:%M}",
        "day": texts("brief_wall.day", day=texts.long_day(summary.asof), year=summary.asof.year),
        "placed": wording.share_placed(view, summary),
        "method": " ".join(said),
        "map-words": texts("brief.map_words", region=wording.region(view)),
    }
