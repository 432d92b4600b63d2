"""Profiles that do not follow the format are refused with file and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.errors import BadProfile
from data.sources.profile import build_profile, load_profiles, read_profile

SMALL: dict[str, Any] = {"name": "a", "source": "a", "columns": {"external_id": "id", "received": "date"}}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"colums": {}}, "colums"),
        ({"columns": {"external_id": "id"}}, "columns"),
        ({"columns": None}, "columns"),
        ({"columns": {"external_id": "id", "received": "d", "reseived": "x"}}, "columns.reseived"),
        ({"columns": {"external_id": [], "received": [None]}}, "columns.received"),
        ({"source": None}, "columns"),
        ({"source": ""}, "source"),
        ({"name": None}, "name"),
        ({"name": True}, "name"),
        ({"dates": ["ymd"]}, "dates"),
        ({"tz": "Europe/Rostov"}, "tz"),
        ({"tz": "../etc/passwd"}, "tz"),
        ({"values": {"status": {"done": "x"}}}, "values.status.done"),
        ({"values": {"colour": {"red": "x"}}}, "values.colour"),
        ({"values": []}, "values"),
        ({"fixed": {"status": "done"}}, "fixed.status"),
        ({"rules": {"blank_status": "done"}}, "rules.blank_status"),
        ({"rules": {"other": 1}}, "rules.other"),
        ({"rules": {"answered_is_closed": "да"}}, "rules.answered_is_closed"),
        ({"topics": {"01": [[]]}}, "topics.01"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_key(change: dict[str, Any], key: str) -> None:
    with pytest.raises(BadProfile, match=f"Профиль my.yaml, ключ {key}: "):
        build_profile(SMALL | change, "my.yaml")


@pytest.mark.parametrize(
    "content", ["a: [", "\xff\xfe", "!!python/object/apply:os.system ['true']", "[" * 1500]
)
def test_what_is_no_yaml_is_refused_with_its_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(BadProfile, match=r"my\.yaml"):
        read_profile(path)


def test_an_own_profile_replaces_the_shipped_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "my.yml").write_text(
        "name: im\nsource: other\ncolumns: {external_id: id, received: d}\n", encoding="utf-8"
    )
    assert load_profiles([tmp_path])["im"].source == "other"


def test_drafts_wait_until_they_are_renamed(tmp_path: Path) -> None:
    (tmp_path / "my.draft.yaml").write_text("name: ВПИШИТЕ\n", encoding="utf-8")
    assert load_profiles([tmp_path]).keys() == load_profiles().keys()


def test_a_missing_folder_is_no_fault(tmp_path: Path) -> None:
    assert "im" in load_profiles([tmp_path / "none"])


def test_yes_and_no_of_yaml_are_words() -> None:
    found = build_profile(
        SMALL | {"values": {"resolvable": {True: "Решаемый", False: "Не решаемый"}}}, "my.yaml"
    )
    assert found.values["resolvable"] == {"решаемый": "yes", "не решаемый": "no"}


def test_headers_and_topics_are_folded() -> None:
    change = {
        "columns": {"external_id": "№ Обращения", "received": "Дата_Создания"},
        "topics": {"01.001": "Дороги / Ямы!"},
    }
    found = build_profile(SMALL | change, "my.yaml")
    assert (found.columns["external_id"], found.columns["received"]) == (
        ("no обращения",),
        ("дата создания",),
    )
    assert found.topics == {"дороги/ямы": "01.001"}
