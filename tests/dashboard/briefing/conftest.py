"""A store with what briefings tell of, and their maker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.briefing.briefings import Briefings
from dashboard.callbacks.desk import Desk
from tests.support.exporting import desk


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Briefings]:
    store, found = desk(tmp_path_factory.mktemp("briefings"))
    settings = found.settings.model_copy(
        update={"brief_institution": "Центр управления", "brief_classification": "Для служебного пользования"}
    )
    yield Briefings.of(Desk(found.questions, settings))
    store.close()
