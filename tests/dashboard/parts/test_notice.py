"""Above the parts: a full disk is said, and filters that find nothing name the one to drop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dashboard.callbacks import desk_notice
from dashboard.parts import notice, states
from dashboard.parts.wire import wire
from dashboard.texts import texts
from data.disk import Disk
from tests.dashboard.screen_world import CATALOGUE, NORTH, OTHER, REGION, World, links, said, view, words


def total(params: Mapping[str, str]) -> int:
    return {"status": 7, "topic": 30}.get(next((name for name in ("status", "topic") if name not in params), ""), 0)


def test_a_condition_whose_absence_finds_something_is_offered_the_most_first() -> None:
    shown = view({"status": "overdue", "topic": "01.001", "district": NORTH.code, "period": "all"})
    found = notice.nothing(shown, CATALOGUE, lambda params: 0 if len(params) > 3 else total(params) or 3)
    assert [text for text, _ in links(found)] == [
        "без условия «Ямы» 30",
        "без условия «Статус: просроченные» 7",
        "без условия «Северный» 3",
    ]
    assert links(found)[1][1] == "/?period=all&district=61&topic=01.001"
    assert said(wire(found))


def test_where_nothing_helps_it_says_to_drop_more() -> None:
    found = notice.nothing(view({"status": "open"}), CATALOGUE, lambda params: 0)
    assert words(found) == "По этому отбору обращений нет. Уберите часть условий."


def test_all_time_is_a_way_out_of_a_short_period() -> None:
    found = notice.nothing(view({"period": "24h"}), CATALOGUE, lambda params: 5)
    assert links(found) == [("за всё время 5", "/?period=all")]


def test_a_disk_with_room_is_not_spoken_of(tmp_path: Path) -> None:
    assert notice.full(Disk(tmp_path, 0), view()) is None


def test_a_full_disk_is_said_with_what_to_do(tmp_path: Path) -> None:
    found = notice.full(Disk(tmp_path, 10**9), view())
    assert "не принимаются" in words(found)
    assert "Освободите место" in words(found)


def test_a_screen_that_finds_something_says_nothing_above() -> None:
    assert desk_notice.draw(World().desk, view()) == []


def test_a_region_without_records_leads_to_those_that_have_some() -> None:
    found = states.no_records(OTHER, (REGION,), {}, "/", texts("ru"))
    assert "Курская область: обращений ещё нет" in words(found)
    assert "load FILE --region kursk" in words(found)
    assert links(found) == [("Ростовская область", "/?region=rostov")]


def test_a_store_that_is_down_says_that_it_comes_back() -> None:
    assert "откроется само" in words(states.down(texts("ru")))
