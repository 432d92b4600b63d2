"""A small country for the benches: 20,000 appeals, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.generate import ensure

ROWS = 20_000


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the shards of ROWS appeals."""
    folder = tmp_path_factory.mktemp("bench")
    ensure(folder, ROWS)
    return folder
