"""Rankings and topic trees: every row reachable, to scale, each a link that toggles."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.parts import ranking, rows, topics
from dashboard.parts.common import bar, domain
from data.answers import Breakdown, Row
from tests.dashboard.screen_world import ASOF, CATALOGUE, OTHER, REGION, having, links, row, view, words


def answer(*found: Row) -> Breakdown:
    return Breakdown(7, ASOF, found)


DISTRICTS = answer(
    row(None, 99.0), row("62", 10.0, name="Южный муниципальный район"), row("61", 40.0), row("63", None)
)


def test_the_largest_comes_first_and_what_has_no_district_last() -> None:
    found = [words(each) for each in having(ranking.render(DISTRICTS, view()), "row")]
    assert [text.split()[0] for text in found] == ["Северный", "Южный", "63", "Район"]


def test_a_row_links_to_its_district_and_the_chosen_one_back() -> None:
    found = dict(links(ranking.render(DISTRICTS, view({"district": "61"}))))
    assert found["Северный 40"] == "/"
    assert found["Южный 10"] == "/?district=62"
    assert found["Район не определён 99"] == "/?district=none"


def test_the_chosen_row_stands_out_for_eyes_and_readers() -> None:
    (chosen,) = having(ranking.render(DISTRICTS, view({"district": "61"})), "on")
    assert chosen.to_plotly_json()["props"]["aria-current"] == "true"


def test_appeals_without_a_district_do_not_set_the_scale() -> None:
    bars = having(ranking.render(DISTRICTS, view()), "bar")
    assert bars[0].style["--long"] == "100.00%"


def test_an_empty_ranking_says_so() -> None:
    assert "нет ни одного района" in words(ranking.render(answer(row(None, 0.0)), view()))


def test_all_regions_are_ranked_under_their_own_title() -> None:
    found = ranking.render(DISTRICTS, view({"region": "all"}, regions=(REGION, OTHER), region=None))
    assert "Районы всех регионов" in words(found)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (row("1", 1.0, usual=1.0), "to_usual"),
        (row("1", 1.0, previous=1.0), "to_previous"),
        (row("1", 1.0), "plain"),
    ],
)
def test_deviations_are_against_what_is_known(found: Row, kind: str) -> None:
    assert rows.against((found,)) == kind


def test_the_deviation_from_usual_has_its_arrow() -> None:
    listed = ranking.render(answer(row("61", 200.0, usual=100.0, low=90.0, high=110.0)), view())
    (delta,) = having(listed, "delta")
    assert (delta.children, delta.className) == ("+100\u202f%", "delta up")


def test_the_change_to_the_same_days_stands_in_where_nothing_is_usual() -> None:
    listed = ranking.render(answer(row("61", 200.0, previous=100.0)), view())
    assert "к тем же дням" in words(listed)
    assert having(listed, "delta")[0].className == "delta up"


def test_a_hint_tells_the_whole_story() -> None:
    (link,) = having(
        ranking.render(answer(row("61", 200.0, usual=100.0, low=90.0, high=110.0, previous=80.0)), view()),
        "row",
    )
    assert link.title == "Северный: 200; обычно 100 (90 – 110); в те же дни раньше 80"


TREE = answer(
    row("01", 60.0, name="из ответа"),
    row("01.001", 50.0, parent="01"),
    row("02", 40.0),
    row(None, 5.0),
    row("03", 0.0),
)


def tree(opened: list[str], **params: str) -> list[Any]:
    return topics.render(TREE, CATALOGUE, opened, view(params))


def test_closed_groups_draw_no_topics() -> None:
    assert len(having(tree([]), "row")) == 3


def test_an_opened_group_draws_its_topics() -> None:
    assert "Ямы" in words(tree(["01"]))
    assert "Ямы" not in words(tree([]))


@pytest.mark.parametrize("topic", ["01", "01.001"])
def test_the_group_of_the_chosen_topic_stands_open(topic: str) -> None:
    (group,) = having(tree([], topic=topic), "group")
    assert group.open == "open"


def test_a_topic_is_a_filter_and_again_none() -> None:
    found = [href for text, href in links(tree(["01"], topic="01.001")) if text.startswith("Ямы")]
    assert found == ["/"]


def test_topics_are_called_as_the_catalogue_calls_them() -> None:
    assert "из ответа" not in words(tree([]))


def test_no_topics_at_all_says_so() -> None:
    assert "ни по одной теме" in words(topics.render(answer(row("01", 0.0)), CATALOGUE, [], view()))


def test_a_bar_begins_at_zero_and_ends_at_its_value() -> None:
    found = bar(5.0, 2.0, (0.0, 10.0), "heat")
    assert found.style == {"--from": "0.00%", "--long": "50.00%", "--usual": "20.00%"}


def test_a_negative_bar_ends_at_zero() -> None:
    found = bar(-5.0, None, (-5.0, 5.0), "heat")
    assert found.style == {"--from": "0.00%", "--long": "50.00%", "--zero": "50.00%"}
    assert "minus" in found.className


def test_no_value_has_no_bar() -> None:
    assert bar(None, None, (0.0, 0.0), "heat").style == {}


def test_the_domain_always_holds_zero() -> None:
    assert domain([3.0, None, 7.0]) == (0.0, 7.0)
    assert domain([-3.0, -1.0]) == (-3.0, 0.0)
