"""The reading process binds itself before it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from data.sources.limits import Limits

ROOT = Path(__file__).parents[3]


def _run(code: str) -> subprocess.CompletedProcess[str]:
    before = "import sys; from data.sources.child import set_limits; from data.sources.limits import Limits; "
    return subprocess.run(
        [sys.executable, "-c", before + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_memory_beyond_the_limit_is_refused() -> None:
    found = _run(
        "set_limits(Limits(max_memory_mb=200)); x = bytearray(150_000_000); print('ok'); bytearray(300_000_000)"
    )
    assert (found.stdout, "MemoryError" in found.stderr) == ("ok\n", True)


def test_processor_time_beyond_the_limit_ends_the_process() -> None:
    assert _run("set_limits(Limits(max_s=1))\nwhile True: pass").returncode == -24


def test_files_beyond_the_limit_are_not_written(tmp_path: Path) -> None:
    found = _run(
        f"set_limits(Limits(max_unpacked_mb=1)); open({str(tmp_path / 'x')!r}, 'wb').write(bytes(2_000_000))"
    )
    assert found.returncode != 0
    assert (tmp_path / "x").stat().st_size <= 1_000_000


def test_a_lower_limit_of_the_system_stays() -> None:
    code = (
        "import resource as r; r.setrlimit(r.RLIMIT_CPU, (50, 50)); set_limits(Limits(max_s=900)); "
        "print(r.getrlimit(r.RLIMIT_CPU))"
    )
    assert _run(code).stdout == "(50, 50)\n"


def test_limits_cross_as_text() -> None:
    assert Limits.from_json(Limits(max_s=7).to_json()) == Limits(max_s=7)
