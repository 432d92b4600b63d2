"""The bench of search runs, and its figures agree with one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import search
from bench.search_texts import vocabulary


def test_every_kind_of_query_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "REPETITIONS", 2)
    monkeypatch.setattr(search, "SCANS", 1)
    lines = list(search.run(2_000, tmp_path))
    asked = [line for line in lines if line["what"] == "query"]
    assert len(asked) == len(search.PERIODS) * len(search.cases())
    whole = {line["query"]: line["matches"] for line in asked if line["period"] == "all"}
    assert whole["frequent"] > whole["medium"] >= whole["rare"]
    assert whole["frequent"] > whole["frequent, filtered"]
    assert {line["what"] for line in lines} == {"build", "query", "surges", "memory"}
    assert all(line["page_ms"] > 0 for line in asked)


def test_the_vocabulary_has_no_word_twice() -> None:
    words = vocabulary().tolist()
    assert len(set(words)) == len(words) == 60_000
