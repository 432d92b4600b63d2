"""The page that composes a wall: every choice is a link to the state it makes, and the address follows."""

from __future__ import annotations

from typing import Any

from dashboard.parts.wire import wire
from dashboard.wall import composer
from tests.dashboard.screen_world import CATALOGUE, OTHER, REGION, having, links, nodes, view, words

PATH = "/wall/setup"


def choices(**params: str) -> list[Any]:
    return composer.choices(view(params, path=PATH), CATALOGUE)


def where(found: Any, name: str) -> str:
    return next(str(node.href) for node in nodes(found) if getattr(node, "id", None) == name)


def test_scenes_are_taken_out_put_in_and_moved() -> None:
    found = choices(scenes="region,usual")
    assert where(found, "scene-region") == f"{PATH}?scenes=usual"
    assert where(found, "scene-topics") == f"{PATH}?scenes=region,usual,topics"
    assert where(found, "move-region-down") == f"{PATH}?scenes=usual,region"
    assert where(found, "move-usual-up") == f"{PATH}?scenes=usual,region"
    assert len(having(found, "setup-move")) == 4
    assert len(having(found, "off")) == 2


def test_all_scenes_in_their_order_need_no_name_and_the_last_one_stays() -> None:
    assert where(choices(scenes="region,surges,topics,answers"), "scene-usual") == PATH
    assert [words(node).split()[0] for node in having(choices(scenes="usual"), "last")] == ["Сегодня"]


def test_seconds_period_look_and_place_are_links() -> None:
    found = dict(links(choices(every="45", topic="01", district="61")))
    assert "45 с" in found
    assert found["20 с"] == f"{PATH}?district=61&topic=01"
    assert found["Светлый"].endswith("theme=light")
    assert found["Весь регион"] == f"{PATH}?topic=01&every=45"
    assert found["Дворы"] == f"{PATH}?district=61&topic=02&every=45"
    assert found["24 ч"].startswith(f"{PATH}?period=24h")
    assert wire(choices())


def test_regions_are_offered_where_there_are_several_and_other_conditions_named() -> None:
    found = composer.choices(view({"status": "open"}, path=PATH, regions=(REGION, OTHER)), CATALOGUE)
    assert dict(links(found))["Курская область"] == f"{PATH}?region=kursk&status=open"
    assert "Статус: не закрытые" in words(found)
    everywhere = composer.choices(view({"region": "all"}, path=PATH, regions=(REGION, OTHER)), CATALOGUE)
    assert "Весь регион" not in words(everywhere)


def test_the_address_is_the_walls_with_the_same_state() -> None:
    found = composer.address(view({"scenes": "usual", "period": "24h"}, path=PATH))
    assert words(having(found, "setup-link")) == "/wall?period=24h&scenes=usual"
    assert links(found) == [("Открыть экран", "/wall?period=24h&scenes=usual")]
