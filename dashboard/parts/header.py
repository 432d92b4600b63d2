"""The head of every page: brand, region, sections, liveness, freshness, language and clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dashboard import state
from dashboard.look import LOOKS
from dashboard.parts import html, questions
from dashboard.parts.chips import word
from dashboard.parts.common import link
from dashboard.state import Params, View
from dashboard.texts import LANGUAGES, Texts
from data.answers import SourceFreshness, Summary

SECTIONS = (
    ("/", "overview"),
    ("/records", "records"),
    ("/briefings", "briefings"),
    ("/sources", "sources"),
    ("/wall/setup", "wall"),
)


def bare(params: Params, path: str, texts: Texts) -> list[Any]:
    """The head of a page whose address was not understood: no region, no sections' state, no stream."""
    return [
        _brand(texts("header.no_region"), state.href({}, "/"), texts),
        _languages(params, path, texts),
        _looks(params, path, texts),
    ]


def render(view: View, path: str, ways_out: Any = None) -> list[Any]:
    """All of the head but the freshness, which has an answer of its own; `ways_out` is the menu of briefings and exports."""
    texts = view.texts
    return [
        html.A(texts("nav.skip"), href="#main", className="skip"),
        _brand(_region(view), state.href({}, "/", **_kept(view)), texts),
        _sections(view, path),
        questions.menu(texts),
        ways_out,
        html.Div(
            [_synthetic(view), _past(view) or _live(texts), html.Div(id="freshness", className="freshness")],
            className="signals",
        ),
        _welcome(path, texts),
        _languages(view.params, path, texts),
        _looks(view.params, path, texts),
        _clock(view),
    ]


def _welcome(path: str, texts: Texts) -> html.Button | None:
    """How to read the map, again (assets/js/welcome.js); only where there is one."""
    if path != "/":
        return None
    said = texts("welcome.open")
    return html.Button("?", type="button", className="ask", title=said, **{"data-welcome": "", "aria-label": said})


def _region(view: View) -> str:
    if view.region is not None:
        return view.region.name
    return view.texts("header.all_regions" if view.regions else "header.no_region")


def _brand(region: str, href: str, texts: Texts) -> html.A:
    words = html.Span(
        [html.Strong(texts("brand.name")), html.Span(region, className="region")], className="words"
    )
    return html.A(
        [html.Span(className="crest", **{"aria-hidden": "true"}), words], href=href, className="brand"
    )


def _kept(view: View) -> dict[str, str | None]:
    return {name: view.params.get(name) for name in state.KEPT}


def _sections(view: View, path: str) -> html.Nav:
    links = []
    for target, name in SECTIONS:
        here = {"aria-current": "page"} if target == path else {}
        text, href = view.texts("nav." + name), state.href(view.params, target)
        links.append(html.A(text, href=href, className="section on" if target == path else "section", **here))
    return html.Nav(links, className="sections", **{"aria-label": view.texts("nav.label")})


def _synthetic(view: View) -> html.Span | None:
    if not state.is_synthetic(view):
        return None
    return html.Span(
        view.texts("header.synthetic"), className="synthetic", title=view.texts("header.synthetic_hint")
    )


def _past(view: View) -> html.Span | None:
    """In the place of the stream's dot while a moment is set: nothing is live then."""
    asof, texts = view.filters.asof, view.texts
    if asof is None:
        return None
    stamp = texts("period.asof", time=f"{asof:%H:%M}", day=texts.full_date(asof, year=True))
    back = link(texts("period.to_now"), view.href(asof=None), className="to-now")
    return html.Span([html.Span(stamp, className="past", title=texts("live.past_hint")), back], className="live-box")


def _live(texts: Texts) -> html.Span:
    """Written by assets/js/live.js, which takes the words from here."""
    words = {f"data-{name}": texts("live." + name) for name in ("on", "wait", "poll", "lost")}
    forms = texts.entries["live.fresh"]
    counts = {f"data-n-{form}": text for form, text in forms.items()} if not isinstance(forms, str) else {}
    dot = [html.I(className="dot"), html.Span(id="live-words", **words)]
    live = html.Span(dot, className="live", title=texts("live.hint"), role="status")
    return html.Span(
        [live, html.Span(id="live-count", className="live-count", **counts)], className="live-box"
    )


def _languages(params: Params, path: str, texts: Texts) -> html.Div:
    """Another language is another page: its layout speaks it too, so these links load it whole."""
    links = []
    for lang in LANGUAGES:
        on = lang == texts.lang
        text, href = texts(f"lang.{lang}_short"), state.href(params, path, lang=lang)
        links.append(
            html.A(
                text, href=href, className="lang on" if on else "lang", title=texts("lang." + lang), lang=lang
            )
        )
    return html.Div(links, className="langs", role="group", **{"aria-label": texts("lang.label")})


def _looks(params: Params, path: str, texts: Texts) -> html.Div:
    """Light and dark; style sheets show the one that the page does not have, assets/js/theme.js remembers a choice."""
    links = [
        link(
            html.I(className=f"sky {look}"),
            state.href(params, path, theme=look),
            className=f"look to-{look}",
            title=texts(f"theme.to_{look}"),
            **{"aria-label": texts(f"theme.to_{look}"), "data-theme-to": look},
        )
        for look in LOOKS
    ]
    return html.Div(links, className="looks")


def _clock(view: View) -> html.Div:
    """Written by assets/js/clock.js in the region's zone."""
    parts = [html.B(id="clock"), html.Span(id="date")]
    return html.Div(
        parts, className="clock", id="clock-box", **{"data-zone": view.tz, "data-lang": view.texts.lang}
    )


def filling(share: float | None, texts: Texts) -> html.Span | None:
    """How much of the demonstration is there while it is being made."""
    if share is None:
        return None
    return html.Span(texts("header.filling", share=texts.percent(share)), className="filling", role="status")


def is_late(source: SourceFreshness, asof: datetime, stale_h: float) -> bool:
    """Whether a source has been silent for longer than the setting allows."""
    return asof - source.last > timedelta(hours=stale_h)


def freshness(summary: Summary, now: datetime, stale_h: float, view: View) -> Any:
    """«данные на 19:37» with the newest record of every source; red and worded where one is late."""
    texts, newest = view.texts, sorted(summary.sources, key=lambda source: source.last, reverse=True)
    late = [source for source in newest if is_late(source, now, stale_h)]
    stamp = texts("header.as_of", moment=texts.moment(summary.asof, now))
    if not newest:
        return html.Span(stamp, className="stamp", **{"data-version": str(summary.version)})
    rows = [_source(source, source in late, now, view) for source in newest]
    head = [
        html.Span(stamp, className="stamp", **{"data-version": str(summary.version)}),
        html.Span(texts.count("header.late", len(late)), className="late") if late else None,
    ]
    return html.Details(
        [
            html.Summary([each for each in head if each is not None], className="menu-head plain"),
            html.Div([html.B(texts("header.sources")), *rows], className="menu-list sources"),
        ],
        className="menu",
        **{"data-menu": "one"},
    )


def _source(source: SourceFreshness, late: bool, now: datetime, view: View) -> html.Div:
    name, texts = word(view, "source", source.name), view.texts
    said = texts(
        "header.source_late" if late else "header.source_row",
        name=name,
        moment=texts.moment(source.last, now),
    )
    return html.Div(
        [html.Span(said), html.B(texts.number(source.rows))],
        className="source-row late" if late else "source-row",
    )
