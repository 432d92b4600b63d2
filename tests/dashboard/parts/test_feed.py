"""The newest records and the register: masked words as plain text, places and terms in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from dashboard.parts import feed, grid
from dashboard.texts import texts
from data.answers import Page
from tests.dashboard.screen_world import ASOF, CATALOGUE, RECORD, classes, having, links, nodes, view, words


def page(*changes: dict[str, Any]) -> Page:
    return Page(7, ASOF, 1200, tuple({**RECORD, **each} for each in changes), None)


def shown(**change: Any) -> list[Any]:
    return feed.render(page(change), dict(CATALOGUE.names), view({"period": "90d"}))


def test_a_text_is_plain_words_whatever_it_holds() -> None:
    (text,) = having(shown(), "text")
    assert text.children == "<b>Яма</b>"


def test_no_component_takes_markup() -> None:
    assert not [
        node for node in nodes(shown()) if "dangerously" in str(node.to_plotly_json()["props"].keys())
    ]
    assert not [
        node for node in nodes(shown()) if type(node).__name__ in ("Markdown", "DangerouslySetInnerHTML")
    ]


def test_a_record_links_to_its_topic_and_district_within_the_selection() -> None:
    found = dict(links(shown()))
    assert found["Ямы"] == "/?period=90d&topic=01.001"
    assert found["Лесное, ул. Мира, 3"] == "/?period=90d&district=61"


def test_the_head_leads_to_the_register_of_the_same_selection() -> None:
    assert dict(links(shown()))["Весь реестр"] == "/records?period=90d"


GENITIVES = [(1, "из 1 обращения"), (2, "из 2 обращений"), (5, "из 5 обращений"), (21, "из 21 обращения")]


@pytest.mark.parametrize(("total", "said"), GENITIVES)
def test_the_whole_number_stands_in_the_genitive(total: int, said: str) -> None:
    found, seen = replace(page({}), total=total), view({"district": "61"}, path="/district")
    head = feed.render(found, dict(CATALOGUE.names), seen)
    assert said in words(head).replace("\u202f", " ").replace("\u00a0", " ")


def test_beside_two_lists_the_whole_number_is_short_enough_to_be_read() -> None:
    (said,) = [node.children for node in having(shown(), "sub")]
    assert said.replace("\u202f", " ") == "из 1 200"


def test_the_district_stands_in_for_an_address_and_words_for_nothing() -> None:
    bare = {"settlement": None, "street": None, "house": None}
    assert "Северный" in words(shown(**bare))
    assert "место не указано" in words(shown(**bare, district=None))


def test_what_is_missing_is_said() -> None:
    found = words(shown(text=None, topic=None, topic_group=None))
    assert "текста нет" in found
    assert "тема не указана" in found


def test_the_group_names_a_record_without_a_topic() -> None:
    assert "Дороги" in words(shown(topic=None))


@pytest.mark.parametrize(
    ("status", "due", "tone"),
    [("in_work", -1, "overdue"), ("in_work", 1, "open"), ("solved", -1, "closed"), ("new", None, "open")],
)
def test_the_badge_has_the_tone_of_the_state(status: str, due: int | None, tone: str) -> None:
    found = shown(status=status, due=None if due is None else ASOF + timedelta(days=due))
    assert f"badge {tone}" in classes(found)


def test_a_record_of_the_last_minutes_is_new() -> None:
    assert "record fresh" in classes(shown(received=ASOF - timedelta(seconds=5)))
    assert "record" in classes(shown(received=ASOF - timedelta(hours=1)))


def test_the_day_is_named_when_it_is_another() -> None:
    assert "18:29" in words(shown())
    assert "\n20 ноя" in words(shown(received=ASOF - timedelta(days=1)))


def test_an_empty_feed_says_so() -> None:
    assert "нет обращений" in words(feed.render(Page(7, ASOF, 0, (), None), {}, view()))


def cell(**change: Any) -> dict[str, Any]:
    answer = grid.rows(page(change), CATALOGUE.names, view({"period": "90d"}, "/records"))
    assert answer["rowCount"] == 1200
    found: dict[str, Any] = answer["rowData"][0]
    return found


def test_a_row_of_the_register_is_words_and_links() -> None:
    found = cell()
    assert found["topic"] == {"text": "Ямы", "href": "/records?period=90d&topic=01.001"}
    assert found["district"] == {"text": "Северный", "href": "/records?period=90d&district=61"}
    assert found["source"]["text"] == "Инцидент Менеджмент"
    assert (found["received"]["text"], found["street"], found["mark"]) == ("21 ноя, 18:29", "ул. Мира, 3", "4")


def test_the_register_never_carries_an_author_or_the_original() -> None:
    assert not {"author", "original", "answer", "executor"} & set(cell(author="secret", answer="x"))


def test_what_is_not_known_is_blank_and_no_link() -> None:
    found = cell(mark=None, district=None, channel=None, text=None, settlement=None, street=None, house=None)
    assert (found["mark"], found["text"], found["street"]) == ("", "", "")
    assert found["district"] == {"text": "", "href": None}


def test_a_district_of_another_region_goes_by_its_code() -> None:
    assert cell(district="99")["district"]["text"] == "99"


@pytest.mark.parametrize(
    ("status", "days", "said"),
    [
        ("in_work", -3, "просрочка 3 дня"),
        ("in_work", 5, "осталось 5 дней"),
        ("in_work", 0, "сегодня"),
        ("solved", 5, "26 ноя"),
    ],
)
def test_a_term_is_said_in_days(status: str, days: int, said: str) -> None:
    due = ASOF + timedelta(days=days, minutes=1 if days == 0 else 0)
    assert grid.due_words({"status": status, "due": due}, ASOF, texts("ru")) == said


def test_overdue_by_hours_is_a_day() -> None:
    row = {"status": "new", "due": ASOF - timedelta(hours=1)}
    assert grid.due_words(row, ASOF, texts("ru")) == "просрочка 1 день"


def test_no_term_is_blank() -> None:
    assert grid.due_words({"status": "new", "due": None}, ASOF, texts("ru")) == ""


def test_every_column_has_a_heading_and_every_link_its_renderer() -> None:
    found = grid.columns(texts("en"))
    card, *columns = found
    assert [each["headerName"] for each in columns][:3] == ["Received", "Topic", "District"]
    assert {each["field"] for each in columns if "cellRenderer" in each} == set(grid.LINKED)
    assert card["hide"], "the card of a record stands on a phone alone"


def test_the_grid_speaks_the_language() -> None:
    assert grid.locale(texts("ru"))["loadingOoo"] == "Загрузка…"
