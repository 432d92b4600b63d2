"""What the callbacks of the overview draw of the map's switches."""

from __future__ import annotations

from typing import Any

from dashboard.callbacks.desk import Desk, Draw
from dashboard.parts import mapmode
from dashboard.state import View


def draw_map_mode(desk: Desk, view: View) -> Any:
    return mapmode.render(view)


STATIC: dict[str, Draw] = {"map-mode": draw_map_mode}
"""Parts that follow the state alone."""
