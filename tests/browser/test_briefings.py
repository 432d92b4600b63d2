"""Briefings leave the building: a schedule made by keyboard, run and found in the history; the way out of every screen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.screen import PATIENCE_MS, Screen
from tests.browser.server import Server

FORM = "dialog.plan-dialog"
SHEET = "() => { const sheet = document.getElementById('brief-picture'); return sheet?.naturalWidth > 300 && !sheet.hidden }"
CHOSEN = "name => (document.getElementById('brief-choice')?.dataset.preview ?? '').includes(name)"


def press(page: Page, query: str) -> None:
    """As one does who has no mouse."""
    page.locator(query).first.focus()
    page.keyboard.press("Enter")


def test_a_schedule_is_made_by_keyboard_run_now_and_found_in_the_history(open_page: OpenPage, server: Server) -> None:
    page = open_page("/briefings?period=all&topic=01")
    page.wait_for_function(SHEET, timeout=PATIENCE_MS)
    press(page, "#brief-composer [data-plan=new]")
    expect(page.locator(f"{FORM} input[name=name]")).to_be_focused(timeout=PATIENCE_MS)
    page.keyboard.type("Дороги к утру")
    page.locator(f"{FORM} input[value=day]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{FORM} input[name=weekday]").first).to_be_visible(timeout=PATIENCE_MS)
    page.locator(f"{FORM} input[name=name]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(FORM)).to_have_count(0, timeout=PATIENCE_MS)
    expect(page.locator(".plan")).to_contain_text("по будням в 18:00", timeout=PATIENCE_MS)
    (row,) = server.get("/api/v1/schedules").json()["rows"]
    assert (row["name"], row["query"], row["repeat"]) == ("Дороги к утру", "region=rostov&period=all&topic=01", "week")

    press(page, "button[data-plan-run]")
    done = page.locator("#brief-history .run-outcome.run-done")
    expect(done).to_have_text("готова", timeout=PATIENCE_MS)
    link = page.locator("#brief-history a.run-file")
    expect(link).to_contain_text("Дороги к утру", timeout=PATIENCE_MS)
    file = server.get(str(link.get_attribute("href")))
    assert file.content.startswith(b"%PDF")

    press(page, "button[aria-label^='Изменить расписание']")
    remove = page.locator(f"{FORM} .remove")
    remove.click()
    remove.click()
    expect(page.locator("#brief-plans")).to_contain_text("Пока ничего не приходит само", timeout=PATIENCE_MS)
    assert server.get("/api/v1/schedules").json() == {"rows": []}


def test_the_way_out_of_a_screen_gives_what_the_screen_shows(open_page: OpenPage, server: Server) -> None:
    page = open_page("/?period=all&topic=01")
    Screen(page).settled()
    press(page, ".exits-head")
    expect(page.locator(".exits-list")).to_be_visible(timeout=PATIENCE_MS)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".exits-list a").first).to_be_focused(timeout=PATIENCE_MS)
    brief = str(page.locator(".exits-list a.option").first.get_attribute("href"))
    assert "period=all&topic=01" in brief
    assert server.get(brief).content.startswith(b"%PDF")
    rows = server.get(str(page.locator(".exits-file[href*='what=districts'][href*='.csv']").get_attribute("href")))
    assert rows.status_code == 200
    page.keyboard.press("Escape")
    expect(page.locator(".exits-head")).to_be_focused(timeout=PATIENCE_MS)

    press(page, ".exits-head")
    press(page, ".exits-more")
    page.wait_for_url(re.compile("/briefings"), timeout=PATIENCE_MS)
    page.wait_for_function(SHEET, timeout=PATIENCE_MS)
    assert page.evaluate(CHOSEN, "topic=01")
    page.locator(".seg", has_text="А3").click()
    page.wait_for_function(CHOSEN, arg="paper=a3", timeout=PATIENCE_MS)


def test_on_a_phone_the_way_out_fits_and_opens(open_page: OpenPage) -> None:
    page = open_page("/briefings", 390, 844)
    page.wait_for_function(SHEET, timeout=PATIENCE_MS)
    page.locator(".exits-head").click()
    box = page.locator(".exits-list").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
