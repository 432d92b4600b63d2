"""Sentences of the weekly report: what stands open and overdue whenever it came, and what came back after a solution."""

from __future__ import annotations

from datetime import timedelta

from dashboard.sentences import frame
from dashboard.sentences.words import both, sentence
from dashboard.state import View
from dashboard.texts.durations import lasting
from data.answers import AnswerTimes, Page
from data.questions.repeats import Repeats

_MONTH = 30.0


def standing(view: View, found: AnswerTimes, oldest: Page) -> str:
    """All that is open at the moment, the overdue of it, those overdue for more than a month, and the oldest."""
    texts = view.texts
    if not found.open:
        return texts("sentence.weekly.nothing_open")
    first = texts.count("sentence.weekly.all_open", found.open)
    key = "sentence.weekly.all_late" if found.overdue else "sentence.weekly.none_late"
    late = texts(key, n=texts.number(found.overdue))
    months = sum(one.count for one in found.tail if one.edge is None)
    old = texts.count("sentence.weekly.late_months", months) if months else ""
    return both(first + late + ".", old, _oldest(view, oldest))


def _oldest(view: View, oldest: Page) -> str:
    if not oldest.rows:
        return ""
    waited: timedelta = oldest.asof - oldest.rows[0]["received"]
    return view.texts("sentence.weekly.oldest", time=lasting(waited, view.texts))


def repeats(view: View, found: Repeats, came: int) -> str:
    """How many repeat an earlier appeal, and how many of these came although that one had been closed as solved."""
    texts = view.texts
    if not found.total or not came:
        return sentence(texts("sentence.weekly.no_repeats", when=frame.when(view, found.asof)))
    share = texts.percent(found.total / came, 1)
    first = texts.count("sentence.weekly.repeated", found.total, when=frame.when(view, found.asof), share=share)
    back = found.after_solved
    return both(sentence(first), texts.count("sentence.weekly.back", back) if back else texts("sentence.weekly.none_back"))
