"""A small course of a figure for print: the line alone, and a dot at its end."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures import spark

_LINE, _DOT = "#3c4a68", "#16213a"


def svg(values: Sequence[float | None], aspect: float = 4.0) -> str:
    """The drawing, `aspect` times as wide as high; empty with fewer than two known values."""
    runs = spark.points(values)
    if not runs:
        return ""
    wide = spark.HEIGHT * aspect
    stretch = (wide - 8) / spark.WIDTH
    placed = [[(4 + x * stretch, y) for x, y in run] for run in runs]
    d = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in placed)
    x, y = placed[-1][-1]
    line = f'<path d="{d}" fill="none" stroke="{_LINE}" stroke-width="2" stroke-linejoin="round"/>'
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_DOT}"/>'
    size = f'viewBox="0 0 {wide:g} {spark.HEIGHT:g}" width="{wide:g}" height="{spark.HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{line}{dot}</svg>'
