"""A region's boundaries out of a file of any make, with notes in Russian on what was guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely

from geo import fields
from geo.antimeridian import polygon_parts
from geo.districts import BadBoundaries, Boundaries, District
from geo.fields import Fields, choose_fields, district_code, people
from geo.files import read_frame
from geo.naming import municipality, slug
from geo.reference import shipped
from geo.repair import Repaired, repair
from geo.zones import guess_zone

__all__ = [
    "BadBoundaries",
    "Boundaries",
    "District",
    "read_boundaries",
    "read_shipped",
    "shipped_regions",
]

ALL = "all"
_KINDS = {"муниципальный район": "МР", "муниципальный округ": "МО", "городской округ": "ГО"}
_SUFFIXES = re.compile(r"(\.(gz|zip|geojson|json|gpkg|parquet|geoparquet|shp))+$", re.IGNORECASE)
_WORDY = re.compile(
    r"[ _-]+(municipalit(y|ies)|municipal|boundar(y|ies)|borders?|districts?|neighbou?rhoods?|regions?|polygons?"
    r"|районы|границы|муниципалитеты|округа)$",
    re.IGNORECASE,
)


def read_boundaries(
    path: str | Path,
    *,
    code: str | None = None,
    name: str | None = None,
    tz: str | None = None,
    name_field: str | None = None,
    code_field: str | None = None,
    population_field: str | None = None,
) -> tuple[Boundaries, list[str]]:
    """Boundaries of a GeoPackage, GeoJSON, GeoParquet or Shapefile (.zip too), any of them .gz.

    What is not given is guessed and noted; BadBoundaries says what is wrong with the file.
    """
    path = Path(path)
    _check_zone(tz)
    own = _code(code or _stem(path))
    frame, notes = read_frame(path)
    usable = repair(frame)
    rows = pd.DataFrame(frame).iloc[usable.rows]
    chosen, guesses = choose_fields(rows, name_field, code_field, population_field)
    districts = _unique(_districts(rows, usable, chosen), guesses)
    _note_blanks(districts, chosen, guesses)
    if code is None:
        guesses.append(f"Код региона образован из имени файла: «{own}».")
    if name is None:
        name = _region_name(rows, chosen) or _titled(_stem(path))
        guesses.append(f"Название региона: «{name}».")
    if tz is None:
        tz, why = guess_zone([district.geometry for district in districts])
        guesses.append(why)
    region = Boundaries(own, name, tz, tuple(districts))
    return region, [*notes, *usable.notes, *guesses]


def shipped_regions() -> dict[str, Path]:
    """Codes and files of the regions that come with the program."""
    return {region.code: region.path for region in shipped()}


@lru_cache(maxsize=8)
def read_shipped(code: str) -> Boundaries:
    """A region that comes with the program; KeyError when there is none of this code."""
    region = {one.code: one for one in shipped()}[code]
    return read_boundaries(region.path, code=region.code, name=region.name, tz=region.tz)[0]


def _check_zone(tz: str | None) -> None:
    if tz is None:
        return
    try:
        ZoneInfo(tz)
    except (KeyError, ValueError, OSError) as fault:
        raise BadBoundaries(f"Часового пояса «{tz}» нет. Нужно имя IANA, например Europe/Moscow.") from fault


def _code(text: str) -> str:
    """A code for the region; `all` stands for all regions in every question."""
    code = slug(text)
    if code == ALL:
        raise BadBoundaries(f"Код «{code}» означает все регионы сразу. Укажите другой: --code.")
    return code


def _stem(path: Path) -> str:
    """The file's name without its endings and words like «municipalities»."""
    stem = _SUFFIXES.sub("", path.name) or path.name
    while (shorter := _WORDY.sub("", stem)) not in ("", stem):
        stem = shorter
    return stem


def _titled(stem: str) -> str:
    words = re.sub(r"[_\s]+", " ", stem).strip()
    return words[:1].upper() + words[1:]


def _region_name(rows: pd.DataFrame, chosen: Fields) -> str | None:
    if chosen.region is None:
        return None
    names = {fields.text(value) for value in rows[chosen.region]} - {None}
    return names.pop() if len(names) == 1 else None


def _districts(rows: pd.DataFrame, usable: Repaired, chosen: Fields) -> list[District]:
    blank = [None] * len(rows)
    codes = rows[chosen.code].tolist() if chosen.code else blank
    shorts = rows[chosen.short_name].tolist() if chosen.short_name else blank
    counts = rows[chosen.population].tolist() if chosen.population else blank
    names = _names(rows, chosen)
    official = chosen.code is not None and fields.is_oktmo(chosen.code)
    found = []
    for number, (name, raw, short, count) in enumerate(zip(names, codes, shorts, counts, strict=True), start=1):
        title = name or fields.text(short) or f"Без названия {number}"
        found.append(
            District(
                code=district_code(raw, title, oktmo=official),
                name=title,
                short_name=fields.text(short) or _short(title),
                population=people(count),
                geometry=usable.shapes[number - 1],
            )
        )
    return found


def _names(rows: pd.DataFrame, chosen: Fields) -> list[str | None]:
    """The first filled one of the name columns, row by row."""
    columns = [[fields.text(value) for value in rows[column]] for column in chosen.names]
    return [next(filter(None, row), None) for row in zip(*columns, strict=True)]


def _short(name: str) -> str:
    """The name without its kind, in its own letters: «Азовский муниципальный район» → «Азовский»."""
    words, core = name.split(), municipality(name).core.split(" ")
    keys = [municipality(word).core for word in words]
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if " ".join(keys[start:end]).split(" ") == core:
                return " ".join(words[start:end]).strip("\"'«»„“”")
    return name


def _unique(districts: Sequence[District], notes: list[str]) -> list[District]:
    """One district a code: parts of one district are joined, different ones get a number behind the code."""
    by_code: dict[str, list[District]] = {}
    for one in districts:
        same = by_code.setdefault(one.code, [])
        twin = next((at for at, other in enumerate(same) if _one_district(one, other)), None)
        if twin is None:
            same.append(one)
        else:
            same[twin] = _joined(same[twin], one)
            notes.append(f"Части района «{one.name}» (код {one.code}) объединены.")
    found: dict[str, District] = {}
    for code, same in by_code.items():
        for one in same:
            fresh, number = code, 1
            while fresh in found or (number > 1 and fresh in by_code):
                number += 1
                fresh = f"{code}-{number}"
            if fresh != code:
                notes.append(f"Код {code} повторяется: район «{one.name}» получил код {fresh}.")
            found[fresh] = replace(one, code=fresh)
    return _told_apart(list(found.values()))


def _told_apart(districts: list[District]) -> list[District]:
    """Namesakes are shown with their kind: «Дальнереченский МР» and «Дальнереченский ГО»."""
    shorts = Counter(one.short_name for one in districts)
    return [one if shorts[one.short_name] == 1 else replace(one, short_name=_with_kind(one)) for one in districts]


def _with_kind(one: District) -> str:
    """The short name with the usual letters of its kind; the full name where it says no such kind."""
    letters = next((letters for kind, letters in _KINDS.items() if kind in one.name.casefold()), None)
    return f"{one.short_name} {letters}" if letters else one.name


def _one_district(one: District, other: District) -> bool:
    """Same name, and people that do not speak against it."""
    return one.name == other.name and (
        one.population == other.population or one.population is None or other.population is None
    )


def _joined(one: District, other: District) -> District:
    whole = shapely.union_all([one.geometry, other.geometry])
    parts = polygon_parts(whole)
    geometry = parts[0] if len(parts) == 1 else shapely.multipolygons(np.array(parts, dtype=object))
    count = one.population if one.population is not None else other.population
    return replace(one, geometry=geometry, population=count)


def _note_blanks(districts: Sequence[District], chosen: Fields, notes: list[str]) -> None:
    unknown = sum(one.population is None for one in districts)
    if chosen.population and unknown == len(districts):
        notes.append(f"В поле «{chosen.population}» нет населения: показатели на 1 000 жителей будут недоступны.")
    elif 0 < unknown < len(districts):
        notes.append(f"Население не указано у районов: {unknown} из {len(districts)}.")
    nameless = sum(one.name.startswith("Без названия ") for one in districts)
    if nameless:
        notes.append(f"Районов без названия: {nameless}; им даны номера.")
