"""Parts go over as plain trees: text stays text, and only known attributes are drawn."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from dash import html

from dashboard.parts import wire as wiring
from dashboard.parts.common import bar, link
from dashboard.parts.wire import wire

SCRIPT = (Path(__file__).parents[3] / "assets" / "js" / "draw.js").read_text(encoding="utf-8")


def test_text_stays_text() -> None:
    assert wire(html.Span("<b>Яма</b>", className="text")) == [["span", {"class": "text"}, ["<b>Яма</b>"]]]


def test_nothing_is_nothing_and_lists_are_flat() -> None:
    assert wire([None, [html.B("а"), "б"], 3]) == [["b", {}, ["а"]], "б", "3"]


def test_a_link_keeps_its_address_and_what_marks_it() -> None:
    ((tag, attributes, children),) = wire(link("Шахты", "/?district=61", title=None))
    assert (tag, children) == ("a", ["Шахты"])
    assert attributes == {"href": "/?district=61", "data-go": ""}


def test_variables_of_style_become_a_style() -> None:
    ((_, attributes, _),) = wire(bar(5.0, None, (0.0, 10.0), "heat"))
    assert attributes["style"] == "--from:0.00%;--long:50.00%"


def test_names_of_react_become_names_of_html() -> None:
    ((_, attributes, _),) = wire(html.Time("19:37", dateTime="2026-11-21", tabIndex="0"))
    assert attributes == {"datetime": "2026-11-21", "tabindex": "0"}


def test_an_attribute_that_would_not_be_drawn_is_refused() -> None:
    with pytest.raises(TypeError, match="contentEditable"):
        wire(html.Div(contentEditable="true"))


def test_a_tree_is_json() -> None:
    tree = wire(html.Details([html.Summary("Темы")], open="open"))
    assert json.loads(json.dumps(tree)) == tree


def test_the_browser_draws_the_same_attributes() -> None:
    names = re.search(r"NAMES = /\^\((.*?)\)\$/;", SCRIPT)
    assert names is not None
    assert set(names[1].split("|")) == {*wiring.ALLOWED.pattern.split("|"), *wiring.DRAWINGS, "style"}


def test_the_browser_takes_no_address_of_another_host_and_no_markup() -> None:
    assert "href: /^(\\/(?!\\/)|#)/" in SCRIPT
    assert "innerHTML" not in SCRIPT
