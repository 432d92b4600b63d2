"""The method of an export names the rule of small numbers where it is in force, and the whole way back to its screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.export.method import method
from data.settings import Settings
from tests.support.exporting import desk


@pytest.mark.parametrize(("least", "said"), [(1, False), (5, True)])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_rule_of_small_numbers_is_named_where_it_is_in_force(lang: str, least: int, said: bool, tmp_path: Path) -> None:
    store, found = desk(tmp_path)
    view = found.view({"period": "all", "lang": lang}, "/")
    summary, settings = found.questions.summary(view.filters), Settings(small_cell_min=least)
    lines = dict(method(view, summary, found.catalogue(view), "records", settings))
    store.close()
    rules = lines[view.texts("export.label.rules")]
    assert (view.texts("brief.few", least=least) in rules) == said
    assert "  " not in rules


def test_the_way_back_is_a_whole_address_that_names_its_moment(tmp_path: Path) -> None:
    store, found = desk(tmp_path)
    view = found.view({"period": "all"}, "/")
    summary = found.questions.summary(view.filters)
    lines = dict(method(view, summary, found.catalogue(view), "records", Settings(public_url="https://karta.example/")))
    store.close()
    link = lines[view.texts("export.label.link")]
    assert link.startswith("https://karta.example/?")
    assert found.view(dict(parse_qsl(urlsplit(link).query)), "/").filters.asof == summary.asof.replace(tzinfo=None)
