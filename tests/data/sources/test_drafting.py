"""An unknown file gets a drafted profile that loads after a glance."""

from __future__ import annotations

import yaml

from data.sources.profile import build_profile, choose, draft

HEADER = [
    "№ п/п",
    "Дата поступления",
    "Категория",
    "Тема обращения",
    "Адрес",
    "Широта",
    "Долгота",
    "Суть",
    "Примечание",
]
ROWS = [["1", "24.12.2025", "ЖКХ", "Вода", "ул. Ленина, 5", "47.2", "39.7", "Нет воды", None]]


def test_a_draft_is_a_profile_that_fits_the_file_after_one_edit() -> None:
    text = draft(HEADER, ROWS, "Горячая линия 122").replace("ВПИШИТЕ ЗАГОЛОВОК", "№ п/п")
    profile = build_profile(yaml.safe_load(text), "draft")
    found = choose(HEADER, ROWS, {profile.name: profile})
    assert (profile.name, found.profile) == ("goryachaya-liniya-122", profile)


def test_columns_are_guessed_by_their_headers() -> None:
    columns = yaml.safe_load(draft(HEADER, ROWS, "x"))["columns"]
    assert columns["received"] == ["Дата поступления"]
    assert (columns["lat"], columns["lon"], columns["address"]) == (["Широта"], ["Долгота"], ["Адрес"])


def test_a_required_column_that_is_not_guessed_asks_for_a_name() -> None:
    assert "external_id: [ВПИШИТЕ ЗАГОЛОВОК]" in draft(["a", "b"], [], "x")


def test_what_is_not_guessed_stays_as_a_remark() -> None:
    assert '# …: ["Примечание"]' in draft(HEADER, ROWS, "x")


def test_the_shape_of_dates_is_read_from_the_sample() -> None:
    header = ["id", "created"]
    assert yaml.safe_load(draft(header, [["1", "12/31/2011 11:59:59 PM"]], "x"))["dates"] == ["mdy"]
    assert yaml.safe_load(draft(header, [["1", "31.12.2011"], ["2", "2011-12-31"]], "x"))["dates"] == [
        "iso",
        "dmy",
    ]
    assert yaml.safe_load(draft(header, [], "x"))["dates"] == ["iso", "dmy"]


def test_odd_headers_do_not_break_the_yaml() -> None:
    header = ['id "x"', "дата: #1", "a\tb", "- [x]", "{y}", "null", "'"]
    assert yaml.safe_load(draft(header, [], "#: x"))["columns"]["external_id"] == ['id "x"']
