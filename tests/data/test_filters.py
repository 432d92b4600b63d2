"""One vocabulary of filters: what is read, what is refused, and that writing and reading agree."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.area import encode_area
from data.errors import BadFilter
from data.filters import NAMES, Filters, parse_filters, serialise, without

RING = ((39.5, 47.1), (39.9, 47.1), (39.7, 47.4))


def parse(**params: str) -> Filters:
    return parse_filters(params, "rostov")


def test_defaults_are_filled_in() -> None:
    assert parse() == Filters(region="rostov", period="30d", metric="count", unit="appeals")


def test_lists_are_split_by_comma_and_lose_repetitions() -> None:
    assert parse(source="im,pos,im").source == ("im", "pos")


def test_a_source_is_asked_for_by_the_name_it_was_pushed_under() -> None:
    assert parse(source="МФЦ № 3,im").source == ("МФЦ № 3", "im")


def test_a_blank_value_is_no_filter() -> None:
    assert parse(source="", q="  ") == parse()


def test_from_and_to_replace_the_period() -> None:
    found = parse_filters({"from": "2026-01-01", "to": "2026-01-31"}, "rostov")
    assert (found.period, found.since, found.until) == (None, date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("period", "2d"),
        ("from", "31.01.2026"),
        ("from", "20260131"),
        ("to", "2026-02-30"),
        ("from", "0001-01-01"),
        ("to", "9999-12-31"),
        ("asof", "yesterday"),
        ("asof", "0001-01-01T00:00"),
        ("district", "a,,b"),
        ("district", "a b"),
        ("status", "finished"),
        ("type", "complaint"),
        ("precision", "exact"),
        ("budget", "maybe"),
        ("repeat", "1"),
        ("cell", "zz"),
        ("cell", "8c1f1d4887fffff"),
        ("bbox", "1,2,3"),
        ("bbox", "nan,0,1,1"),
        ("bbox", "0,50,1,40"),
        ("bbox", "200,0,201,1"),
        ("area", "!"),
        ("metric", "sum"),
        ("unit", "people"),
        ("res", "3"),
        ("res", "11"),
        ("res", "8.0"),
        ("lang", "de"),
        ("vs", "period=2d"),
        ("vs", "perod=7d"),
        ("vs", "vs=period%3D7d"),
        ("q", "я" * 201),
    ],
)
def test_a_bad_value_is_refused_by_its_name(name: str, text: str) -> None:
    with pytest.raises(BadFilter) as fault:
        parse_filters({name: text}, "rostov")
    assert fault.value.allowed
    assert fault.value.name == name


def test_an_unknown_name_is_refused_with_the_allowed_ones() -> None:
    with pytest.raises(BadFilter) as fault:
        parse(colour="red")
    assert fault.value.name == "colour"
    assert all(name in fault.value.allowed for name in NAMES)


def test_names_the_caller_reads_itself_pass() -> None:
    assert parse_filters({"limit": "5"}, "rostov", frozenset({"limit"})) == parse()


@pytest.mark.parametrize(
    "params", [{"period": "7d", "from": "2026-01-01"}, {"from": "2026-02-01", "to": "2026-01-01"}]
)
def test_a_contradicting_period_is_refused(params: dict[str, str]) -> None:
    with pytest.raises(BadFilter):
        parse_filters(params, "rostov")


def test_the_plus_of_an_offset_survives_an_unescaped_query_string() -> None:
    assert parse(asof="2026-01-31T18:00:00 03:00") == parse(asof="2026-01-31T18:00:00+03:00")


def test_a_box_across_180_degrees_is_allowed() -> None:
    assert parse(bbox="170,60,-170,70").bbox == (170.0, 60.0, -170.0, 70.0)


def test_without_a_region_all_are_asked_about() -> None:
    assert parse_filters({}, None).region == "all"


def test_without_puts_fields_back_to_their_defaults() -> None:
    assert without(parse(district="1", period="7d"), "district") == parse(period="7d")


lists = st.lists(st.sampled_from(["im", "pos", "01.001", "r-light"]), min_size=1, max_size=3, unique=True)


@given(
    period=st.sampled_from(["24h", "7d", "30d", "90d", "1y", "all"]),
    source=lists,
    topic=lists,
    repeat=st.sampled_from(["yes", "no"]),
    q=st.text("абв ёЁ%&=+?", min_size=1, max_size=20),
    asof=st.sampled_from(["2026-01-31T18:00:00+03:00", "2026-01-31"]),
    area=st.just(encode_area(RING)),
)
def test_writing_and_reading_agree(source: list[str], topic: list[str], **params: str) -> None:
    filters = parse_filters({"source": ",".join(source), "topic": ",".join(topic), **params}, "rostov")
    assert parse_filters(dict(parse_qsl(serialise(filters))), None) == filters


def test_defaults_are_left_out_of_the_query_string() -> None:
    assert serialise(parse()) == "region=rostov"
    assert serialise(parse(), keep_region=False) == ""
