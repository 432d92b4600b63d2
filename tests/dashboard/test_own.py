"""Names of the address that cards and lists read: what they may say."""

from __future__ import annotations

import pytest

from dashboard import own, state
from data.errors import BadFilter

GOOD = {
    "feed": "oldest",
    "order": "limits",
    "rank": "funnel",
    "record": "im:12:34",
    "sort": "ranking.value.up,topics.name",
    "table": "map,trend,kpis",
}


def test_good_values_pass_and_are_names_of_the_screen() -> None:
    own.check(GOOD)
    assert set(GOOD) <= own.NAMES
    assert own.NAMES <= state.EXTRA


@pytest.mark.parametrize(
    ("name", "text"),
    [("feed", "all"), ("order", "x"), ("rank", "map"), ("record", "12"), ("sort", "value"), ("table", "feed"), ("table", "map,")],
)
def test_bad_values_are_refused_with_what_is_allowed(name: str, text: str) -> None:
    with pytest.raises(BadFilter) as fault:
        own.check({name: text})
    assert (fault.value.name, fault.value.allowed.startswith("Допустимо: ")) == (name, True)


def test_a_blank_value_is_none() -> None:
    own.check(dict.fromkeys(GOOD, ""))
