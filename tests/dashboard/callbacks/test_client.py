"""Every function that Dash calls in the browser is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dash import html
from dash.development.base_component import Component

from dashboard.callbacks.client import ACT, DRAWN, SHOW
from dashboard.pages import overview, profile, record, records, shell, sources, wall_setup
from dashboard.texts import texts
from tests.dashboard.screen_world import nodes

RU = texts("ru")

ASSETS = Path(__file__).parents[3] / "assets" / "js"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in [*ASSETS.glob("*.js"), *ASSETS.glob("wall/*.js")])


WALL = ("wallBegin", "wallDrawn", "wallAbove", "wallState")


@pytest.mark.parametrize("name", ["boot", "draw", *SHOW, *ACT, *WALL])
def test_a_function_called_by_name_is_defined_once(name: str) -> None:
    assert len(re.findall(rf"\b{name}: function", SOURCE)) == 1


def test_every_place_has_its_tree_drawn() -> None:
    places = {
        each
        for layout in (
            shell.layout(),
            overview.layout(RU, html.Section()),
            *(page(RU) for page in (records.layout, record.layout, profile.district, profile.topic)),
            *(page(RU) for page in (sources.layout, wall_setup.layout)),
        )
        for each in wires(layout)
    }
    assert places == set(DRAWN)


def wires(layout: Component) -> set[str]:
    ids = [getattr(node, "id", None) or "" for node in nodes(layout)]
    return {each.removesuffix("-wire") for each in ids if each.endswith("-wire")}
