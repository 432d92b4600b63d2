"""The way out of every screen: a menu of briefings and of data, of what the screen shows, every choice a plain link."""

from __future__ import annotations

from typing import Any

from dashboard.briefing import wall
from dashboard.briefing.briefings import OURS
from dashboard.parts import brief_choice, html
from dashboard.state import View

SCREENS = ("/", "/records", "/district", "/topic", "/sources", "/briefings")
"""Pages of a selection; a wall has nobody to take anything away, a record is one appeal."""
TABLES = (
    ("records", ("xlsx", "csv", "parquet")),
    ("districts", ("xlsx", "csv", "gpkg", "geojson")),
    ("topics", ("xlsx", "csv")),
    ("trend", ("xlsx", "csv")),
    ("cells", ("gpkg", "geojson", "csv")),
)
"""What is taken in which kinds of file, the usual one first."""
DRAWN = ("map", "districts", "topics", "trend")
"""What is a picture too."""
PICTURE = "png"


def menu(view: View, path: str, templates: tuple[str, ...] = OURS) -> html.Details | None:
    """The button in the head with its list; none on pages that show no selection, or where nothing is installed."""
    if path not in SCREENS or not view.regions:
        return None
    texts = view.texts
    said = texts("exits.menu")
    sign = html.I(className="exits-sign", **{"aria-hidden": "true"})
    head = [sign, html.Span(said, className="menu-label"), html.I(className="caret")]
    summary = html.Summary(head, className="section exits-head", title=said, **{"aria-label": said})
    return html.Details(
        [summary, html.Div([*_briefs(view, templates), *_data(view)], className="menu-list exits-list")],
        className="menu menu-exits",
        **{"data-menu": "one"},
    )


def _briefs(view: View, templates: tuple[str, ...]) -> list[Any]:
    texts = view.texts
    offered = [_brief(each, view) for each in templates if brief_choice.fits(each, view)]
    more = html.A(texts("exits.preview"), href=brief_choice.page(view), className="option exits-more")
    return [html.B(texts("exits.briefs"), className="menu-title"), *offered, more]


def _brief(template: str, view: View) -> html.A:
    found, texts = brief_choice.ready(view, template), view.texts
    kind = "png" if template == wall.NAME else "pdf"
    words = [html.Span(brief_choice.name_of(template, texts)), html.Small(brief_choice.period_in_words(found, view))]
    inside = [html.Span(words, className="exits-words"), html.Span(texts("exits.kind." + kind), className="exits-kind")]
    return html.A(inside, href=found.path(kind), className="option", target="_blank")


def _data(view: View) -> list[Any]:
    texts = view.texts
    when = html.Small(brief_choice.screen_period(view), className="exits-when")
    title = html.B([texts("exits.data"), " ", when], className="menu-title")
    return [title, *(_row(what, kinds, view) for what, kinds in TABLES), _row("map", (), view)]


def _row(what: str, kinds: tuple[str, ...], view: View) -> html.Div:
    files = [_file(what, kind, brief_choice.export_path(view, kind, what), view) for kind in kinds]
    if what in DRAWN:
        files.append(_file(what, PICTURE, brief_choice.chart_path(view, what), view))
    name = html.Span(view.texts("exits.what." + what), className="exits-what")
    return html.Div([name, html.Span(files, className="exits-files")], className="exits-row")


def _file(what: str, kind: str, href: str, view: View) -> html.A:
    """A picture is looked at in a page of its own; a file of data is taken without leaving this one."""
    texts = view.texts
    label = texts("exits.link", what=texts("exits.what." + what), kind=texts("exits.kind." + kind))
    target = {"target": "_blank"} if kind == PICTURE else {}
    return html.A(texts("exits.kind." + kind), href=href, className="exits-file", **target, **{"aria-label": label})
