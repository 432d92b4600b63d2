"""What a screen shows instead of data: loading, failed, empty, an address not understood."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard import state
from dashboard.parts.common import link
from dashboard.state import Params
from dashboard.texts import Texts
from data.answers import RegionInfo
from data.errors import BadFilter

INSTALL = ".venv/bin/python app.py region {region}"
ALLOWED = "Допустимо: "
"""How the faults begin a list of allowed values."""
LOAD = ".venv/bin/python app.py load {file}"


def failed(texts: Texts, slow: bool) -> html.Div:
    """A part whose question failed: what happened and what to do; the others go on."""
    name = "timeout" if slow else "failed"
    retry = html.Button(texts("state.retry"), className="retry", **{"data-retry": ""})
    return html.Div(
        [html.B(texts(f"state.{name}")), html.P(texts(f"state.{name}_hint")), retry],
        className="failure",
        role="alert",
    )


def _screen(title: str, body: list[Any], kind: str) -> html.Div:
    picture = html.Span(className="crest big", **{"aria-hidden": "true"})
    return html.Div([picture, html.H1(title), *body], className=f"problem {kind}", role="alert")


def bad_filter(fault: BadFilter, params: Params, path: str, texts: Texts) -> html.Div:
    """The address has a condition that is not ours: which one, what is allowed, two ways out."""
    body = [
        html.P(texts("state.bad_hint")),
        html.Dl([html.Dt(texts("state.bad_filter", name=fault.name)), *_why(fault, texts)]),
        html.Div(
            [
                link(
                    texts("state.drop_bad"),
                    state.href(params, path, **{fault.name: None}),
                    className="button",
                ),
                link(texts("state.reset"), path, className="button quiet"),
            ],
            className="ways",
        ),
    ]
    return _screen(texts("state.bad_title"), body, "bad")


def _why(fault: BadFilter, texts: Texts) -> list[html.Dd]:
    """What is wrong and what is allowed; faults speak Russian, so English keeps only the list of what is allowed."""
    if texts.lang == "ru":
        return [html.Dd(fault.message), html.Dd(fault.allowed, className="sub")]
    listed = fault.allowed.partition(ALLOWED)[2]
    return [html.Dd(texts("state.bad_allowed", values=listed), className="sub")] if listed else []


def unknown_region(regions: tuple[RegionInfo, ...], params: Params, path: str, texts: Texts) -> html.Div:
    """The region of the address is not installed: the ones that are, each a link."""
    ways = [
        link(region.name, state.href(params, path, region=region.code), className="button")
        for region in regions
    ]
    names = ", ".join(region.name for region in regions)
    body = [html.P(texts("state.bad_region_hint", names=names)), html.Div(ways, className="ways")]
    return _screen(texts("state.bad_region_title"), body, "bad")


def empty_store(texts: Texts, has_region: bool) -> html.Div:
    """Nothing has been loaded: the commands that do it."""
    hint = texts("state.empty_hint" if has_region else "state.empty_no_region_hint")
    commands = html.Pre("\n".join([INSTALL.format(region="FILE"), LOAD.format(file="FILE")]))
    return _screen(texts("state.empty_title"), [html.P(hint), commands], "vacant")
