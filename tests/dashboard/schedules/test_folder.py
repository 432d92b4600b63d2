"""A file of the folder is whole or not there, and nothing beside the folder's own plain files is ever opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dashboard.schedules import folder
from data.settings import Settings


def test_the_folder_is_the_setting_or_lies_beside_the_store(tmp_path: Path) -> None:
    assert folder.path_of(Settings(db=tmp_path / "a.duckdb")) == tmp_path / "a.duckdb.briefings"
    assert folder.path_of(Settings(brief_folder=tmp_path / "b")) == tmp_path / "b"


def test_a_file_is_kept_over_an_older_one_and_leaves_nothing_beside(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "folder"
    folder.keep(home, "Сводка.pdf", b"old")
    folder.keep(home, "Сводка.pdf", b"new")
    assert [path.name for path in home.iterdir()] == ["Сводка.pdf"]
    found = folder.open_kept(home, "Сводка.pdf")
    assert found is not None
    with found:
        assert found.read() == b"new"


def test_a_write_that_fails_leaves_the_older_file_and_no_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.keep(tmp_path, "a.pdf", b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.keep(tmp_path, "a.pdf", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"old")]


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../secret", "/etc/passwd", "sub/a.pdf", ".hidden", "none.pdf", "link", "sub", "a\x00b"]
)
def test_nothing_else_is_opened(tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    (home / "sub").mkdir(parents=True)
    (home / "sub" / "a.pdf").write_bytes(b"x")
    (home / ".hidden").write_bytes(b"x")
    (tmp_path / "secret").write_bytes(b"x")
    (home / "link").symlink_to(tmp_path / "secret")
    if "\x00" in name:
        with pytest.raises(ValueError, match="null"):
            folder.open_kept(home, name)
    else:
        assert folder.open_kept(home, name) is None
