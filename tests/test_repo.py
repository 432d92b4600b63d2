"""The checkout keeps its promises: closed networks, hashed dependencies, honest tests, nothing foreign."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.source import ROOT, files, imports, modules, product

TEXT = {".py", ".js", ".css", ".toml", ".md", ".yaml", ".yml", ".txt", ".lock", ".sql", ".json", ".html", ".svg", ""}
REGISTRIES = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(?:org|com)", "deb" + r"ian\.org"))
)
ELSEWHERE = re.compile(r"(?:https?|wss?):?//(?!127\.0\.0\.1|localhost|\[::1\]|www\.w3\.org/)[\w.-]+\.\w+", re.I)
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "raise NotImplemented" + "Error")) + r")\b")
CAME_WITH_DASH = {"fastapi", "starlette", "uvicorn", "pydantic"}
"""What `dash[fastapi]` and pydantic-settings are made of and promise to bring."""
LOCKS = ("requirements.lock", "requirements-dev.lock")
JS_LINES = 300


def _texts(*folders: str) -> Iterator[tuple[str, str]]:
    for path in files():
        relative = path.relative_to(ROOT).as_posix()
        readable = path.suffix in TEXT and path.stat().st_size < 2_000_000
        if readable and (not folders or relative.split("/")[0] in folders):
            yield relative, path.read_text("utf-8", errors="replace")


def _entries(lock: str) -> dict[str, str]:
    """What a lock pins: name → its whole entry."""
    text = (ROOT / lock).read_text("utf-8")
    found = re.findall(r"^([a-z0-9._-]+)==(.+?)(?=^[a-z0-9]|\Z)", text, re.M | re.S)
    return dict(found)


def test_no_file_names_a_package_registry() -> None:
    assert [name for name, text in _texts() if REGISTRIES.search(text)] == []


def test_screens_speak_of_no_other_host() -> None:
    pages = [(name, text) for name, text in _texts("assets", "dashboard") if not name.endswith("OFL.txt")]
    assert [f"{name}: {hit[0]}" for name, text in pages if (hit := ELSEWHERE.search(text))] == []


def test_nothing_is_left_unfinished() -> None:
    assert [name for name, text in _texts() if not name.endswith(".md") and UNFINISHED.search(text)] == []


def test_no_script_of_the_screens_is_longer_than_its_limit() -> None:
    long = [name for name, text in _texts("assets") if name.endswith(".js") and text.count("\n") > JS_LINES]
    assert long == []


def test_no_script_is_minified_or_foreign() -> None:
    wide = [
        name
        for name, text in _texts("assets")
        if name.endswith((".js", ".css")) and any(len(line) > 500 for line in text.splitlines())
    ]
    assert wide == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_hashes(lock: str) -> None:
    bare = [name for name, entry in _entries(lock).items() if "--hash=sha256:" not in entry]
    assert _entries(lock)
    assert bare == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert "//" not in (ROOT / lock).read_text("utf-8")


def test_both_locks_agree_on_every_version() -> None:
    run, dev = (_entries(lock) for lock in LOCKS)
    version = {name: entry.split()[0] for name, entry in run.items()}
    assert [name for name, entry in dev.items() if version.get(name, entry.split()[0]) != entry.split()[0]] == []


def test_every_dependency_is_locked_and_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    locked = _entries(LOCKS[0]) | _entries(LOCKS[1])
    names = {entry: re.split(r"[\[=><~ ]", entry)[0].lower() for entry in wanted}
    assert [entry for entry, name in names.items() if name not in locked] == []
    assert [entry for entry in wanted if not re.search(rf'"{re.escape(entry)}",\s+# \w', text)] == []


def test_every_package_the_product_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    declared = {re.split(r"[\[=><~ ]", entry)[0].lower().replace("-", "_") for entry in project} | CAME_WITH_DASH
    providers = packages_distributions()
    foreign = {dotted.split(".")[0] for module in product() for dotted in imports(module)} & providers.keys()
    missing = [name for name in foreign if not {one.lower().replace("-", "_") for one in providers[name]} & declared]
    assert missing == []


def test_plotly_is_pinned_exactly_since_the_map_uses_a_private_handle() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert any(re.fullmatch(r"plotly==[\d.]+", entry) for entry in project["project"]["dependencies"])


def test_no_test_sleeps_or_steps_aside() -> None:
    lazy = re.compile(r"\btime\.sleep\(|\bwait_for_timeout\(|pytest\.(mark\.)?(skip|xfail)")
    found = [m.path for m in modules() if m.path.startswith("tests/") and m.path != "tests/test_repo.py"]
    assert [path for path in found if lazy.search((ROOT / path).read_text("utf-8"))] == []


def test_every_test_can_fail() -> None:
    claims = (ast.Assert, ast.With, ast.AsyncWith)
    idle = [
        f"{module.path}:{test.lineno} {test.name}"
        for module in modules()
        if Path(module.path).name.startswith("test_")
        for test in module.functions()
        if test.name.startswith("test_")
        and not any(isinstance(node, claims) for node in ast.walk(test))
        and not re.search(r"assert_|_asserts|expect|wait_for_function|check\(|check_|validate", ast.unparse(test))
    ]
    assert idle == []


def test_continuous_integration_runs_the_tests_and_insists_on_a_browser() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "make test" in script
    assert "Browser tests: ran" in script
    assert "Browser tests: ran" in (ROOT / "Makefile").read_text("utf-8")


def test_no_project_file_reaches_outside_the_checkout() -> None:
    outside = re.compile(r"\.\./shared|/work/|/home/\w+/")
    found = [name for name, text in _texts() if name != "tests/test_repo.py" and outside.search(text)]
    assert found == []
