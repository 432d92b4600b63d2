"""Where the selection is: country, region, district, cell, and group, topic; each step back is a link."""

from __future__ import annotations

from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.common import link
from dashboard.parts.controls import Choice, option
from dashboard.state import Catalogue, View
from data.filters import NONE

LONG = 8
"""A menu of more regions than this is looked through by typing."""

Step = tuple[str, str | None]
"""What a step says and where it leads; None where we are."""


def render(view: View, catalogue: Catalogue) -> html.Nav:
    """Two trails: the place and the topic."""
    lists = [
        _trail(places(view), "trail-place", switch(view)),
        _card(view, "district", view.filters.district),
        _trail(topics(view, catalogue), "trail-topic"),
        _card(view, "topic", view.filters.topic),
    ]
    chosen = sum(map(bool, (view.filters.district, view.filters.cell, view.filters.topic)))
    props = {"aria-label": view.texts("crumbs.label"), "data-chosen": str(chosen)}
    return html.Nav(lists, id="crumbs", className="crumbs", **props)


def _card(view: View, kind: str, chosen: tuple[str, ...]) -> Any:
    """The way to the page of the one district or topic that is chosen."""
    path = f"/{kind}"
    if len(chosen) != 1 or view.path.rstrip("/") == path:
        return None
    return html.A(view.texts(f"cards.open_{kind}"), href=state.href(view.params, path), className="card-way more")


def places(view: View) -> list[Step]:
    """(country →) region → district → cell."""
    texts, filters, steps = view.texts, view.filters, list[Step]()
    if len(view.regions) > 1:
        steps.append((texts("crumbs.country"), view.href(region="all")))
    if view.region is not None:
        whole = view.href(district=None, cell=None, bbox=None, area=None)
        steps.append((view.region.name, whole))
    if filters.district:
        steps.append((_districts(view), view.href(district=",".join(filters.district))))
    if filters.cell:
        steps.append((_cells(view), None))
    return _here(steps)


def topics(view: View, catalogue: Catalogue) -> list[Step]:
    """All topics → group → topic."""
    texts, chosen, names = view.texts, view.filters.topic, catalogue.names
    if not chosen:
        return []
    steps: list[Step] = [(texts("crumbs.all_topics"), view.href(topic=None))]
    if len(chosen) > 1:
        return [*steps, (texts.count("crumbs.topics", len(chosen)), None)]
    group = catalogue.parents.get(chosen[0])
    if group is not None:
        steps.append((names.get(group, group), view.href(topic=group)))
    steps.append((texts("crumbs.no_topic") if chosen[0] == NONE else names.get(chosen[0], chosen[0]), None))
    return steps


def _here(steps: list[Step]) -> list[Step]:
    """The last step is where we are: no link."""
    return [*steps[:-1], (steps[-1][0], None)] if steps else steps


def _cells(view: View) -> str:
    chosen = view.filters.cell
    if len(chosen) > 1:
        return view.texts.count("crumbs.cells", len(chosen))
    return view.texts("crumbs.cell", cell=chosen[0].rstrip("f"))


def _districts(view: View) -> str:
    chosen = view.filters.district
    if len(chosen) > 1:
        return view.texts.count("crumbs.districts", len(chosen))
    known = view.district(chosen[0])
    if known is not None:
        return known.short_name
    return view.texts("crumbs.no_district") if chosen[0] == NONE else chosen[0]


def switch(view: View) -> html.Details | None:
    """The menu of the regions there are, by name; assets/js/menu.js looks through a long one."""
    if len(view.regions) < 2:
        return None
    texts, choices = view.texts, sorted(view.regions, key=lambda one: one.name)
    every = option(Choice(texts("crumbs.country"), view.href(region="all"), view.region is None))
    listed = [option(Choice(one.name, view.href(region=one.code), one is view.region)) for one in choices]
    found = texts("country.find", regions=texts.count("country.regions", len(choices)))
    search = html.Div(className="menu-search", **{"data-search": found, "data-none": texts("country.none")})
    caret = html.Summary(html.I(className="caret"), className="switch-head", title=texts("country.switch"))
    inside = [*([search] if len(choices) > LONG else []), every, *listed]
    menu = html.Div(inside, className="menu-list places-list")
    return html.Details([caret, menu], className="menu switch", **{"data-menu": "one"})


def zone(view: View) -> html.Span | None:
    """Whose clock the days and hours of several regions are by, where they live by different ones."""
    if not view.country or len({one.tz for one in view.regions}) < 2:
        return None
    region, texts = view.regions[0].name, view.texts
    return html.Span(texts("country.zone", region=region), className="zone-note", title=texts("country.zone_hint", region=region))


def _trail(steps: list[Step], name: str, menu: html.Details | None = None) -> Any:
    """The steps; the menu of regions stands behind the region, or behind the country where all are shown."""
    items = [html.Li(link(text, href) if href else html.B(text)) for text, href in steps]
    if menu is not None:
        at = min(1, len(items) - 1)
        items[at].children = [items[at].children, menu]
    return html.Ol(items, className=f"trail {name}") if items else None
