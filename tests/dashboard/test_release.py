"""A release has a name: as set, else of everything its pages are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import release
from data.settings import Settings


def test_the_name_is_as_set_else_the_same_as_long_as_the_files_are() -> None:
    assert release.name(Settings(release="7.2")) == "7.2"
    assert release.name(Settings()) == release.name(Settings()) != ""


def test_another_file_is_another_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets" / "__pycache__").mkdir(parents=True)
    (tmp_path / "requirements.lock").write_text("dash==1")
    page = tmp_path / "assets" / "page.js"
    page.write_text("1")
    monkeypatch.setattr(release, "_ROOT", tmp_path)
    seen = []
    for text, compiled in (("1", "a"), ("1", "b"), ("2", "b")):
        page.write_text(text)
        (tmp_path / "assets" / "__pycache__" / "page.pyc").write_text(compiled)
        release.of_files.cache_clear()
        seen.append(release.of_files())
    release.of_files.cache_clear()
    assert seen[0] == seen[1] != seen[2]
