"""The map drawn by the server: a picture of the size asked for, with the screen's limits, colours and words."""

from __future__ import annotations

import re
import struct
from dataclasses import replace

import pytest

from dashboard.figures.mapcolours import colours
from dashboard.figures.mapshade import shades
from dashboard.figures.mapsvg import Look
from dashboard.figures.ramps import ramp
from dashboard.mappicture import Pictures, Wanted, shown, unit
from dashboard.mapsets import MapSets
from data.errors import BadFilter, UnknownRegion
from tests.dashboard.mapweb import Web
from tests.dashboard.mapworld import MapWorld, boundaries, info, world


def drawn(query: dict[str, str], look: Look | None = None, questions: MapWorld | None = None) -> str:
    asked = questions or world()
    pictures = Pictures(asked, MapSets(asked), 5)
    return pictures.svg(Wanted(asked.parse(query), look or Look()))


def size(body: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", body[16:24])
    return wide, high


def test_the_picture_is_a_png_of_the_size_asked_for() -> None:
    answer = Web(world()).get("/map.png?width=400&height=300")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert size(answer.content) == (400, 300)


def test_equal_questions_of_one_version_share_a_picture_and_a_theme_is_another() -> None:
    web = Web(world())
    address = "/map.png?width=300&height=200"
    dark = web.get(address).content
    assert web.get(address).content == dark
    assert web.get(address + "&theme=light").content != dark


@pytest.mark.parametrize("query", ["width=10", "height=9000", "width=wide", "theme=blue", "colour=red"])
def test_what_is_not_understood_is_named(query: str) -> None:
    with pytest.raises(BadFilter) as fault:
        Web(world()).get(f"/map.png?{query}")
    assert fault.value.name == query.partition("=")[0]


def test_a_region_that_is_not_there_has_no_picture() -> None:
    with pytest.raises(UnknownRegion):
        Web(world()).get("/map.png?region=nowhere")


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_cells_have_the_colours_of_the_screen(theme: str) -> None:
    questions = world()
    heat = questions.heat(questions.parse({"res": "7"}))
    picture = drawn({"res": "7"}, Look(theme=theme), questions)
    assert set(shades(heat.breaks, ramp("count", theme), heat.values)) <= set(re.findall('fill="(#[0-9a-f]{6})"', picture))
    assert colours(theme).sea in picture
    assert picture.count("Z") == len(heat.cells)


def test_the_legend_has_the_limits_of_the_answer_and_says_what_is_counted() -> None:
    questions = world()
    picture = drawn({"res": "7"}, questions=questions)
    limits = questions.heat(questions.parse({"res": "7"})).breaks
    assert "Обращения за 30 дней" in picture
    assert f">{limits[0]:g}<" in picture
    assert f">{limits[-1]:g}+<" in picture


def test_means_of_few_appeals_are_hatched_and_explained() -> None:
    assert "мало данных: меньше 5 обращений" in drawn({"metric": "rating", "res": "9"})
    assert 'fill="url(#few)"' in drawn({"metric": "rating", "res": "9"})
    assert "мало данных" not in drawn({"res": "9"})


def test_rates_are_shown_by_district() -> None:
    picture = drawn({"metric": "per1000"})
    assert "по районам" in picture
    assert "Z" not in "".join(re.findall('d="([^"]*)"', picture))


def test_a_chosen_district_is_outlined_and_the_others_step_back() -> None:
    plain, chosen = drawn({}), drawn({"district": "kray1"})
    assert colours().veil not in re.findall('fill="(#[0-9a-f]{6})"', plain)[1:]
    assert f'stroke="{colours().chosen}"' in chosen
    assert f'stroke="{colours().chosen}"' not in plain


def test_names_do_not_lie_on_the_legend_or_on_each_other() -> None:
    picture = drawn({}, Look(heading="Карта"))
    assert ">Карта<" in picture
    assert ">Западный<" in picture
    assert picture.count(">Западный<") == 1


def test_the_picture_shows_the_box_the_districts_or_the_region() -> None:
    questions = world()
    told = info(questions.areas[0])
    assert shown(questions.parse({}), told) == told.bounds
    assert shown(questions.parse({"district": "kray1"}), told) == told.districts[0].bounds
    assert shown(questions.parse({"bbox": "39,47,39.5,47.2"}), told) == (39.0, 47.0, 39.5, 47.2)


def test_a_region_across_180_degrees_is_drawn_in_one_piece() -> None:
    questions = replace(world(179.5), areas=[boundaries("dal", 179.5)])
    picture = drawn({"res": "6"}, Look(width=600, height=400), questions)
    numbers = [float(x) for x in re.findall(r"[ML](-?[0-9.]+) ", picture)]
    assert picture.count("Z") == len(questions.heat(questions.parse({"res": "6"})).cells)
    assert max(numbers) < 700
    assert shown(questions.parse({"district": "dal1,dal2"}), info(questions.areas[0]))[2] < 0


def test_letters_grow_with_the_picture() -> None:
    assert unit(600, 400) == 1.0
    assert unit(2_400, 1_600) == 2.0
