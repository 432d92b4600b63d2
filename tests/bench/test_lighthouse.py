"""The bench of accessibility says what it found, or in one line why it could not look."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import lighthouse
from dashboard.site import PAGES


def test_without_node_it_is_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/chromium" if name == "chromium" else None)
    assert list(lighthouse.run()) == [{"bench": "lighthouse", "outcome": "skipped: no Node.js"}]


def test_without_a_browser_it_is_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert list(lighthouse.run()) == [{"bench": "lighthouse", "outcome": "skipped: no Chromium"}]


@pytest.mark.parametrize("fault", [1, subprocess.TimeoutExpired("npm", 300)])
def test_what_cannot_be_fetched_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Any) -> None:
    def npm(*_: Any, **__: Any) -> subprocess.CompletedProcess[bytes]:
        if isinstance(fault, Exception):
            raise fault
        return subprocess.CompletedProcess([], fault)

    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(lighthouse, "PLACE", tmp_path)
    monkeypatch.setattr("subprocess.run", npm)
    (line,) = lighthouse.run()
    assert line["outcome"].startswith("skipped: lighthouse@")


def test_every_page_is_judged_in_both_looks_but_quickly_one() -> None:
    assert {path for path, _ in lighthouse.pages(quick=False)} == set(PAGES) - lighthouse.WITH_A_NAME
    assert {look for _, look in lighthouse.pages(quick=False)} == {"light", "dark"}
    assert lighthouse.pages(quick=True) == [("/", "light")]


def test_only_audits_that_weigh_are_faults() -> None:
    refs = [{"id": "a", "weight": 7}, {"id": "b", "weight": 0}, {"id": "c", "weight": 3}, {"id": "d", "weight": 1}]
    scores: dict[str, float | None] = {"a": 0, "b": 0, "c": 1, "d": None}
    report = {
        "categories": {"accessibility": {"score": 0.964, "auditRefs": refs}},
        "audits": {name: {"score": score} for name, score in scores.items()},
    }
    assert lighthouse.verdict(report) == {"score": 96, "failed": ["a"]}


def test_a_run_that_fails_says_how(tmp_path: Path) -> None:
    program = tmp_path / "lighthouse"
    program.write_text(f"#!{sys.executable}\nraise SystemExit(3)\n")
    os.chmod(program, 0o755)
    assert lighthouse.judge(program, "chromium", "http://127.0.0.1") == {"outcome": "ended with code 3"}
