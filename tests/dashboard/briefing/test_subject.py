"""Whom a sheet is about, and who lies beside a district."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard import state
from dashboard.briefing.figures import Figures
from dashboard.briefing.subject import NEIGHBOURS, details, neighbours
from dashboard.callbacks.desk import Desk
from data.errors import BadFilter
from tests.support.exporting import desk

SHAKHTY = "60740000000"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store, opened = desk(tmp_path_factory.mktemp("subject"))
    yield opened
    store.close()


def asked(found: Desk, **query: str) -> Figures:
    return Figures.of(found, state.read(found.questions, {"period": "all", **query}))


def test_those_that_share_a_border_come_first(found: Desk) -> None:
    view = asked(found, district=SHAKHTY).view
    names = [known.short_name for code in neighbours(found, view, SHAKHTY) if (known := view.district(code))]
    assert names[0] == "Октябрьский"
    assert len(names) == NEIGHBOURS
    assert "Шахты" not in names


def test_an_unknown_district_has_none_beside_it(found: Desk) -> None:
    view = asked(found, district=SHAKHTY).view
    assert neighbours(found, view, "none") == []
    assert neighbours(found, replace(view, region=None), SHAKHTY) == []


def test_everything_is_asked_at_the_moment_of_the_figures(found: Desk) -> None:
    figures = asked(found, district=SHAKHTY)
    what = details(figures, "district")
    moments = {each.asof for each in (what.among, what.late, what.inside, what.times, what.cells, what.oldest)}
    assert moments == {figures.summary.asof}
    assert what.row is not None
    assert what.row.count == figures.summary.total == what.times.total


def test_what_has_no_district_has_no_sheet(found: Desk) -> None:
    with pytest.raises(BadFilter) as caught:
        details(asked(found, district="none"), "district")
    assert caught.value.name == "district"


def test_a_topic_without_a_code_has_a_sheet(found: Desk) -> None:
    assert details(asked(found, topic="none"), "topic").who.code == "none"
