"""The house keeps its shape: one direction of imports, small modules and functions, SQL in its folder."""

from __future__ import annotations

import ast
import re
from statistics import median

from tests.source import ROOMS, Module, imports, modules, product, strings

MODULE_LINES = 300
FUNCTION_LINES = 40
MEDIAN_LINES = 15
PARAMETERS = 7

SQL = re.compile(
    r"\bselect\b.+\bfrom\b|\binsert\s+(or\s+\w+\s+)?into\b|\bupdate\s+\w+\s+set\b|\bdelete\s+from\b"
    r"|\b(create|drop|alter)\s+(or\s+replace\s+)?(temp\w*\s+)?(table|view|index|schema|sequence|type|macro)\b"
    r"|\bmerge\s+into\b|\bcopy\s+\w+\s+(to|from)\b|\battach\s+'|^\s*(pragma|checkpoint|vacuum)\b",
    re.IGNORECASE | re.DOTALL,
)
HTTP_CLIENTS = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request"}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([name for name in names if name.arg not in {"self", "cls"}])


def _owner(dotted: str, known: set[str]) -> str | None:
    """The module of ours a dotted import name points into."""
    parts = dotted.split(".")
    candidates = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((name for name in candidates if name in known), None)


def _graph() -> dict[str, set[str]]:
    known = {module.name for module in product()}
    return {
        module.name: {
            target
            for dotted in imports(module, at_run_time=True)
            if (target := _owner(dotted, known)) and target != module.name
        }
        for module in product()
    }


def test_every_room_is_there() -> None:
    assert {module.room for module in product()} == set(ROOMS)


def test_imports_point_only_downwards() -> None:
    wrong = [
        f"{module.path} imports {dotted}"
        for module in product()
        for dotted in imports(module)
        if dotted.split(".")[0] in ROOMS[ROOMS.index(module.room) + 1 :]
    ]
    assert wrong == []


def test_no_product_module_imports_tests_or_benches() -> None:
    wrong = [
        f"{module.path} imports {dotted}"
        for module in product()
        for dotted in imports(module)
        if dotted.split(".")[0] in {"tests", "bench", "docs"}
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: {target for target in targets if _is_no_parent(name, target)} for name, targets in _graph().items()}
    while free := [name for name, targets in graph.items() if not targets & graph.keys()]:
        for name in free:
            del graph[name]
    assert graph == {}


def _is_no_parent(name: str, target: str) -> bool:
    """A package's `__init__` is imported on the way to any of its modules: that is no circle of ours."""
    return not name.startswith(f"{target}.")


def test_every_module_says_its_one_job_in_its_first_line() -> None:
    silent = [module.path for module in modules() if not (ast.get_docstring(module.tree) or "").split("\n")[0].strip()]
    assert silent == []


def test_no_module_is_longer_than_its_limit() -> None:
    assert [f"{module.path}: {module.lines}" for module in modules() if module.lines > MODULE_LINES] == []


def test_no_function_is_longer_than_its_limit() -> None:
    long = [
        f"{module.path}:{function.lineno} {function.name}: {_length(function)}"
        for module in modules()
        for function in module.functions()
        if _length(function) > FUNCTION_LINES
    ]
    assert long == []


def test_the_median_function_is_short() -> None:
    lengths = [_length(function) for module in product() for function in module.functions()]
    assert median(lengths) < MEDIAN_LINES


def test_no_function_takes_more_parameters_than_its_limit() -> None:
    wide = [
        f"{module.path}:{function.lineno} {function.name}: {_parameters(function)}"
        for module in product()
        for function in module.functions()
        if _parameters(function) > PARAMETERS and not _inlined(function)
    ]
    assert wide == []


def _inlined(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Part of a compiled loop: its columns come one by one, since a tuple of arrays would be counted at every row."""
    return any(isinstance(mark, ast.Name) and mark.id == "inlined" for mark in function.decorator_list)


def test_only_the_data_room_knows_the_database() -> None:
    wrong = [m.path for m in product() if m.room != "data" and any(d.split(".")[0] == "duckdb" for d in imports(m))]
    assert wrong == []


def test_sql_lies_in_its_folder_and_nowhere_else() -> None:
    wrong = [
        f"{module.path}:{line} {text.strip()[:60]!r}"
        for module in product()
        for line, text in strings(module)
        if SQL.search(text)
    ]
    assert wrong == []


def test_no_text_is_glued_into_a_statement() -> None:
    assert [place for module in product() for place in _glued(module)] == []


def _glued(module: Module) -> list[str]:
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call) and node.args)
    return [
        f"{module.path}:{call.lineno}"
        for call in calls
        if getattr(call.func, "attr", "") in {"execute", "executemany", "sql", "query"}
        and (
            isinstance(call.args[0], ast.JoinedStr)
            or (isinstance(call.args[0], ast.BinOp) and isinstance(call.args[0].op, ast.Add | ast.Mod))
        )
    ]


def test_the_product_brings_no_http_client() -> None:
    wrong = [
        f"{module.path} imports {dotted}"
        for module in product()
        for dotted in imports(module)
        if dotted in HTTP_CLIENTS or dotted.split(".")[0] in HTTP_CLIENTS
    ]
    assert wrong == []


def test_no_error_is_swallowed_in_silence() -> None:
    silent = [
        f"{module.path}:{node.lineno}"
        for module in product()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and all(isinstance(step, ast.Pass) for step in node.body)
    ]
    assert silent == []


def test_no_settings_are_built_at_import() -> None:
    built = [
        f"{module.path}:{node.lineno}"
        for module in product()
        for node in module.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, ast.Call)
        and ast.unparse(node.value.func).split(".")[-1] == "Settings"
    ]
    assert built == []
