"""The weekly report's sentences: right forms, the answers' figures, no sentence where there is nothing to tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sentences import weekly
from data.answers import AnswerTimes, Page, Share
from data.questions.repeats import Repeated, Repeats
from tests.dashboard.sentences.test_every_sentence import HOLES
from tests.dashboard.sentences.world import ASOF, view


def times(opened: int, overdue: int, months: int) -> AnswerTimes:
    tail = (Share(30.0, overdue - months), Share(None, months))
    return AnswerTimes(7, ASOF, 9, 0, 0, 0, opened, overdue, None, None, None, None, (), tail)


def oldest(days: int | None) -> Page:
    rows = () if days is None else ({"received": ASOF - timedelta(days=days)},)
    return Page(7, ASOF, len(rows), rows, None)


def repeated(count: int, back: int) -> Repeats:
    return Repeats(7, ASOF, (Repeated("01", count, back, back),) if count else ())


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((0, 0, 0), "На этот момент не закрытых обращений нет."),
        ((1, 0, 0), "На этот момент не закрыто 1 обращение, когда бы оно ни поступило; просроченных нет. Самое давнее ждёт 40 дней."),
        (
            (23, 12, 2),
            "На этот момент не закрыто 23 обращения, когда бы они ни поступили; просрочено 12. "
            "Дольше 30 дней просрочено 2 обращения. Самое давнее ждёт 40 дней.",
        ),
    ],
)
def test_what_stands_open_is_told_with_its_overdue_tail(found: tuple[int, int, int], wanted: str) -> None:
    assert weekly.standing(view(), times(*found), oldest(40)) == wanted


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((0, 0), "За 7 дней повторных обращений не было."),
        ((21, 0), "За 7 дней поступило 21 повторное обращение (10,5\u202f%). "
                  "Ни одно из них не пришло после того, как прежнее закрыли как решённое."),
        ((3, 1), "За 7 дней поступило 3 повторных обращения (1,5\u202f%). 1 из них пришло после того, как прежнее закрыли как решённое."),
    ],
)  # fmt: skip
def test_repeats_are_told_with_those_after_a_solution(found: tuple[int, int], wanted: str) -> None:
    assert weekly.repeats(view({"period": "7d"}), repeated(*found), 200) == wanted


def test_without_a_known_record_nothing_is_said_of_the_oldest() -> None:
    assert "ждёт" not in weekly.standing(view(), times(5, 1, 0), oldest(None))


@given(st.sampled_from(["ru", "en"]), st.integers(0, 100_000), st.integers(0, 100_000), st.integers(0, 5_000))
def test_no_sentence_has_a_hole(lang: str, one: int, other: int, days: int) -> None:
    few, many = sorted((one, other))
    said = [
        weekly.standing(view({}, lang), times(many, few, few // 3), oldest(days)),
        weekly.repeats(view({"period": "7d"}, lang), repeated(few, few // 2), many),
    ]
    for text in said:
        assert not HOLES.search(text), text
        assert text.endswith("."), text
