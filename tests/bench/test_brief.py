"""The bench of briefings makes every kind, keeps screens beside it, and says where there is no browser to compare with."""

from __future__ import annotations

import json
import sys

import pytest

from bench import brief, browser
from dashboard.briefing.briefings import TEMPLATES


def test_every_kind_is_made_and_none_fails_beside_the_screens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(sys, "argv", ["brief", "--quick"])
    brief.main()
    first, *lines, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["outcome"].startswith("no chromium")
    assert [line["what"] for line in lines] == [*TEMPLATES, "wall 4K", "chart"]
    for line in lines:
        assert line["bench"] == "brief"
        assert 0 < line["median_ms"] <= line["p95_ms"]
        assert line["kilobytes"] > 10
        assert "ratio" not in line
    assert (last["what"], last["briefings"], last["failed"]) == ("at once", 4, 0)
    assert last["screens_p95_ratio"] > 0
