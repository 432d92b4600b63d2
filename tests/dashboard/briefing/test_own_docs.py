"""docs/own-templates.md is true: its example is set as it stands, and every field of the data is in it and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import state
from dashboard.briefing.briefings import TEMPLATES, Briefings
from dashboard.briefing.figures import Figures
from dashboard.briefing.maps import Maps
from dashboard.briefing.typeset import Paper
from dashboard.callbacks.desk import Desk
from tests.dashboard.briefing.test_briefings import read
from tests.support.exporting import desk

PAGE = (Path(__file__).parents[3] / "docs" / "own-templates.md").read_text(encoding="utf-8")
DOCUMENTED = ("daily", "weekly", "district", "topic")
QUERY = {"period": "all", "district": "60740000000", "topic": "01"}


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Briefings]:
    folder = tmp_path_factory.mktemp("templates")
    store, found = desk(tmp_path_factory.mktemp("store"))
    (example,) = re.findall(r"```typst\n(.*?)```", PAGE, re.DOTALL)
    (folder / "pulse.typ").write_text(example, "utf-8")
    yield Briefings.of(Desk(found.questions, found.settings.model_copy(update={"brief_templates": folder})))
    store.close()


@pytest.mark.parametrize("query", [{"lang": "en"}, {"orient": "landscape"}, {"paper": "a3"}, {"q": "такогонет"}])
def test_the_example_is_set_as_it_stands(query: dict[str, str], briefings: Briefings) -> None:
    said = read(briefings.made({"template": "pulse", "period": "all", **query}, "pdf")[0])
    assert "О чём обращаются" in said
    assert "1 / 1" in said


def section(name: str) -> set[str]:
    """The fields of the table under a heading."""
    (found,) = [each for each in re.split(r"^##+ ", PAGE, flags=re.MULTILINE) if name in each.split("\n")[0]]
    cells = re.findall(r"^\| (`.*?) \|", found, re.MULTILINE)
    return {field for cell in cells for field in re.findall(r"`([\w-]+)`", cell)}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_every_field_is_documented_and_no_other(name: str, briefings: Briefings) -> None:
    asks = briefings.desk
    query = {"period": "all"} if name in ("daily", "weekly") else {"period": "all", name: QUERY[name]}
    found = Figures.of(asks, state.read(asks.questions, query))
    data = TEMPLATES[name].make(found, Paper(), asks.settings, Maps(briefings.pictures)).data
    assert set(data) == section("У всех") | section(f"`{name}`")
    for words in ("map-words", "trend-words"):
        assert data["labels"][words]


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_page_names_whose_data_there_are(name: str) -> None:
    assert f"// data: {name}" in PAGE


def test_what_the_page_says_common_gives_is_there() -> None:
    common = (Path(__file__).parents[3] / "dashboard" / "briefing" / "templates" / "common.typ").read_text(encoding="utf-8")
    given = re.search(r"`common\.typ` даёт (.*?)Рисунки", PAGE, re.DOTALL)
    assert given is not None
    names = {each for each in re.findall(r"`([\w-]+)`", given[1]) if each not in ("1fr",)}
    assert all(re.search(rf"^#let {re.escape(name)}\b", common, re.MULTILINE) for name in names), names
