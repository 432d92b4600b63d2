"""The documentation says what is true: every setting, every command, every target, every file it names."""

from __future__ import annotations

import re

import pytest

from data.settings import Settings
from docs.settings_page import render
from tests.source import ROOMS, ROOT, files, product

LICENCES = "data/reference/LICENCES.md"


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def test_the_page_of_settings_is_what_the_settings_say() -> None:
    assert _text("docs/settings.md") == render(), "run `make docs`"


def test_every_setting_has_help_and_a_default() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    assert [name for name, field in Settings.model_fields.items() if field.is_required()] == []


def test_the_readme_is_russian_first_and_names_both_commands() -> None:
    text = _text("README.md")
    first = next(line for line in text.splitlines() if line and not line.startswith("#"))
    assert re.search("[а-яё]", first)
    assert text.index("make run") < text.index("## English")
    assert text.index("make test") < text.index("## English")


def test_the_readme_names_every_command_of_the_program() -> None:
    commands = set(re.findall(r"add_parser\(\s*[\"'](\w+)", _program()))
    assert commands
    assert [name for name in commands if f"app.py {name}" not in _text("README.md")] == []


def _program() -> str:
    return "\n".join(module.text for module in product() if "argparse" in module.text)


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "CHANGELOG.md"])
def test_every_file_a_page_links_to_exists(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", _text(page)) + re.findall(r'src="(?!https?:)([^"]+)"', _text(page))
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_page_of_the_architecture_names_modules_that_exist_and_all_rooms() -> None:
    text = _text("docs/architecture.md")
    named = re.findall(r"`((?:geo|data|dashboard|assets|bench|tests)/[\w/.]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert [room for room in ROOMS if f"`{room}" not in text] == []


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.M))
    assert set(re.findall(r"`?make ([a-z]+)", _text("README.md"))) <= targets


def test_the_changelog_names_the_version_of_the_project() -> None:
    version = re.search(r'^version = "(.+)"', _text("pyproject.toml"), re.M)
    assert version
    assert f"## {version[1]}" in _text("CHANGELOG.md")


def test_every_shipped_file_of_data_has_its_licence() -> None:
    text = _text(LICENCES)
    shipped = [path for path in files() if path.relative_to(ROOT).parts[:2] in {("data", "reference"), ("tests", "data")}]
    foreign = [path for path in shipped if path.suffix not in {".py", ".md", ".yaml"} and path.is_file()]
    assert foreign
    assert [path.name for path in foreign if path.name not in text and path.parent.name + "/" not in text] == []
