"""The project's own source, parsed once, for the tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("geo", "data", "dashboard", "app")
"""From the ground up: a room may import those before it and itself."""

NOT_OURS = {".git", ".venv", "var", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A Python file: its path from the root, its dotted name, its text and its tree."""

    path: str
    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))


def files() -> Iterator[Path]:
    """Every file of the checkout that could be committed."""
    stack = [ROOT]
    while stack:
        for path in sorted(stack.pop().iterdir()):
            if path.name in NOT_OURS or path.name.startswith(".coverage"):
                continue
            if path.is_dir():
                stack.append(path)
            else:
                yield path


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file, tests and benches included."""
    return tuple(_read(path) for path in sorted(files()) if path.suffix == ".py")


def product() -> tuple[Module, ...]:
    """The modules of the four rooms."""
    return tuple(module for module in modules() if module.room in ROOMS)


def _read(path: Path) -> Module:
    relative = path.relative_to(ROOT)
    parts = relative.with_suffix("").parts
    dotted = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text("utf-8")
    return Module(relative.as_posix(), dotted, text, ast.parse(text, str(relative)))


def imports(module: Module, *, at_run_time: bool = False) -> Iterator[str]:
    """Dotted names a module imports, inside functions too; `at_run_time` leaves out `if TYPE_CHECKING:`."""
    nodes = _run_time_nodes(module.tree) if at_run_time else ast.walk(module.tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split(".")
    keep = len(package) - node.level + module.path.endswith("__init__.py")
    return ".".join([*package[:keep], *([node.module] if node.module else [])])


def _run_time_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from _run_time_nodes(node)


def strings(module: Module) -> Iterator[tuple[int, str]]:
    """Line and text of every string of a module that is no docstring."""
    documentation = {
        id(node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value
