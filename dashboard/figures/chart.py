"""A drawing for plotly as plain data: plotly's own Figure checks each property anew, a thousand of them a click."""

from __future__ import annotations

from typing import Any

Plain = dict[str, Any]


class Chart:
    """Traces and a layout, put together as plotly's Figure is; that plotly takes them as they are is a test's matter."""

    def __init__(self, layout: Plain) -> None:
        self.layout = layout
        self.data: list[Plain] = []

    def add_scatter(self, **trace: Any) -> None:
        """Points or a line, over those before."""
        self.data.append({"type": "scatter", **trace})

    def add_annotation(self, **note: Any) -> None:
        self.layout.setdefault("annotations", []).append(note)

    def add_shape(self, **shape: Any) -> None:
        self.layout.setdefault("shapes", []).append(shape)

    def to_plotly_json(self) -> Plain:
        """What the browser's plotly draws."""
        return {"data": self.data, "layout": self.layout}
