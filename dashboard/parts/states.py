"""What a screen shows instead of data: loading, failed, empty, an address not understood."""

from __future__ import annotations

from typing import Any

from dashboard import state
from dashboard.parts import html
from dashboard.parts.common import link
from dashboard.state import Params
from dashboard.texts import Texts
from dashboard.wall import setting
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


def down(texts: Texts) -> html.Div:
    """A part whose store cannot answer: it comes back by itself."""
    retry = html.Button(texts("state.retry"), className="retry", **{"data-retry": ""})
    return html.Div([html.B(texts("state.down")), html.P(texts("state.down_hint")), retry], className="failure", role="alert")


def no_records(region: RegionInfo, others: tuple[RegionInfo, ...], params: Params, path: str, texts: Texts) -> html.Div:
    """A region without a record where others have some: how to load it, and the way to the others."""
    ways = [link(other.name, state.href(params, path, region=other.code), className="button") for other in others]
    command = html.Pre(LOAD.format(file="FILE") + f" --region {region.code}")
    body = [html.P(texts("state.no_records_hint")), command, html.Div(ways, className="ways")]
    return _screen(texts("state.no_records_title", region=region.name), body, "vacant")


def _screen(title: str, body: list[Any], kind: str) -> html.Div:
    picture = html.Span(className="crest big", **{"aria-hidden": "true"})
    return html.Div([picture, html.H1(title), *body], className=f"problem {kind}", role="alert")


def bad_filter(fault: BadFilter, params: Params, path: str, texts: Texts) -> html.Div:
    """The address has a condition that is not ours: which one, what is allowed, two ways out in the same language."""
    lang = texts.lang if params.get("lang") == texts.lang else None
    body = [
        html.P(texts("state.bad_hint")),
        html.Dl([html.Dt(_condition(fault, texts)), *_why(fault, params, path, texts)]),
        html.Div(
            [
                link(
                    texts("state.drop_bad"),
                    state.href(params, path, **{fault.name: None}),
                    className="button",
                ),
                link(texts("state.reset"), state.href({}, path, lang=lang), className="button quiet"),
                *_composing(params, path, texts),
            ],
            className="ways",
        ),
    ]
    return _screen(texts("state.bad_title"), body, "bad")


def _composing(params: Params, path: str, texts: Texts) -> list[html.A]:
    """From a wall, the page where its address is put together."""
    if path != setting.PATH:
        return []
    kept = {name: params.get(name) for name in state.KEPT}
    return [html.A(texts("setup.compose"), href=state.href({}, setting.SETUP_PATH, **kept), className="button quiet")]


def _condition(fault: BadFilter, texts: Texts) -> str:
    """The name of the condition as the screens call it; as it stands in the address where they do not."""
    key = "condition." + fault.name
    return texts("state.bad_filter", name=texts(key) if texts.has(key) else fault.name)


def _why(fault: BadFilter, params: Params, path: str, texts: Texts) -> list[html.Dd]:
    """What is wrong and what to do: by the fault's code in the words of the screens, else in its own, which are Russian."""
    if texts.has("fault." + fault.code):
        wrong = texts("fault." + fault.code, value=fault.value)
        return [html.Dd(wrong), html.Dd(_mended(fault, params, path, texts), className="sub")]
    listed = fault.allowed.partition(ALLOWED)[2]
    allowed = texts("state.bad_allowed", values=listed) if listed else ""
    said = [fault.message, fault.allowed] if texts.lang == "ru" else ["", allowed]
    return [html.Dd(text, className=style) for text, style in zip(said, (None, "sub"), strict=True) if text]


def _mended(fault: BadFilter, params: Params, path: str, texts: Texts) -> Any:
    """What may stand there: links where the screens have a word for every value, else what to do."""
    hint, values = "fault_hint." + fault.code, fault.allowed.partition(ALLOWED)[2].split(", ")
    if texts.has(hint):
        return texts(hint)
    if not all(texts.has(f"{fault.name}.{value}") for value in values):
        return texts("fault_hint.choose")
    links = [
        link(texts(f"{fault.name}.{value}"), state.href(params, path, **{fault.name: value}))
        for value in values
    ]
    return [texts("fault_hint.one_of"), *links]


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
