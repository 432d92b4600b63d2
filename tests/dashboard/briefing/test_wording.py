"""What sheets share in words: a foot that says nothing of what there is none of."""

from __future__ import annotations

from dataclasses import replace

from dashboard.briefing import wording
from dashboard.briefing.briefings import Briefings
from dashboard.briefing.typeset import Paper


def test_a_foot_without_records_says_so(briefings: Briefings) -> None:
    desk = briefings.desk
    view = desk.view({"period": "all"}, "/")
    summary, texts = desk.questions.summary(view.filters), view.texts
    full = wording.common(view, summary, desk.catalogue(view), desk.settings, Paper())
    none = replace(summary, total=0, placed={}, sources=())
    empty = wording.common(view, none, desk.catalogue(view), desk.settings, Paper())
    assert texts("brief.no_sources") == empty["sources"] != full["sources"]
    assert wording.share_placed(view, summary) in full["method"]
    assert "%" not in empty["method"]
    assert empty["method"].startswith("Отбор: ")
