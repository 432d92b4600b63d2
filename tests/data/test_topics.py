"""Topics are found by any spelling; unknown ones get a stable code."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.model import Topic
from data.topics import Found, RollUp, TopicCatalogue

KNOWN = TopicCatalogue(
    [
        Topic("01", "Дороги и движение", None),
        Topic("01.001", "Яма на проезжей части", "01", fast_track=True),
        Topic("01.002", "Тёмная улица", "01"),
        Topic("02", "Благоустройство", None),
        Topic("02.001", "Тёмная улица", "02"),
    ],
    [RollUp("r-light", "Освещение", "Lighting", ("01.002", "02"))],
    [("01", "Дороги"), ("01.001", "Выбоина")],
)


@pytest.mark.parametrize(
    ("group", "topic", "found"),
    [
        ("Дороги и движение", "Яма на проезжей части", ("01", "01.001")),
        ("ДОРОГИ", "★ яма, на проезжей части!", ("01", "01.001")),
        ("Дороги", "выбоина", ("01", "01.001")),
        ("01", "01.001", ("01", "01.001")),
        (None, "01.001", ("01", "01.001")),
        (None, "Яма на проезжей части", ("01", "01.001")),
        ("Благоустройство", "темная улица", ("02", "02.001")),
        ("Благоустройство", None, ("02", None)),
        (None, "02", ("02", None)),
        (None, None, (None, None)),
        ("", "  ", (None, None)),
    ],
)
def test_known_topics_are_found_by_any_spelling(
    group: str | None, topic: str | None, found: tuple[str, str]
) -> None:
    assert KNOWN.find(group, topic) == Found(*found)


def test_a_name_in_two_groups_is_not_guessed_without_its_group() -> None:
    assert KNOWN.find(None, "Тёмная улица").topic == "bez-gruppy.temnaya-ulitsa"


def test_an_unknown_topic_of_a_known_group_stays_in_it() -> None:
    found = KNOWN.find("Дороги", "★ Новое")
    assert (found.group, found.topic) == ("01", "01.novoe")
    assert found.new == (Topic("01.novoe", "Новое", "01", fast_track=True),)


def test_an_unknown_group_is_told_before_its_topic() -> None:
    assert [topic.code for topic in KNOWN.find("Космос", "Ракеты").new] == ["kosmos", "kosmos.rakety"]


def test_a_group_alone_may_be_new() -> None:
    assert KNOWN.find("Космос", None) == Found("kosmos", None, (Topic("kosmos", "Космос", None),))


def test_what_was_new_is_known_after() -> None:
    new = KNOWN.find("Космос", "Ракеты").new
    assert KNOWN.with_topics(new).find("космос", "ракеты!").new == ()


@pytest.mark.parametrize(
    ("group", "topic"),
    [("roads", "roads"), (None, "roads"), (None, "Ракеты"), ("Космос", "kosmos"), ("Космос" * 20, "Ракеты")],
)
def test_what_was_learned_since_does_not_change_a_names_code(group: str | None, topic: str) -> None:
    before = KNOWN.find(group, topic)
    learned = [*before.new, *KNOWN.find("roads", "Ракеты").new, *KNOWN.find("Космос", "Ракеты").new]
    after = KNOWN.with_topics(learned).find(group, topic)
    assert (after.group, after.topic) == (before.group, before.topic)


def test_a_learned_code_is_known_again_as_a_record_gives_it_back() -> None:
    found = KNOWN.find("Космос " * 20, "Ракеты " * 20)
    again = KNOWN.with_topics(found.new).find(found.group, found.topic)
    assert (again.group, again.topic, again.new) == (found.group, found.topic, ())


def test_no_new_code_stands_for_no_topic() -> None:
    assert KNOWN.find("None", None).group == "g-none"


def test_stored_topics_do_not_replace_the_shipped() -> None:
    assert KNOWN.with_topics([Topic("01", "Иное", None)]).get("01") == Topic("01", "Дороги и движение", None)


def test_long_names_get_short_codes_that_differ() -> None:
    first, second = (KNOWN.find("Космос", "очень " * 30 + end).topic or "" for end in ("раз", "два"))
    assert (first != second, len(first) < 70, len(second) < 70) == (True, True, True)


def test_no_new_code_looks_like_a_roll_up() -> None:
    assert (KNOWN.find("R свет", None).group or "").startswith("g-r-")


@given(st.text(min_size=1))
def test_any_name_gets_the_same_code_each_time(name: str) -> None:
    found = KNOWN.find("Космос", name)
    assert found.topic == KNOWN.find("космос", name).topic
    assert found.topic is None or KNOWN.with_topics(found.new).find("Космос", name).topic == found.topic


def test_roll_ups_and_groups_expand_to_their_topics() -> None:
    assert KNOWN.expand("r-light") == ("01.002", "02", "02.001")
    assert KNOWN.expand("01") == ("01", "01.001", "01.002")
    assert KNOWN.expand("01.001") == ("01.001",)


def test_the_catalogue_is_read_from_its_files(tmp_path: Path) -> None:
    (tmp_path / "topics.csv").write_text(
        "code,parent,name,name_en,fast_track,severity,term_days,synonyms\n01,,Дороги,Roads,,,,\n01.001,01,Яма,Pothole,true,4,30,Ямы;Выбоина\n",
        encoding="utf-8",
    )
    (tmp_path / "rollups.csv").write_text(
        "code,name,name_en,topics\nr-a,Все,All,01 01.001\n", encoding="utf-8"
    )
    found = TopicCatalogue.shipped(tmp_path)
    assert found.topics[1] == Topic("01.001", "Яма", "01", "Pothole", True, 4, 30)
    assert found.find(None, "выбоина").topic == "01.001"
    assert found.roll_ups == (RollUp("r-a", "Все", "All", ("01", "01.001")),)


def test_missing_files_are_an_empty_catalogue(tmp_path: Path) -> None:
    assert TopicCatalogue.shipped(tmp_path).topics == ()


def test_the_shipped_catalogue_is_whole() -> None:
    shipped = TopicCatalogue.shipped()
    codes = {topic.code for topic in shipped.topics}
    assert len(codes) > 100
    assert all(topic.parent is None or topic.parent in codes for topic in shipped.topics)
    assert all(set(part.topics) <= codes for part in shipped.roll_ups)
