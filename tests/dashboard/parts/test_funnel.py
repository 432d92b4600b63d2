"""Districts in a funnel and ranked by rates: marks only beyond the limits, small ones never first by chance."""

from __future__ import annotations

import pytest

from dashboard.parts import funnel, ranking
from dashboard.state import View
from data.answers import Breakdown, DistrictInfo, RegionInfo
from tests.dashboard.screen_world import ASOF, BOX, REGION, having, links, row, view, words

CALM = tuple(f"k{number}" for number in range(12))
PEOPLE = {
    "a": 1_000_000,
    "b": 300_000,
    "c": 300_000,
    "d": 200_000,
    "e": 100_000,
    "f": 900,
    **dict.fromkeys(CALM, 300_000),
}
HERE = RegionInfo(
    "rostov", "Область", "Europe/Moscow", True, True, True, None, BOX,
    tuple(DistrictInfo(code, code.upper(), code.upper(), people, BOX) for code, people in PEOPLE.items()),
)  # fmt: skip
VALUES = {"a": 1.0, "b": 1.02, "c": 1.6, "d": 0.98, "e": 1.0, "f": 3.4, **dict.fromkeys(CALM, 1.0)}
RATES = Breakdown(
    7, ASOF, (*(row(code, value) for code, value in VALUES.items()), row("g", None), row(None, 1.0))
)
PLAIN: tuple[float, float | None] = (100.0, 101.0)
USUAL: dict[str, tuple[float, float | None]] = {
    "a": (400.0, 390.0),
    "b": (300.0, 180.0),
    "d": (50.0, None),
    **dict.fromkeys(CALM, PLAIN),
}
COUNTS = Breakdown(7, ASOF, tuple(row(code, value, usual=usual) for code, (value, usual) in USUAL.items()))


def seen(**params: str) -> View:
    return view(params, region=HERE, regions=(HERE, REGION))


def names(found: object) -> list[str]:
    return [words(each) for each in having(found, "name")]


def test_rates_are_ordered_so_that_a_small_one_is_not_first_by_chance() -> None:
    listed = ranking.render(RATES, seen(metric="per1000"))
    assert names(listed)[:2] == ["C", "F"]
    assert names(listed)[-1] == "Район не определён"
    assert "g" in names(listed)[-2]


@pytest.mark.parametrize(("order", "first"), [("value", "F"), ("limits", "C"), ("shrunk", "C")])
def test_other_orders_are_offered(order: str, first: str) -> None:
    listed = ranking.render(RATES, seen(metric="per1000", order=order))
    assert names(listed)[0] == first
    assert ("как есть", "/?metric=per1000&order=value") in links(listed)


def test_only_what_lies_outside_is_called_high() -> None:
    rows = having(ranking.render(RATES, seen(metric="per1000")), "rated")
    marks = {
        words(having(each, "name")): (words(having(each, "delta")), having(each, "delta")[0].className)
        for each in rows
    }
    assert marks["C"] == ("выше", "delta up")
    assert marks["F"] == ("мало данных", "delta flat")
    assert marks["B"][1] == "delta flat"


def test_too_little_is_hatched() -> None:
    rows = having(ranking.render(RATES, seen(metric="per1000")), "rated")
    small = next(each for each in rows if words(having(each, "name")) == "F")
    assert "none" in having(small, "bar")[0].className.split()


def test_numbers_are_held_against_what_is_usual() -> None:
    found = funnel.judge(COUNTS.rows, seen(), 5)
    assert found is not None
    assert {one.code: one.verdict for one in found.points} == {
        "a": "within",
        "b": "high",
        **dict.fromkeys(CALM, "within"),
    }
    excess = funnel.judge((row("b", 120.0, usual=0.0, count=300),), seen(metric="excess"), 5)
    assert excess is not None
    assert (excess.points[0].count, excess.points[0].expected) == (300.0, 180.0)


@pytest.mark.parametrize("metric", ["rating", "answer_days"])
def test_means_have_no_funnel(metric: str) -> None:
    assert funnel.judge(COUNTS.rows, seen(metric=metric), 5) is None
    assert "воронка" not in words(ranking.render(COUNTS, seen(metric=metric)))


def test_without_residents_or_usual_there_is_nothing_to_compare_with() -> None:
    assert funnel.judge((row("z", 3.0),), seen(metric="per1000"), 5) is None
    found = ranking.render(Breakdown(7, ASOF, (row("z", 3.0),)), seen(rank="funnel"))
    assert "Сравнивать не с чем" in words(found)


def test_every_dot_is_a_link_with_its_story() -> None:
    found = ranking.render(COUNTS, seen(rank="funnel", district="a"))
    dots = {each.href: each for each in having(found, "spot-dot") if getattr(each, "href", None)}
    assert set(dots) == {
        "/?rank=funnel",
        "/?district=b&rank=funnel",
        *(f"/?district={code}&rank=funnel" for code in CALM),
    }
    story = dots["/?district=b&rank=funnel"].to_plotly_json()["props"]["aria-label"]
    assert story == "B: 300 обращений, ожидалось 180; выше случайного"
    assert words(dots["/?district=b&rank=funnel"]) == "B"
    assert words(dots["/?rank=funnel"]) == "A"


def test_bands_and_dots_lie_within_the_drawing() -> None:
    found = ranking.render(RATES, seen(metric="per1000", rank="funnel"))
    for dot in having(found, "spot-dot"):
        for side in getattr(dot, "style", {}).values():
            assert 0 <= float(side.rstrip("%")) <= 100
    assert all(each.style["clip-path"].startswith("polygon(") for each in having(found, "funnel-band"))
    assert "1000 жителей" in words(found)


def test_the_method_is_named_and_how_much_wider_than_chance() -> None:
    wild = Breakdown(7, ASOF, tuple(row(code, 1.0 + 0.5 * (at % 3)) for at, code in enumerate(PEOPLE)))
    said = words(ranking.render(wild, seen(metric="per1000", rank="funnel")))
    assert "Шпигельхальтер" in said
    assert "шире" in said
