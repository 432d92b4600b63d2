"""The method of an export names the rule of small numbers only where it is in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.export.method import method
from tests.support.exporting import desk


@pytest.mark.parametrize(("least", "said"), [(1, False), (5, True)])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_rule_of_small_numbers_is_named_where_it_is_in_force(lang: str, least: int, said: bool, tmp_path: Path) -> None:
    store, found = desk(tmp_path)
    view = found.view({"period": "all", "lang": lang}, "/")
    lines = dict(method(view, found.questions.summary(view.filters), found.catalogue(view), "records", least))
    store.close()
    rules = lines[view.texts("export.label.rules")]
    assert (view.texts("brief.few", least=least) in rules) == said
    assert "  " not in rules
