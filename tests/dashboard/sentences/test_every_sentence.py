"""What holds of every sentence, whatever the figures: no hole in it, no noise as news, no figure but the answer's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.change import of_counts
from dashboard.sentences import above_usual, answers, district, overall, today, topic, topics_now
from data.answers import Row
from tests.dashboard.sentences.world import DISTRICTS, NAMES, breakdown, kpis, row, summary, trend, view

LANG = st.sampled_from(["ru", "en"])
FIGURE = st.integers(0, 200_000)
PERIOD = st.sampled_from(["24h", "7d", "30d", "90d", "1y", "all"])
METRIC = st.sampled_from(["count", "per1000", "excess", "overdue", "answer_days", "rating", "repeat"])
HOLES = re.compile(r"None|nan|inf|  |\{|\}|\.\.|,,| \.| ,|\(\)|«»|“”")
NUMBER = re.compile(r"\d[\d\u202f]*(?:,\d+)?")


@st.composite
def rows(draw: st.DrawFn, codes: Iterable[str]) -> tuple[Row, ...]:
    usual = st.none() | st.integers(0, 500_000).map(lambda hundredths: hundredths / 100)
    return tuple(row(code, draw(st.integers(0, 20_000)), draw(usual), previous=draw(usual)) for code in codes)


PLACES, TOPICS = rows([one.code for one in DISTRICTS]), rows(NAMES)


@given(LANG, PERIOD, METRIC, FIGURE, st.none() | FIGURE, PLACES, TOPICS)
def test_no_sentence_has_a_hole(
    lang: str, period: str, metric: str, total: int, previous: int | None, places: tuple[Row, ...], topics: tuple[Row, ...]
) -> None:
    shown, days = view({"period": period, "metric": metric}, lang), trend("day", [float(total)] * 3, usual=previous)
    by_place, by_topic = breakdown(*places), breakdown(*topics)
    found = kpis(count=(total, previous), open=(total // 2, None), overdue=(total // 9, None), answer_days=(total / 7, previous))
    said = [
        overall(shown, summary(total, previous), days, by_topic, by_place, NAMES),
        above_usual(shown, by_place),
        topics_now(shown, by_topic, NAMES),
        answers(shown, found),
        today(shown, days),
        district(shown, places[0], by_topic, NAMES),
        topic(shown, topics[0], by_place, NAMES),
    ]
    for text in said:
        assert not HOLES.search(text), text
        assert text.endswith("."), text
        assert text[0] == text[0].upper(), text
        assert len(re.findall(r"[.] [A-ZА-ЯЁ]", text)) <= 2, text


@given(FIGURE, FIGURE)
def test_a_difference_within_noise_is_never_told_as_news(total: int, previous: int) -> None:
    said = overall(view(), summary(total, previous), trend("day", []), breakdown(), breakdown(), NAMES)
    if not of_counts(total, previous).beyond:
        assert not re.search(r"больше|меньше|было", said), said


@given(FIGURE, FIGURE)
def test_every_number_is_the_answers_own(total: int, previous: int) -> None:
    said = overall(view(), summary(total, previous), trend("day", []), breakdown(), breakdown(), NAMES)
    told = [float(each.replace("\u202f", "").replace(",", ".")) for each in NUMBER.findall(said)]
    share = abs(total - previous) / previous if previous else 0.0
    allowed = [30.0, float(total), float(previous), share * 100, total / previous if previous else 0.0]
    assert all(any(abs(each - one) <= 0.5 for one in allowed) for each in told), said


@given(PLACES)
def test_only_districts_above_their_usual_band_are_named(places: tuple[Row, ...]) -> None:
    said = above_usual(view(), breakdown(*places)).partition(". ")[2]
    for one, info in zip(places, DISTRICTS, strict=True):
        if one.high is None or one.value is None or one.value <= one.high or one.value < 10:
            assert info.short_name not in said, said
