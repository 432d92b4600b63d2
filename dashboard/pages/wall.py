"""The wall: panes with two places of a scene each, the map beneath, what is said when the server is silent."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.parts.common import spot
from dashboard.texts import Texts
from dashboard.wall import bar
from dashboard.wall.setting import Setting

PANES = 3
"""A very wide wall shows so many scenes side by side."""
SIDES = ("a", "b")
SLOTS = tuple(f"wall-{pane}{side}" for pane in range(PANES) for side in SIDES)
"""Two places a pane: the scene shown, and the next one."""
CUT = {"for": "cut", "short": "cut_short", "shown": "cut_shown"}


def layout(setting: Setting, texts: Texts, map_card: Any) -> html.Div:
    """Places only; the first pane carries the map, which stays where it is whatever is shown."""
    panes = [
        html.Div(
            [*([html.Div(map_card, className="wall-map")] if pane == 0 else []), *_slots(pane)],
            className="wall-pane",
            id=f"wall-pane-{pane}",
        )
        for pane in range(PANES)
    ]
    stores = [dcc.Store(id=f"wall-{name}") for name in ("begun", "above", "above-ask")]
    return html.Div(
        [
            *stores,
            html.Div(panes, className="wall-panes"),
            bar.foot(setting, texts),
            _news(texts),
            _cut(texts),
        ],
        className="wall",
        id="wall",
        **{"data-scenes": ",".join(setting.scenes), "data-every": str(setting.every)},
    )


def _slots(pane: int) -> list[Any]:
    parts: list[Any] = []
    for side in SIDES:
        name = f"wall-{pane}{side}"
        parts += [spot(name, "wall-slot"), dcc.Store(id=f"{name}-wire"), dcc.Store(id=f"{name}-ask")]
    return parts


def _news(texts: Texts) -> html.Div:
    """Says why the rotation has jumped."""
    said = [html.B(texts("wall.news")), html.Span(id="wall-news-words")]
    return html.Div(said, className="wall-news", id="wall-news", role="status", hidden=True)


def _cut(texts: Texts) -> html.Div:
    """Says how old the figures are while the server is silent; assets/js/wall puts the numbers in."""
    forms = {
        f"data-{name}-{form}": text
        for name in ("minutes", "hours")
        for form, text in _forms(texts, f"wall.{name}").items()
    }
    words = {f"data-{name}": texts.entries[f"wall.{key}"] for name, key in CUT.items()}
    said = [html.B(id="wall-cut-title"), html.Span(id="wall-cut-words")]
    return html.Div(said, className="wall-cut", id="wall-cut", role="alert", hidden=True, **words, **forms)


def _forms(texts: Texts, key: str) -> dict[str, str]:
    entry = texts.entries[key]
    return {} if isinstance(entry, str) else dict(entry)
