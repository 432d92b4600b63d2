"""A wall lives alone: its scenes turn, it jumps to a surge, and it comes back from silence, restart and release by itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server
from tests.browser.watch import Watch

SILENCE = "ERR_|Failed to fetch|NetworkError|EventSource|Callback failed|Failed to load resource"


class Wall:
    """What is seen of an open wall."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait_for(self, scene: str, pane: int = 0) -> Wall:
        """Waits until a pane shows a scene, drawn."""
        self.page.wait_for_selector(
            f"#wall-pane-{pane}[data-scene={scene}] .wall-slot.on .scene-{scene}", timeout=PATIENCE_MS
        )
        return self

    def cut(self) -> bool:
        return bool(self.page.locator("#wall-cut").is_visible())

    def nodes(self) -> int:
        return int(self.page.evaluate("() => document.querySelectorAll('*').length"))


def test_scenes_turn_and_the_map_is_made_once(open_page: OpenPage) -> None:
    wall = Wall(open_page("/wall?scenes=region,usual&every=5&period=all")).wait_for("region")
    screen = Screen(wall.page)
    wall.page.wait_for_function("() => { const s = window.hexmap?.state('map'); return s && s.draws > 0 && s.cells > 0 }")
    screen.mark_canvas()
    wall.wait_for("usual").wait_for("region")
    assert screen.is_marked_canvas()
    assert wall.page.locator("a:visible, button:visible").count() == 0


def test_a_new_surge_is_said_and_shown_out_of_turn(open_page: OpenPage) -> None:
    wall = Wall(open_page("/wall?scenes=topics,surges&every=600&period=all")).wait_for("topics")
    wall.page.wait_for_function("() => window.wallscreen.aboveHeard")
    wall.page.evaluate("() => wallscreen.surges.heard([{ code: '60701000000', text: 'Ростов-на-Дону: +40 %' }])")
    wall.wait_for("surges")
    expect(wall.page.locator("#wall-news")).to_contain_text("Ростов-на-Дону: +40 %")


def test_a_wide_wall_shows_scenes_side_by_side(open_page: OpenPage) -> None:
    wall = Wall(open_page("/wall?scenes=region,usual,answers&every=600", width=2560, height=720))
    wall.wait_for("region", 0).wait_for("usual", 1)
    expect(wall.page.locator("#wall-pane-2")).to_be_hidden()


def test_without_a_network_it_says_how_old_it_is_and_comes_back(open_page: OpenPage, watch: Watch) -> None:
    wall = Wall(open_page("/wall?scenes=usual,answers&every=5&period=all")).wait_for("usual").wait_for("answers")
    context: BrowserContext = wall.page.context
    with watch.forgiving(SILENCE):
        context.set_offline(True)
        expect(wall.page.locator("#wall-cut")).to_be_visible(timeout=PATIENCE_MS)
        expect(wall.page.locator("#wall-cut")).to_contain_text("показаны сведения на")
        wall.wait_for("usual").wait_for("answers")  # goes round with what it knows
        context.set_offline(False)
        expect(wall.page.locator("#wall-cut")).to_be_hidden(timeout=PATIENCE_MS)
    Screen(wall.page).wait_until_live()


def test_a_restart_with_another_release_reloads_the_wall(
    open_page: OpenPage, server: Server, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Wall(open_page("/wall?scenes=usual&period=all")).wait_for("usual")
    Screen(wall.page).wait_until_live()
    wall.page.evaluate("() => { window.before = true }")
    with watch.forgiving(SILENCE):
        server.stop()
        expect(wall.page.locator("#wall-cut")).to_be_visible(timeout=PATIENCE_MS)
        monkeypatch.setenv("TEPLOKARTA_RELEASE", "the next one")
        server.start()
        wall.page.wait_for_function("() => !window.before && document.querySelector('.wall-slot.on .scene-usual')")
    assert not wall.cut()


def test_a_page_whose_scripts_did_not_come_tries_again(open_page: OpenPage, watch: Watch) -> None:
    """The inline script alone is there; it loads the page once more, and then it works."""

    def broken(page: Page) -> None:
        page.add_init_script("const wait = setInterval; setInterval = (what, ms) => wait(what, Math.min(ms, 1000))")
        page.route("**/_dash-component-suites/**", lambda route: route.abort(), times=40)

    with watch.forgiving("ERR_|Failed to load|DashRenderer|is not defined"):
        wall = Wall(open_page("/wall?scenes=usual&period=all", before=broken))
        wall.wait_for("usual")


def test_an_address_that_cannot_be_understood_is_worded(open_page: OpenPage) -> None:
    page = open_page("/wall?scenes=region,pictures")
    expect(page.locator(".problem")).to_contain_text("pictures")
    expect(page.locator(".problem a[href='/wall/setup']")).to_be_visible()


def test_a_wall_is_composed_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/wall/setup?scenes=usual,answers&period=all")
    expect(page.frame_locator("#wall-preview").locator(".scene-usual")).to_be_visible(timeout=PATIENCE_MS)
    page.locator("#move-usual-down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#setup-link")).to_have_text("http://127.0.0.1" + page.url.split("127.0.0.1")[1].split("/")[0]
                                                     + "/wall?period=all&scenes=answers,usual")  # fmt: skip
    expect(page.frame_locator("#wall-preview").locator(".scene-answers")).to_be_visible(timeout=PATIENCE_MS)
