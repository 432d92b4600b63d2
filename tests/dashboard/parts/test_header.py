"""The head: synthetic data are labelled, late sources are said, links keep the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dashboard.parts import header
from dashboard.texts import texts
from tests.dashboard.screen_world import ASOF, OTHER, REGION, having, links, nodes, summary, view, words


def test_synthetic_data_are_labelled() -> None:
    assert "синтетические данные" in words(header.render(view(), "/"))


def test_real_data_are_not() -> None:
    found = view(region=replace(REGION, synthetic=False))
    assert "синтетические" not in words(header.render(found, "/"))


def test_one_synthetic_region_labels_the_country() -> None:
    found = view({"region": "all"}, regions=(OTHER, REGION), region=None)
    assert "синтетические данные" in words(header.render(found, "/"))
    assert "Все регионы" in words(header.render(found, "/"))


def test_without_regions_the_head_says_so() -> None:
    assert "регион не выбран" in words(header.render(view({"region": "all"}, regions=(), region=None), "/"))


def test_only_pages_that_exist_are_in_the_menu() -> None:
    (sections,) = having(header.render(view({"district": "61"}), "/"), "sections")
    assert links(sections) == [
        ("Обстановка", "/?district=61"),
        ("Реестр", "/records?district=61"),
        ("Сводки", "/briefings?district=61"),
        ("Источники", "/sources?district=61"),
        ("Экран", "/wall/setup?district=61"),
    ]


def test_the_section_we_are_in_is_marked() -> None:
    (on,) = having(having(header.render(view(), "/records"), "sections"), "on")
    assert words(on) == "Реестр"


def test_the_language_switch_keeps_everything_else() -> None:
    found = dict(links(header.render(view({"district": "61"}, "/records"), "/records")))
    assert found["Eng"] == "/records?district=61&lang=en"


def test_the_clock_has_the_zone_of_the_region() -> None:
    clock = next(node for node in nodes(header.render(view(), "/")) if getattr(node, "id", "") == "clock-box")
    assert clock.to_plotly_json()["props"]["data-zone"] == "Europe/Moscow"


def test_the_stream_finds_its_words_in_the_page() -> None:
    found = next(
        node for node in nodes(header.render(view(), "/")) if getattr(node, "id", "") == "live-words"
    )
    props = found.to_plotly_json()["props"]
    assert (props["data-on"], props["data-lost"]) == ("в эфире", "нет связи")


def test_a_silent_source_is_late_and_said() -> None:
    found = words(header.freshness(summary(), ASOF, 24.0, view()))
    assert "1 источник отстаёт" in found
    assert "ПОС: нет новых записей, последнее 18 ноя, 18:30" in found


def test_fresh_sources_are_only_listed() -> None:
    assert "отстаёт" not in words(header.freshness(summary(), ASOF, 100.0, view()))


def test_a_store_without_sources_shows_its_moment() -> None:
    assert words(header.freshness(summary(sources=()), ASOF, 24.0, view())) == "данные на 18:30"


def test_late_begins_beyond_the_setting() -> None:
    source = replace(summary().sources[0], last=ASOF - timedelta(hours=24))
    assert not header.is_late(source, ASOF, 24.0)
    assert header.is_late(source, ASOF + timedelta(seconds=1), 24.0)


def test_the_head_of_a_bad_address_has_a_way_home_and_languages() -> None:
    found = dict(links(header.bare({"perod": "1"}, "/", texts("ru"))))
    assert "/" in found.values()
    assert found["Eng"] == "/?lang=en&perod=1"


def test_the_stream_can_go_on_from_the_version_of_the_page() -> None:
    (stamp,) = having(header.freshness(summary(), ASOF, 24.0, view()), "stamp")
    assert stamp.to_plotly_json()["props"]["data-version"] == "7"


def test_a_demonstration_under_way_says_how_far_it_has_come() -> None:
    assert "40" in words(header.filling(0.4, view().texts))
    assert header.filling(None, view().texts) is None
