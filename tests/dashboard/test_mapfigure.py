"""The map's figure and style: nothing from elsewhere, colours from one array, sizes that follow the root font."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from dashboard.figures.mapconfig import config, joined, start_zoom, version
from dashboard.figures.mapfigure import figure, middle
from dashboard.figures.mapshade import shade
from dashboard.figures.ramps import CHANGE, HEAT, ramp, ramps
from dashboard.parts.hexmap import card
from dashboard.texts import texts
from tests.dashboard.mapworld import MapWorld, boundaries, info, world

KRAY = info(boundaries("kray", 39.0))


def style() -> dict[str, Any]:
    found: dict[str, Any] = figure(KRAY, texts("ru"))["layout"]["map"]["style"]
    return found


def layout_style(theme: str) -> dict[str, Any]:
    found: dict[str, Any] = figure(KRAY, texts("ru"), theme)["layout"]["map"]["style"]
    return found


def lightness(colour: str) -> float:
    """CIE L* of an sRGB colour."""
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(116 * np.cbrt(linear @ [0.2126729, 0.7151522, 0.0721750]) - 16)


def test_the_style_fetches_nothing_from_other_hosts() -> None:
    text = json.dumps(style())
    assert "http" not in text
    assert "glyphs" not in style()
    assert "sprite" not in style()
    assert all(
        source["data"].startswith("/map/")
        for name, source in style()["sources"].items()
        if name != "selected"
    )


def test_the_hexagons_lie_under_a_layer_that_exists() -> None:
    names = [layer["id"] for layer in style()["layers"]]
    assert style()["metadata"]["hexmap"]["before"] in names


def test_labels_wait_for_their_font_and_scale_with_the_root_font() -> None:
    labels = [layer for layer in style()["layers"] if layer["type"] == "symbol"]
    assert {name["id"] for name in labels} >= {"label-capital", "label-city", "label-town", "label-village", "label-district"}
    assert all(layer["layout"]["visibility"] == "none" for layer in labels)
    assert all("text-size" in layer["metadata"]["scale"] for layer in labels)


def test_each_theme_has_its_paint_of_every_layer_that_differs() -> None:
    light = layout_style("light")
    repaint = light["metadata"]["hexmap"]["repaint"]
    for layer in light["layers"]:
        for name, value in repaint["light"].get(layer["id"], {}).items():
            assert layer["paint"][name] == value
    assert repaint["dark"].keys() == repaint["light"].keys()
    assert repaint["dark"]["sea"] != repaint["light"]["sea"]
    assert {layer["id"] for layer in light["layers"]} == {layer["id"] for layer in style()["layers"]}


def test_the_light_ramps_run_towards_the_dark() -> None:
    steps = [lightness(colour) for colour in ramp("count", "light")]
    assert all(8 <= low - high <= 15 for low, high in pairwise(steps))
    middle_out = [lightness(colour) for colour in ramp("excess", "light")]
    assert max(middle_out) == middle_out[4]
    assert ramps("rating")["light"] == ramps("count")["light"][::-1]


def test_the_ramp_grows_evenly_lighter() -> None:
    steps = [lightness(colour) for colour in HEAT]
    assert steps[0] > 20
    assert all(5 <= high - low <= 14 for low, high in pairwise(steps))


def test_the_ramp_of_change_is_darkest_in_the_middle() -> None:
    steps = [lightness(colour) for colour in CHANGE]
    assert min(steps) == steps[len(steps) // 2]
    assert steps[: len(steps) // 2 + 1] == sorted(steps[: len(steps) // 2 + 1], reverse=True)


def test_low_marks_are_hot_and_excess_has_two_directions() -> None:
    assert ramp("rating") == tuple(reversed(HEAT))
    assert ramp("excess") == CHANGE
    assert ramp("count") == HEAT


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, HEAT[0]), (1.0, HEAT[-1]), (2.0, HEAT[-1]), (3 / 7, HEAT[3])]
)
def test_a_shade_is_linear_between_the_steps_of_the_ramp(share: float, expected: str) -> None:
    assert shade(HEAT, share) == expected


def test_the_version_follows_names_and_borders() -> None:
    moved = info(boundaries("kray", 39.5))
    assert version(KRAY) == version(info(boundaries("kray", 39.0)))
    assert version(KRAY) != version(moved)


def test_the_centre_of_a_region_across_180_degrees_lies_in_it() -> None:
    assert middle(170.0, -170.0) == pytest.approx(-180.0)
    assert middle(38.0, 44.0) == pytest.approx(41.0)


def test_a_smaller_region_starts_closer() -> None:
    assert start_zoom((39.0, 47.0, 39.5, 47.3)) > start_zoom((39.0, 47.0, 44.0, 50.0)) + 2


def test_regions_side_by_side_are_joined_without_crossing() -> None:
    whole = joined([KRAY, info(boundaries("dal", 60.0))], "Все регионы")
    assert whole.bounds == (39.0, 47.0, 61.0, 47.5)
    assert whole.population is None


def test_the_browser_gets_words_of_its_language() -> None:
    assert config(KRAY, texts("en"))["texts"]["of"] == "{k} of {n}"
    assert config(KRAY, texts("ru"))["texts"]["unit_appeals"]["few"] == "обращения"


def test_the_card_carries_the_graph_of_the_asked_region() -> None:
    found = str(card(world(), {"region": "kray"}, texts("ru")))
    assert "Graph(id='map'" in found
    assert "kray" in found


def test_a_region_that_is_not_there_shows_the_first_one_and_an_empty_store_an_empty_card() -> None:
    assert "Graph(id='map'" in str(card(world(), {"region": "nowhere"}, texts("ru")))
    empty = MapWorld([], np.empty(0), np.empty(0))
    assert "Graph" not in str(card(empty, {}, texts("ru")))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_of_several_regions_the_border_is_thin_and_the_ground_is_no_sea(theme: str) -> None:
    country = joined([KRAY, info(boundaries("far", 60.0))], "Все регионы")
    drawn = figure(country, texts("ru"), theme)["layout"]["map"]["style"]
    layers = {layer["id"]: layer for layer in drawn["layers"]}
    assert layers["sea"]["paint"] == drawn["metadata"]["hexmap"]["repaint"][theme]["sea"]
    alone = {layer["id"]: layer for layer in layout_style(theme)["layers"]}
    assert layers["sea"]["paint"] != alone["sea"]["paint"]
    thin, usual = (each["border-outer"]["metadata"]["scale"]["line-width"][0][1] for each in (layers, alone))
    assert thin < usual
