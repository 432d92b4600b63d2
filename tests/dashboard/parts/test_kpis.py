"""The headline figures: six, each a link, honest about what is not known."""

from __future__ import annotations

import pytest

from dashboard.parts import kpis
from tests.dashboard.screen_world import KPIS, having, kpi, links, nodes, summary, view, words


def card(name: str, **params: str) -> str:
    found = kpis.render(KPIS, summary(), view(params))
    return words(next(each for each in having(found, "kpi") if each.to_plotly_json()["props"]["data-kpi"] == name))


def test_a_figure_without_a_value_gives_way_to_its_stand_in() -> None:
    assert [each.name for each in kpis.chosen(KPIS)] == [
        "count",
        "per1000",
        "open",
        "overdue",
        "answer_days",
        "rating",
    ]


def test_repeats_stand_when_there_are_any() -> None:
    assert [each.name for each in kpis.chosen((kpi("repeat", 3.0), kpi("rating", 4.0)))] == ["repeat"]


def test_the_count_is_named_by_unit_and_period() -> None:
    assert card("count").startswith("Обращений за 30 дней 200")
    assert card("count", unit="authors", period="24h").startswith("Авторов за 24 часа 200")


def test_the_change_is_against_the_same_days() -> None:
    assert "+100\u202f% к тем же дням" in card("count")


def test_a_change_within_noise_says_so_in_its_hint() -> None:
    found = kpis.render(KPIS, summary(), view())
    (delta,) = having(found[3], "delta")
    assert delta.className == "delta flat"
    assert "в пределах случайного" in delta.title


def test_without_the_window_before_open_and_overdue_are_shares() -> None:
    assert "40\u202f% от поступивших" in card("open")


def test_other_figures_without_the_window_before_say_so() -> None:
    found = kpis.render((kpi("answer_days", 4.0),), summary(), view())
    assert "нет данных для сравнения" in words(found)


def test_a_share_of_nothing_is_not_told() -> None:
    found = kpis.render((kpi("open", 0.0),), summary(total=0), view())
    assert "нет данных для сравнения" in words(found)


def test_unknown_values_are_words_not_zeros() -> None:
    found = words(kpis.render((kpi("per1000", None), kpi("answer_days", None)), summary(), view()))
    assert "население неизвестно" in found
    assert "нет данных" in found


def test_marks_change_by_points() -> None:
    assert kpis.change_of(kpi("rating", 4.5, 4.2), None) is not None
    found = kpis.render((kpi("rating", 4.5, 4.2),), summary(), view())
    assert "+0,30" in words(found)


def test_means_without_their_counts_have_no_change() -> None:
    assert kpis.change_of(kpi("answer_days", 4.0, 8.0), None) is None
    assert kpis.change_of(kpi("per1000", 4.0, 8.0), kpi("count", 4.0)) is None


def test_a_click_measures_by_the_figure_and_again_goes_back() -> None:
    assert "/?metric=overdue" in [href for _, href in links(kpis.render(KPIS, summary(), view()))]
    again = kpis.render((kpi("overdue", 5.0),), summary(), view({"metric": "overdue"}))
    assert links(again)[0][1] == "/"
    assert having(again, "on")


def test_the_open_figure_filters_by_status() -> None:
    assert kpis.render((kpi("open", 5.0),), summary(), view())[0].children[0].href == "/?status=open"
    assert kpis.render((kpi("open", 5.0),), summary(), view({"status": "open"}))[0].children[0].href == "/"


def test_a_sparkline_is_drawn_where_there_is_a_course() -> None:
    drawn = [
        node
        for node in nodes(kpis.render(KPIS, summary(), view()))
        if "spark drawn" in getattr(node, "className", "")
    ]
    assert [node.style["--spark"][:24] for node in drawn] == ['url("data:image/svg+xml,']


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"period": "1y"}, "за год"),
        ({"from": "2026-11-01", "to": "2026-11-15"}, "за 1 ноя – 15 ноя"),
        ({"from": "2026-11-01", "to": "2026-11-01"}, "за 1 ноя"),
        ({"from": "2026-11-01"}, "с 1 ноя"),
        ({"to": "2026-11-15"}, "по 15 ноя"),
    ],
)
def test_every_period_has_words(params: dict[str, str], said: str) -> None:
    assert kpis.period_words(view(params)) == said


def test_every_figure_has_its_help_beside_it_and_not_inside_the_link() -> None:
    boxes = having(kpis.render(KPIS, summary(), view()), "kpi-box")
    assert [box.children[1].to_plotly_json()["props"]["data-help"] for box in boxes] == [
        each.name for each in kpis.chosen(KPIS)
    ]
