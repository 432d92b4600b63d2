"""The head and the foot of a wall: what is shown, liveness, freshness and clock; the scenes and how far the rotation is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dashboard.parts import chips, html
from dashboard.parts.header import is_late
from dashboard.parts.kpis import period_words
from dashboard.state import Catalogue, View
from dashboard.texts import Texts
from dashboard.wall.setting import Setting
from data.answers import Summary
from data.filters import NONE


def head(view: View, catalogue: Catalogue) -> list[Any]:
    """No link and no control: nobody is at the keyboard."""
    shown = view.regions if view.region is None else (view.region,)
    label = [html.Span(view.texts("header.synthetic"), className="synthetic")]
    return [
        html.Div(
            [
                html.Span(className="crest", **{"aria-hidden": "true"}),
                html.Div(
                    [html.H1(_place(view)), html.Div(_selection(view, catalogue), className="wall-selection")],
                    className="wall-where",
                ),
            ],
            className="wall-title",
        ),
        html.Div(
            [
                *(label if any(region.synthetic for region in shown) else []),
                _live(view.texts),
                html.Div(id="freshness", className="freshness"),
            ],
            className="wall-signals",
        ),
        _clock(view),
    ]


def _place(view: View) -> str:
    """The districts of the selection, or the whole region."""
    texts = view.texts
    if view.filters.district:
        names = [_district(view, code) for code in view.filters.district]
        return ", ".join(names) if len(names) <= 2 else texts.count("crumbs.districts", len(names))
    if view.region is not None:
        return view.region.name
    return texts("header.all_regions" if view.regions else "header.no_region")


def _district(view: View, code: str) -> str:
    found = view.district(code)
    return view.texts("crumbs.no_district") if code == NONE or found is None else found.short_name


def _selection(view: View, catalogue: Catalogue) -> list[Any]:
    """Period, topics and every other condition in words, so that no figure is read as more than it is.

    The scene of today has no period: alone on a wall it hides the one said here (assets/css/80-wall.css).
    """
    texts, topic = view.texts, view.filters.topic
    said = [""]
    if topic:
        named = [catalogue.names.get(code, code) for code in topic]
        said.append(", ".join(named) if len(named) <= 2 else texts.count("crumbs.topics", len(named)))
    period = html.Span(" " + period_words(view), className="wall-period")
    return [texts("wall.selection"), period, " · ".join([*said, *(text for _, text in chips.active(view))])]


def _live(texts: Texts) -> html.Span:
    """Written by assets/js/live.js, which takes the words from here."""
    words = {f"data-{name}": texts("live." + name) for name in ("on", "wait", "poll", "lost")}
    return html.Span([html.I(className="dot"), html.Span(id="live-words", **words)], className="live", role="status")


def _clock(view: View) -> html.Div:
    """Written by assets/js/clock.js in the region's zone."""
    zone = view.region.tz if view.region is not None else "Europe/Moscow"
    parts = [html.B(id="clock"), html.Span(id="date")]
    return html.Div(
        parts, className="clock", id="clock-box", **{"data-zone": zone, "data-lang": view.texts.lang}
    )


def freshness(summary: Summary, now: datetime, stale_h: float, view: View) -> html.Div:
    """As of when the figures are; late sources by name, in words."""
    texts = view.texts
    stamp = html.Span(
        texts("header.as_of", moment=texts.moment(summary.asof, now)),
        className="stamp",
        **{"data-version": str(summary.version), "data-asof": summary.asof.isoformat()},
    )
    late = [chips.word(view, "source", one.name) for one in summary.sources if is_late(one, now, stale_h)]
    if not late:
        return html.Div([stamp])
    said = texts("wall.silent", names=", ".join(late)) if len(late) <= 2 else texts.count("header.late", len(late))
    return html.Div([stamp, html.Span(said, className="late")])


def foot(setting: Setting, texts: Texts) -> html.Div:
    """A segment a scene; assets/js/wall fills the one that is shown."""
    segments = [
        html.Div(
            [html.I(), html.Span(texts("wall.scene." + scene))],
            className="wall-segment",
            **{"data-scene": scene},
        )
        for scene in setting.scenes
    ]
    return html.Div(segments, className="wall-progress", id="wall-progress")
