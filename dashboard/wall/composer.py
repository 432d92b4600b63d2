"""The choices of the page that composes a wall: every one a link to this page with another state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard import state
from dashboard.look import LOOKS
from dashboard.parts import html
from dashboard.parts.chips import render as chips
from dashboard.parts.common import link
from dashboard.parts.controls import Choice, menu, segmented
from dashboard.state import Catalogue, View
from dashboard.texts import LANGUAGES
from dashboard.wall.setting import EVERY, PATH, SCENES, Setting, read
from data.filters import PERIODS

SECONDS = (10, 15, 20, 30, 60, 120)


def choices(view: View, catalogue: Catalogue) -> list[Any]:
    """Scenes, seconds, selection, look."""
    setting, texts = read(view.params), view.texts
    rows = [
        _group("scenes", _scenes(setting, view), view),
        _group("every", _every(setting, view), view),
        _group("selection", _selection(view, catalogue), view),
        _group("look", _look(view), view),
    ]
    found = chips(view)
    return [*rows, *([_group("also", found, view)] if found is not None else []), html.P(texts("setup.hint"), className="sub")]


def _group(name: str, content: Any, view: View) -> html.Section:
    return html.Section([html.H2(view.texts("setup." + name)), content], className=f"setup-group setup-{name}")


def _named(scenes: tuple[str, ...]) -> str | None:
    """As the address has it; all of them in their usual order need no name."""
    return None if scenes == SCENES else ",".join(scenes)


def _scenes(setting: Setting, view: View) -> html.Ol:
    """Those chosen in their order, each with links to move it; then the others."""
    rest = tuple(scene for scene in SCENES if scene not in setting.scenes)
    rows = [_scene(scene, setting.scenes, view) for scene in (*setting.scenes, *rest)]
    return html.Ol(rows, className="setup-scenes")


def _scene(scene: str, chosen: tuple[str, ...], view: View) -> html.Li:
    texts, name, on = view.texts, view.texts("wall.scene." + scene), scene in chosen
    toggled = tuple(each for each in chosen if each != scene) if on else (*chosen, scene)
    key = "setup.remove" if on else "setup.add"
    label = [html.I(className="box"), html.Span([html.B(name), html.Small(texts("setup.scene." + scene))])]
    if on and len(chosen) == 1:
        box: Any = html.Span(label, className="option on last", title=texts("setup.last"))
    else:
        said = texts(key, scene=name)
        where = view.href(scenes=_named(toggled))
        box = link(label, where, className="option on" if on else "option", id=f"scene-{scene}", **{"aria-label": said})
    moves = [_move(scene, chosen, step, view) for step in (-1, 1)] if on else []
    return html.Li([box, html.Span(moves, className="setup-moves")], className="setup-scene")


def _move(scene: str, chosen: tuple[str, ...], step: int, view: View) -> Any:
    """A link that moves a scene a place up or down; at the end there is none."""
    at = chosen.index(scene)
    to = at + step
    sign, word = ("↑", "setup.up") if step < 0 else ("↓", "setup.down")
    if not 0 <= to < len(chosen):
        return html.Span(sign, className="setup-move off", **{"aria-hidden": "true"})
    order = list(chosen)
    order[at], order[to] = order[to], order[at]
    said = view.texts(word, scene=view.texts("wall.scene." + scene))
    where = view.href(scenes=_named(tuple(order)))
    return link(sign, where, className="setup-move", id=f"move-{scene}-{word[6:]}", title=said, **{"aria-label": said})


def _every(setting: Setting, view: View) -> html.Div:
    offered = sorted({*SECONDS, setting.every})
    items = [
        Choice(view.texts("setup.seconds", n=each), view.href(every=None if each == EVERY else str(each)), each == setting.every)
        for each in offered
    ]
    return segmented(view.texts("setup.every"), items, "every")


def _selection(view: View, catalogue: Catalogue) -> html.Div:
    parts = [_region(view), _district(view), _topic(view, catalogue), _period(view)]
    return html.Div([each for each in parts if each is not None], className="setup-row")


def _period(view: View) -> html.Div:
    texts, filters = view.texts, view.filters
    items = [Choice(texts("period." + each), view.href(period=each), filters.period == each) for each in PERIODS]
    return segmented(texts("period.label"), items, "periods")


def _region(view: View) -> html.Details | None:
    if len(view.regions) < 2:
        return None
    items = [Choice(each.name, view.href(region=each.code), each == view.region) for each in view.regions]
    items.append(Choice(view.texts("header.all_regions"), view.href(region="all"), view.region is None))
    here = view.region.name if view.region is not None else view.texts("header.all_regions")
    return menu(view.texts("setup.region"), here, items, "region", changed=False)


def _district(view: View) -> html.Details | None:
    if view.region is None:
        return None
    chosen = view.filters.district
    named = sorted(view.region.districts, key=lambda each: each.short_name)
    items = [Choice(view.texts("setup.whole_region"), view.href(district=None), not chosen)]
    items += [Choice(each.short_name, view.href(district=each.code), each.code in chosen) for each in named]
    names = {each.code: each.short_name for each in named}
    return menu(view.texts("setup.district"), _said(chosen, names), items, "district")


def _topic(view: View, catalogue: Catalogue) -> html.Details:
    chosen, names = view.filters.topic, catalogue.names
    groups = sorted((code for code in names if code not in catalogue.parents), key=lambda code: names[code])
    items = [Choice(view.texts("crumbs.all_topics"), view.href(topic=None), not chosen)]
    items += [Choice(names[code], view.href(topic=code), code in chosen) for code in groups]
    return menu(view.texts("setup.topic"), _said(chosen, names), items, "topic")


def _said(chosen: tuple[str, ...], names: Mapping[str, str]) -> str | None:
    return ", ".join(names.get(code, code) for code in chosen) or None


def _look(view: View) -> html.Div:
    """Light or dark, and the language of the wall; a wall is dark unless it is said otherwise."""
    texts, theme = view.texts, view.params.get("theme") or "dark"
    looks = [
        Choice(texts("setup.theme." + each), view.href(theme=None if each == "dark" else each), each == theme)
        for each in reversed(LOOKS)
    ]
    parts: list[Any] = [segmented(texts("setup.look"), looks, "theme")]
    tongues = [
        html.A(
            texts("lang." + each),
            href=state.href(view.params, view.path, lang=each),
            className="seg on" if each == texts.lang else "seg",
            lang=each,
            **({"aria-current": "true"} if each == texts.lang else {}),
        )
        for each in LANGUAGES
    ]
    parts.append(html.Div(tongues, className="segmented", role="group", **{"aria-label": texts("lang.label")}))
    return html.Div(parts, className="setup-row")


def address(view: View) -> list[Any]:
    """Where the wall is: to read, to copy, to open. The browser completes it with the name of the server."""
    texts, where = view.texts, state.href(view.params, PATH)
    return [
        html.Div(where, className="setup-link", id="setup-link", **{"data-path": where}),
        html.Div(
            [
                html.Button(
                    texts("setup.copy"), type="button", className="button", id="setup-copy",
                    **{"data-copied": texts("setup.copied"), "data-copy": texts("setup.copy")},
                ),
                html.A(texts("setup.open"), href=where, className="button quiet"),
            ],
            className="ways",
        ),
    ]  # fmt: skip
