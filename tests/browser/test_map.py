"""The map: hexagons are drawn, a click drills, the view is the reader's own."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import Screen
from tests.browser.server import Server


def test_the_map_draws_hexagons_in_colour(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    assert screen.hexmap("cells") > 0
    assert screen.colourful() > 200


def test_a_click_on_a_district_of_the_ranking_drills_into_it(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    whole, view = screen.total(), screen.view()
    name = screen.drill_by_ranking()
    code = screen.query()["district"]
    screen.wait_for_truth()
    assert 0 < screen.total() == server.total(f"period=all&district={code}") < whole
    expect(screen.where()).to_contain_text(name)
    screen.wait_for_move(view)


def test_a_click_on_a_hexagon_drills_into_its_district_and_then_into_the_cell(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    view = screen.view()
    screen.page.mouse.click(*screen.hottest())
    district = screen.wait_for_query("district")
    screen.wait_for_total(server.total(f"period=all&district={district}"))
    screen.wait_for_move(view)
    screen.settled().page.mouse.click(*screen.hottest())
    cell = screen.wait_for_query("cell")
    screen.wait_for_total(server.total(f"period=all&district={district}&cell={cell}"))
    assert screen.query()["district"] == district


def test_a_click_between_the_hexagons_drills_into_the_district(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    screen.page.mouse.click(*screen.empty_place())
    district = screen.wait_for_query("district")
    screen.wait_for_total(server.total(f"period=all&district={district}"))
    assert screen.query()["period"] == "all"


def test_the_back_button_returns_to_the_region_and_keeps_the_map(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    whole = screen.total()
    screen.mark_canvas()
    screen.drill_by_ranking()
    screen.wait_for_other_total(whole)
    screen.page.go_back()
    screen.wait_for_total(whole)
    assert "district" not in screen.query()
    assert screen.is_marked_canvas()


def test_a_refresh_never_moves_the_view(open_page: OpenPage, server: Server) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    screen.wait_for_truth().zoom_by_wheel()
    view, total = screen.view(), screen.total()
    server.push(server.appeal("view-1"), server.appeal("view-2"))
    assert screen.wait_for_truth().total() == total + 2
    assert screen.view() == view


def test_the_hexagons_grow_finer_as_the_reader_comes_closer(open_page: OpenPage) -> None:
    screen = Screen(open_page("/?period=all")).settled()
    wide = screen.hexmap("res")
    screen.zoom_by_wheel(steps=12)
    screen.page.wait_for_function("res => window.hexmap.state('map').res > res", arg=wide)
    assert screen.hexmap("res") > wide
