"""What a screen says above its parts: the disk is full, or the filters find nothing and which of them to drop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import state
from dashboard.parts import chips, html
from dashboard.parts.common import link
from dashboard.sentences.words import quoted
from dashboard.state import Catalogue, View
from data import filters as vocabulary
from data.disk import Disk

Total = Callable[[Mapping[str, str]], int]
"""How many appeals these parameters find."""

KEPT = frozenset({"region", "lang", "theme", "metric", "unit", "res", "bbox", "vs", "period", "from", "to", "asof"})
"""Names whose absence finds nothing more, or that are no condition of a reader's."""
MOST = 5


def full(disk: Disk, view: View) -> html.Div | None:
    """That nothing more is taken, and what to do; the figures shown stay true."""
    if not disk.full:
        return None
    texts = view.texts
    free, least = texts.number(disk.free_mb), texts.number(disk.least_mb)
    words = [html.B(texts("notice.full")), html.Span(texts("notice.full_hint", free=free, least=least))]
    return html.Div(words, className="notice bad", role="alert")


def nothing(view: View, catalogue: Catalogue, total: Total) -> html.Div:
    """That nothing is found, and every single condition whose absence finds something, the most first."""
    texts = view.texts
    ways = [(total(params), text, params) for text, params in _without_one(view, catalogue)]
    found = sorted((way for way in ways if way[0]), key=lambda way: -way[0])[:MOST]
    links = [
        link([text, html.B(texts.number(count))], state.href(params, view.path), className="notice-way")
        for count, text, params in found
    ]
    words = html.B(texts("notice.nothing" if links else "notice.nothing_at_all"))
    return html.Div([words, *links], className="notice", role="status")


def _without_one(view: View, catalogue: Catalogue) -> list[tuple[str, dict[str, str]]]:
    """The address without each of its conditions, and how the condition is called; a standing period becomes the longest."""
    texts, called = view.texts, dict(chips.active(view))
    found: list[tuple[str, dict[str, str]]] = []
    for name, value in view.params.items():
        if not value or name in KEPT or name not in vocabulary.NAMES:
            continue
        code = value.split(",")[0]
        known = view.district(code) if name == "district" else None
        said = known.short_name if known else catalogue.names.get(code) if name == "topic" else called.get(name)
        found.append((texts("notice.without", what=quoted(texts, said or value)), state.merged(view.params, **{name: None})))
    if view.filters.period != "all":
        found.append((texts("notice.all_time"), state.merged(view.params, period="all", asof=None)))
    return found
