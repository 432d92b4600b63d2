"""What people keep and learn at the desk: a saved question, an event on the trend, the first visit."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server

A_PERSON = "Object.defineProperty(navigator, 'webdriver', { get: () => false })"
"""The welcome is not shown to programs that drive a browser."""
FOCUS_INSIDE = "query => document.querySelector(query)?.contains(document.activeElement)"
WELCOME, FORM = "dialog.welcome", "dialog.desk-dialog"


def questions(page: Page) -> None:
    """Opens the menu by keyboard and waits for its list."""
    page.locator(".menu-questions > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#questions .question").first).to_be_visible(timeout=PATIENCE_MS)


def test_a_screen_is_saved_as_a_question_opened_and_removed(open_page: OpenPage, server: Server) -> None:
    page = open_page("/?period=1y&metric=overdue")
    Screen(page).settled()
    questions(page)
    page.locator("[data-save]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{FORM} input[name=name]")).to_be_focused(timeout=PATIENCE_MS)
    page.keyboard.type("Просрочки за год")
    page.keyboard.press("Enter")
    expect(page.locator(FORM)).to_have_count(0, timeout=PATIENCE_MS)
    (row,) = server.get("/api/v1/questions").json()["rows"]
    assert row["query"] == "region=rostov&period=1y&metric=overdue"

    other = open_page("/")
    screen = Screen(other).settled()
    questions(other)
    own = other.locator(".question-own a", has_text="Просрочки за год")
    own.click()
    assert screen.wait_for_query("metric") == "overdue"
    questions(other)
    other.locator(".question-edit").click()
    remove = other.locator(f"{FORM} .remove")
    remove.click()
    expect(remove).to_have_text("Удалить совсем?")
    remove.click()
    expect(other.locator(FORM)).to_have_count(0, timeout=PATIENCE_MS)
    assert server.get("/api/v1/questions").json() == {"rows": []}


def test_an_event_is_noted_from_a_stretch_of_the_trend_and_shown_on_it(open_page: OpenPage, server: Server) -> None:
    page = open_page("/")
    Screen(page).settled()
    box = page.locator("#trend .nsewdrag").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 3
    page.mouse.move(box["x"] + box["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y + 4, steps=6)
    page.mouse.up()
    page.locator(".span-offer button", has_text="Отметить событие").click()
    expect(page.locator(FORM)).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate(FOCUS_INSIDE, FORM)
    first, last = (page.locator(f"{FORM} input[type=date]").nth(index).input_value() for index in (0, 1))
    assert first < last
    page.locator(f"{FORM} .form-kind", has_text="погода").click()
    page.locator(f"{FORM} textarea").fill("Гололёд")
    page.locator(f"{FORM} button[type=submit]").click()
    expect(page.locator("#trend .annotation-text", has_text="Гололёд")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(".spoken")).to_contain_text("погода", timeout=PATIENCE_MS)
    query = f"/api/v1/annotations?from={first}&to={last}"
    (row,) = [each for each in server.get(query).json()["rows"] if not each["shipped"]]
    assert (row["kind"], row["from"], row["to"], row["text"]) == ("weather", first, last, "Гололёд")

    page.locator(".menu-events > summary").click()
    page.locator(".event-edit").click()
    page.locator(f"{FORM} .remove").click()
    page.locator(f"{FORM} .remove").click()
    expect(page.locator("#trend .annotation-text", has_text="Гололёд")).to_have_count(0, timeout=PATIENCE_MS)


def test_the_first_visit_is_welcomed_once(open_page: OpenPage) -> None:
    page = open_page("/", before=lambda empty: empty.add_init_script(A_PERSON))
    Screen(page).settled()
    welcome = page.locator(WELCOME)
    expect(welcome).to_contain_text("1 из 3", timeout=PATIENCE_MS)
    expect(page.locator(".welcome-hole")).to_have_count(2, timeout=PATIENCE_MS)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("() => !document.getElementById('shell').contains(document.activeElement)")
    page.locator(".welcome .next").focus()
    page.keyboard.press("Enter")
    expect(welcome).to_contain_text("2 из 3", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(welcome).to_have_count(0, timeout=PATIENCE_MS)
    page.reload()
    Screen(page).settled()
    expect(welcome).to_have_count(0, timeout=PATIENCE_MS)
    page.locator("[data-welcome]").click()
    expect(welcome).to_contain_text("1 из 3", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(page.locator("[data-welcome]")).to_be_focused(timeout=PATIENCE_MS)


def test_help_opens_beside_a_figure_and_closes_by_escape(open_page: OpenPage) -> None:
    page = open_page("/")
    Screen(page).settled()
    sign = page.locator("[data-kpi=overdue] + .help")
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".help-card")).to_contain_text("срок ответа уже прошёл", timeout=PATIENCE_MS)
    page.keyboard.press("Escape")
    expect(page.locator(".help-card")).to_have_count(0, timeout=PATIENCE_MS)
    expect(sign).to_be_focused(timeout=PATIENCE_MS)
