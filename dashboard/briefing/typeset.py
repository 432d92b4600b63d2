"""Sets a template and its figures as PDF or PNG: own fonts only, nothing read from outside, equal input gives equal bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.briefing.press import PRESS, Job

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parents[2] / "assets" / "fonts"
STANDARDS = ["a-2b", "ua-1"]
_POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class Paper:
    """`size` as typst names it (a4, a3); `flipped`: the long side lies."""

    size: str = "a4"
    flipped: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A template's name, the figures it reads as `data.json` would be read, drawings (SVG) by name, its moment, its folder."""

    template: str
    data: Mapping[str, Any]
    drawings: Mapping[str, str]
    stamp: datetime
    folder: Path = TEMPLATES


def pdf(sheet: Sheet) -> bytes:
    """The pages as PDF/A-2b with tags (PDF/UA-1); its creation moment is the sheet's."""
    (made,) = _set(sheet, format="pdf", pdf_standards=STANDARDS, timestamp=int(sheet.stamp.timestamp()))
    return made


def png(sheet: Sheet, pixels_per_point: float) -> list[bytes]:
    """A picture of each page."""
    return _set(sheet, format="png", ppi=_POINTS_PER_INCH * pixels_per_point)


def heights(sheet: Sheet) -> dict[str, Any]:
    """What a template tells of its sections by name before anything is drawn, in millimetres."""
    (told,) = PRESS.work(replace(_job(replace(sheet, drawings={**sheet.drawings, "measured": "yes"})), query="<heights>"))
    found: dict[str, Any] = json.loads(told)
    return found


def _set(sheet: Sheet, **options: Any) -> list[bytes]:
    return PRESS.work(replace(_job(sheet), options=options))


def _job(sheet: Sheet) -> Job:
    inputs = {"data": json.dumps(sheet.data, ensure_ascii=False), **sheet.drawings}
    return Job(str(sheet.folder / f"{sheet.template}.typ"), str(sheet.folder), str(FONTS), inputs)
