"""Charts of the desk as pictures of their own: the very trees that the screen draws, on paper, with what they are of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import segno

from dashboard import state
from dashboard.briefing import chart, wording
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.still import still
from dashboard.briefing.tokens import tokens
from dashboard.briefing.typeset import Paper, Sheet, png
from dashboard.callbacks.desk import Desk
from dashboard.callbacks.screen import draw_ranking, draw_topics
from dashboard.export.method import filters_in_words
from dashboard.figures.mapsvg import Look
from dashboard.mappicture import Pictures, Wanted
from dashboard.parts.kpis import period_words
from dashboard.parts.trendwords import summary as trend_in_words
from dashboard.parts.wire import Wire, wire
from dashboard.state import View
from data.answers import Summary
from data.errors import BadFilter

NAME = "chart"
OWN = frozenset({"what"})
TABLES = frozenset({"table", "rank"})
"""Names of the screen by which a chart would stand as something else."""
_PIXELS_PER_POINT = 1920 / 1152
_MAP, _TREND = (1_080, 620), (720.0, 270.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a chart is set from: its title and how to read it, a tree or a drawing, and what the drawing says in words."""

    title: str
    sub: str = ""
    tree: Wire | None = None
    svg: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Charts:
    """Makes the pictures of a desk's charts."""

    desk: Desk
    pictures: Pictures

    @classmethod
    def of(cls, desk: Desk) -> Charts:
        """Charts of a desk, with maps of their own."""
        briefings = Briefings.of(desk)
        return cls(briefings.desk, briefings.pictures)

    def made(self, params: Mapping[str, str]) -> tuple[bytes, str]:
        """The picture and its name; raises BadFilter for what is not in the vocabulary."""
        what = params.get("what") or WHATS[0]
        if what not in WHATS:
            raise BadFilter("what", f"недопустимое значение «{what[:40]}»", "Допустимо: " + ", ".join(WHATS))
        sheet = self.sheet(what, {name: text for name, text in params.items() if name not in OWN | TABLES})
        region = sheet.data["region-code"]
        return png(sheet, _PIXELS_PER_POINT)[0], f"teplokarta-{region}-{what}-{sheet.stamp:%Y%m%d-%H%M}.png"

    def sheet(self, what: str, query: Mapping[str, str]) -> Sheet:
        """The figures and drawings of a chart; of a comparison the first set."""
        query = {name: text for name, text in query.items() if name != "vs"}
        view = state.read(self.desk.questions, query, "/", self.desk.settings.lang)
        summary = self.desk.questions.summary(view.filters)
        drawn = _DRAWN[what](self, still(self.desk, summary.asof), view) if what != "map" else self._map(view, summary)
        data = self._data(view, summary, drawn) | {"what": what}
        drawings = {"qr": segno.make(data["permalink"], error="l").svg_inline(border=0, dark=chart.INK)}
        return Sheet(NAME, data, {**drawings, **({"drawing": drawn.svg} if drawn.svg else {})}, summary.asof)

    def _data(self, view: View, summary: Summary, drawn: Drawn) -> dict[str, Any]:
        catalogue, settings = self.desk.catalogue(view), self.desk.settings
        filters = filters_in_words(view, catalogue)
        return {
            **wording.common(view, summary, catalogue, settings, Paper()),
            "region-code": view.filters.region,
            "title": drawn.title,
            "sub": drawn.sub,
            "words": drawn.words,
            "tree": drawn.tree or [],
            "period": period_words(view),
            "filters": "" if filters == view.texts("export.no_filters") else filters,
            "tokens": tokens("light"),
        }

    def trend(self, desk: Desk, view: View) -> Drawn:
        """The course with the steps of the screen."""
        found, texts = desk.questions.trend(view.filters, view.step), view.texts
        metric, step = texts("metric.short." + view.filters.metric), texts("trend.step_" + found.step)
        sub = f"{metric}, {step}; {texts('brief.trend_note')}"
        drawing = chart.svg(found, view.filters.metric, texts, _TREND, events=True)
        return Drawn(texts("brief_chart.trend"), sub, svg=drawing, words=trend_in_words(found, view))

    def topics(self, desk: Desk, view: View) -> Drawn:
        """The groups, and the topics of a chosen one."""
        return Drawn(view.texts("brief_chart.topics"), tree=wire(draw_topics([], desk, view)))

    def districts(self, desk: Desk, view: View) -> Drawn:
        """All districts in the order of the screen; of the country the regions."""
        title = "brief_chart.regions" if view.country and not view.filters.district else "brief_chart.districts"
        return Drawn(view.texts(title), tree=wire(draw_ranking(desk, view)))

    def funnel(self, desk: Desk, view: View) -> Drawn:
        """The districts against what chance alone explains."""
        return self.districts(desk, replace(view, params={**view.params, "rank": "funnel"}))

    def _map(self, view: View, summary: Summary) -> Drawn:
        """The cells, on the light ground."""
        wanted = Wanted(replace(view.filters, asof=summary.asof), Look(*_MAP, "light", 1.15, legend=1.1))
        words = view.texts("brief.map_words", region=wording.region(view))
        return Drawn(view.texts("brief_chart.map"), svg=self.pictures.svg(wanted), words=words)


_DRAWN: Mapping[str, Callable[[Charts, Desk, View], Drawn]] = {
    "trend": Charts.trend,
    "topics": Charts.topics,
    "districts": Charts.districts,
    "funnel": Charts.funnel,
}
WHATS = (*_DRAWN, "map")
