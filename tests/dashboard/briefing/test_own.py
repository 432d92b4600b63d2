"""A template dropped into a folder is a briefing of its name; its faults are said in typst's words and nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.briefing import own
from dashboard.briefing.briefings import TEMPLATES, Briefings
from dashboard.callbacks.desk import Desk
from dashboard.openapi import document
from data.errors import BadFilter
from tests.dashboard.briefing.test_briefings import read
from tests.support.exporting import desk

GOOD = '#import "common.typ": *\n#show: sheet\n#head(d.title, d.region, d.when)\nСвой шаблон: #d.lead\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def briefings(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Briefings]:
    store, found = desk(tmp_path_factory.mktemp("store"))
    settings = found.settings.model_copy(update={"brief_templates": folder, "brief_templates_max_mb": 1})
    yield Briefings.of(Desk(found.questions, settings))
    store.close()


def refused(briefings: Briefings, name: str) -> str:
    with pytest.raises(BadFilter) as caught:
        briefings.made({"template": name, "period": "all"}, "pdf")
    assert caught.value.name == "template"
    return f"{caught.value.message} {caught.value.allowed}"


def test_a_file_dropped_in_is_a_template_at_once(folder: Path, briefings: Briefings) -> None:
    assert "house" not in briefings.templates()
    (folder / "house.typ").write_text(GOOD, "utf-8")
    body, name = briefings.made({"template": "house", "period": "all"}, "pdf")
    assert "Свой шаблон" in read(body)
    assert "-house-" in name
    assert body == briefings.made({"template": "house", "period": "all"}, "pdf")[0]


def test_it_is_listed_by_the_description_and_by_a_refusal(folder: Path, briefings: Briefings) -> None:
    (folder / "listed.typ").write_text(GOOD, "utf-8")
    found = document(briefings.desk.settings)["paths"]["/brief.pdf"]["get"]["parameters"]
    (template,) = (one for one in found if one["name"] == "template")
    assert {"listed", *TEMPLATES} <= set(template["schema"]["enum"])
    assert "listed" in refused(briefings, "nothere")


@pytest.mark.parametrize(("text", "said"), [
    ("#import \"common.typ\": *\n#show: sheet\n#nothing", "unknown variable: nothing (faulty.typ:3:1)"),
    ('#import "common.typ": *\n#show: sheet\n#image(bytes(sys.inputs.map), format: "svg")', "PDF/UA-1"),
    ('#read("/etc/hostname")', "file not found"), ('#read("../store/test.duckdb")', ""), ("= Без названия", "PDF/UA-1"),
    ('#read("away.txt")', "file not found"), ("// data: nothing\n", "daily"),
])  # fmt: skip
def test_a_fault_is_said_in_the_words_of_typst(text: str, said: str, folder: Path, briefings: Briefings, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    link = folder / "away.txt"
    link.unlink(missing_ok=True)
    link.symlink_to(tmp_path / "secret.txt")
    (folder / "faulty.typ").write_text(text, "utf-8")
    message = refused(briefings, "faulty")
    assert said in message
    assert "teplokarta-" not in message
    (folder / "faulty.typ").unlink()


def test_it_may_bring_parts_and_pictures_in_folders(folder: Path, briefings: Briefings) -> None:
    (folder / "parts").mkdir(exist_ok=True)
    (folder / "parts" / "words.txt").write_text("слова рядом", "utf-8")
    (folder / "_part.typ").write_text('#let said = read("parts/words.txt")', "utf-8")
    (folder / "whole.typ").write_text(GOOD + '#import "_part.typ": said\n#said', "utf-8")
    assert "слова рядом" in read(briefings.made({"template": "whole", "period": "all"}, "pdf")[0])
    assert "_part" not in briefings.templates()


def test_names_of_ours_stay_ours_and_the_log_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("daily", "common", "_part", "моя-сводка"):
        (tmp_path / f"{name}.typ").write_text(GOOD, "utf-8")
    assert own.names(tmp_path) == ("моя-сводка",)
    own.check(tmp_path)
    assert [record.args for record in caplog.records] == [(tmp_path / "common.typ",), (tmp_path / "daily.typ",)]
    assert own.names(None) == ()


def test_a_folder_too_large_is_refused(folder: Path, briefings: Briefings) -> None:
    (folder / "house.typ").write_text(GOOD, "utf-8")
    (folder / "huge.bin").write_bytes(b"0" * 2**21)
    assert "1 МБ" in refused(briefings, "house")
    (folder / "huge.bin").unlink()
