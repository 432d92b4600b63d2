"""Components put together quickly are the ones that Dash itself would make."""

from __future__ import annotations

from typing import Any

import dash
import pytest

from dashboard.parts import html
from dashboard.parts.wire import wire

GIVEN: dict[str, Any] = {"className": "row", "style": {"--from": "0%"}, "title": None, "data-go": "", "aria-hidden": "true"}


@pytest.mark.parametrize("name", html.__all__)
def test_a_component_is_equal_to_dashs_own(name: str) -> None:
    made, own = getattr(html, name)(["text"], **GIVEN), getattr(dash.html, name)(["text"], **GIVEN)
    assert isinstance(made, type(own))
    assert made.to_plotly_json() == own.to_plotly_json()
    assert wire(made) == wire(own)


def test_without_children_there_are_none() -> None:
    assert wire(html.Div(className="bar")) == [["div", {"class": "bar"}, []]]


def test_two_components_share_nothing() -> None:
    one, other = html.Div("one"), html.Div("other")
    one.title = "named"
    assert (one.children, other.children) == ("one", "other")
    assert not hasattr(other, "title")


def test_what_the_browser_would_not_take_is_refused() -> None:
    with pytest.raises(TypeError, match="onclick"):
        wire(html.A("x", onclick="alert(1)"))
