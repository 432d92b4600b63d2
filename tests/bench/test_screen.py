"""The bench of the screen says where it cannot measure; tests/browser/test_bench.py measures."""

from __future__ import annotations

import json
import sys

import pytest

from bench import browser, screen


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(sys, "argv", ["screen", "--quick"])
    screen.main()
    assert json.loads(capsys.readouterr().out) == {"bench": "screen", "outcome": "no chromium on this machine"}
