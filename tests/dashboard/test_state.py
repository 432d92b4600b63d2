"""The URL is the state: what it says comes back the same, and a change drops what it makes meaningless."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import state
from data.errors import BadFilter
from data.filters import NAMES
from data.query import Questions
from tests.dashboard.screen_world import OTHER, REGION, World, view

SCRIPT = Path(__file__).parents[2] / "assets" / "js" / "state.js"


def read(params: dict[str, str], world: World | None = None) -> state.View:
    return state.read(cast(Questions, world or World()), params)


def test_a_link_to_the_same_state_is_canonical() -> None:
    assert (
        state.href({"metric": "excess", "district": "61", "period": "30d"}) == "/?district=61&metric=excess"
    )


def test_the_plain_page_has_no_query() -> None:
    assert state.href({"unit": "appeals"}) == "/"


def test_none_removes_a_filter() -> None:
    assert state.href({"district": "61", "topic": "01"}, district=None) == "/?topic=01"


@pytest.mark.parametrize(
    ("change", "dropped"), [(name, other) for name, every in state.DROPS.items() for other in every]
)
def test_a_change_drops_what_it_makes_meaningless(change: str, dropped: str) -> None:
    assert dropped not in state.merged({dropped: "x"}, **{change: "y"})


def test_what_is_changed_together_stays() -> None:
    days = {"from": "2026-01-01", "to": "2026-01-31"}
    assert state.merged({"period": "7d"}, **days) == days


def test_names_that_are_not_ours_are_kept_for_the_page_to_complain() -> None:
    assert state.href({"perod": "7d"}) == "/?perod=7d"


def test_cyrillic_and_commas_survive_a_link() -> None:
    found = dict(parse_qsl(urlsplit(state.href({}, channel="ВК,Чат & бот")).query))
    assert found == {"channel": "ВК,Чат & бот"}


@given(
    st.dictionaries(
        st.sampled_from(sorted(set(NAMES) - {"period", "metric", "unit"})), st.text(min_size=1, max_size=20)
    )
)
def test_a_link_reads_back_to_the_state_it_was_made_of(params: dict[str, str]) -> None:
    assert dict(parse_qsl(urlsplit(state.href(params)).query, keep_blank_values=True)) == state.merged(params)


def test_the_browser_drops_the_same_names() -> None:
    table = re.search(r"const DROPS = ({.*?\n  });", SCRIPT.read_text(encoding="utf-8"), re.DOTALL)
    assert table is not None
    text = re.sub(r"(\w+):", r'"\1":', table[1]).replace("'", '"')
    text = re.sub(r",\s*}", "}", text)
    assert {name: tuple(every) for name, every in json.loads(text).items()} == dict(state.DROPS)


def test_a_value_goes_into_a_list_and_out_of_it() -> None:
    assert state.toggled(("new",), "open") == "new,open"
    assert state.toggled(("new", "open"), "new") == "open"
    assert state.toggled(("new",), "new") is None


def test_a_url_becomes_a_view() -> None:
    found = read({"district": "61", "lang": "en", "step": "week"})
    assert (found.filters.district, found.region, found.texts.lang, found.step) == (
        ("61",),
        REGION,
        "en",
        "week",
    )


def test_all_regions_are_no_region() -> None:
    assert read({"region": "all"}, World((REGION, OTHER))).region is None


@pytest.mark.parametrize(
    "params", [{"perod": "7d"}, {"period": "8d"}, {"step": "minute"}, {"region": "mars"}]
)
def test_a_bad_url_is_refused_by_name(params: dict[str, str]) -> None:
    with pytest.raises(BadFilter) as fault:
        read(params)
    assert fault.value.name in params


def test_a_district_is_found_by_its_code_in_what_is_shown() -> None:
    found = view().district("61")
    assert found is not None
    assert found.short_name == "Северный"
    assert view({"region": "all"}).district("61") == found
    assert view().district("99") is None


def test_the_language_is_read_from_a_url_that_is_wrong_otherwise() -> None:
    assert state.language({"lang": "en", "perod": "1"}, "ru") == "en"
    assert state.language({"lang": "xx"}, "ru") == "ru"
