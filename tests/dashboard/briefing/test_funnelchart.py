"""The printed funnel: every district drawn inside, its verdict told by its sign, names never on one another."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from dashboard.briefing.funnelchart import Words, svg
from dashboard.figures.funnel import Observed, funnel
from dashboard.texts import texts

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (720.0, 330.0)
FOUND = funnel(
    [Observed("high", 900.0, 500.0, 500_000.0), Observed("low", 60.0, 200.0, 200_000.0)]
    + [Observed(f"d{number}", 20.0 + number, 25.0, 20_000.0 + 900 * number) for number in range(20)]
    + [Observed("tiny", 1.0, 1.0, 900.0)],
    5.0,
)


def drawn(rates: bool = True, chosen: tuple[str, ...] = (), lang: str = "ru") -> ElementTree.Element:
    names = {one.code: f"Район {one.code}" for one in FOUND.points}
    return ElementTree.fromstring(svg(FOUND, Words(names, chosen, rates, texts(lang)), SIZE))


def said(found: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in found.iter(f"{SVG}text")]


def test_districts_beyond_the_limits_are_named_and_have_filled_triangles() -> None:
    found = drawn()
    assert {"Район high", "Район low"} <= set(said(found))
    closed = [one for one in found.iter(f"{SVG}path") if (one.get("d") or "").endswith("Z")]
    filled = [one for one in closed if one.get("stroke") == one.get("fill")]
    beyond = [one for one in FOUND.points if one.verdict in ("high", "low")]
    assert len(filled) == len(beyond) == 2


def test_a_chosen_district_is_named_and_ringed_wherever_it_lies() -> None:
    assert "Район d3" in said(drawn(chosen=("d3",)))
    assert "Район d3" not in said(drawn())
    rings = [one for one in drawn(chosen=("d3",)).iter(f"{SVG}circle") if one.get("r") == "7.5"]
    assert len(rings) == 1


def test_too_little_is_a_cross() -> None:
    crosses = [one for one in drawn().iter(f"{SVG}path") if "m0 -4" in (one.get("d") or "")]
    assert len(crosses) == len([one for one in FOUND.points if one.verdict == "little"]) == 1


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_axes_are_rates_or_multiples_of_the_usual(lang: str) -> None:
    words = texts(lang)
    assert words("weekly.funnel.up_rate") in said(drawn(lang=lang))
    by_count = said(drawn(rates=False, lang=lang))
    assert words("weekly.funnel.up_count") in by_count
    assert "×1" in by_count


def test_nothing_lies_outside_the_drawing() -> None:
    for one in drawn().iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", one.get("d") or ""):
            assert 0 <= float(x) <= SIZE[0]
            assert 0 <= float(y) <= SIZE[1]


def test_sizes_from_persons_to_millions_are_written_short() -> None:
    wide = funnel([Observed("a", 1.0, 1.0, 500.0), Observed("b", 9e3, 9e3, 5e6), Observed("c", 90.0, 90.0, 5e4)], 0.5)
    shown = said(ElementTree.fromstring(svg(wide, Words({}, (), True, texts("ru")), SIZE)))
    assert {"500", "50 тыс.", "2 млн"} <= set(shown)
