"""What is said above the parts of the overview: asked only where there is something to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.callbacks.desk import Desk
from dashboard.parts import notice
from dashboard.state import EXTRA, View


def draw(desk: Desk, view: View) -> Any:
    """The disk's warning, and the way out of filters that find nothing."""
    asked = desk.questions

    def total(params: Mapping[str, str]) -> int:
        return asked.summary(asked.parse(params, EXTRA)).total

    found: list[Any] = [notice.full(asked.store.disk, view)]
    if not asked.summary(view.filters).total:
        found.append(notice.nothing(view, desk.catalogue(view), total))
    return [each for each in found if each is not None]
