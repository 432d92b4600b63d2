"""One store that has been through a lot, read by the tests of several questions: from the facts and from the records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.query import Questions
from tests.support.changed import by_records, changed_store


@pytest.fixture(scope="package")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Questions, Questions]]:
    """Questions answered from the facts, and from the records, of the same store."""
    store, facts = changed_store(tmp_path_factory.mktemp("lived"))
    yield facts, by_records(store)
    store.close()
