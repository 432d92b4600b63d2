"""Which columns of a boundary file hold the name, the code and the population, and their values made clean."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.districts import BadBoundaries
from geo.naming import slug

_NAMES = (
    "name", "name_ru", "name:ru", "наименование", "название", "имя", "municipality", "муниципалитет", "район",
    "district", "full_name", "fullname", "official_name", "neighborhood", "neighbourhood", "namelsad", "title",
    "nam", "label", "osm_name", "name_en", "name:en",
)
_SHORT = ("short_name", "shortname", "краткое_наименование", "short")
_CODES = ("oktmo", "октмо", "oktmo11", "oktmo_11", "oktmo8", "код_октмо", "oktmo_code", "municipality_oktmo")
_PEOPLE = (
    "population", "pop", "население", "численность", "численность_населения", "residents", "people", "pop_2024",
    "pop_2023", "pop2020", "pop_max", "popul", "naselenie",
)
_REGIONS = ("region_name", "region", "регион", "субъект", "subject", "субъект_рф")
_OKTMO_LENGTHS = {7: 8, 8: 8, 10: 11, 11: 11}
_SAFE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Fields:
    """Columns to read; None where the file has none."""

    names: tuple[str, ...]
    short_name: str | None
    code: str | None
    population: str | None
    region: str | None


def choose_fields(
    frame: pd.DataFrame, name: str | None, code: str | None, population: str | None
) -> tuple[Fields, list[str]]:
    """The columns asked for, else the likeliest ones, and notes on what was guessed."""
    columns = [str(column) for column in frame.columns if column != _geometry_name(frame)]
    for wanted in (name, code, population):
        if wanted is not None and wanted not in columns:
            raise BadBoundaries(f"В файле нет поля «{wanted}». Есть поля: {', '.join(columns) or 'никаких'}.")
    chosen = Fields(
        names=(name,) if name else _name_columns(frame, columns),
        short_name=_first(columns, _SHORT) if name is None else None,
        code=code or _first(columns, _CODES),
        population=population or _first(columns, _PEOPLE),
        region=_first(columns, _REGIONS),
    )
    return chosen, _guesses(chosen, name, code, population)


def _guesses(chosen: Fields, name: str | None, code: str | None, population: str | None) -> list[str]:
    notes = []
    if name is None:
        notes.append(f"Название района взято из поля «{chosen.names[0]}».")
    if code is None and chosen.code:
        notes.append(f"Код района взят из поля «{chosen.code}» (ОКТМО).")
    if chosen.code is None:
        notes.append("Поля ОКТМО нет: код района образован из названия.")
    if population is None and chosen.population:
        notes.append(f"Население взято из поля «{chosen.population}».")
    if chosen.population is None:
        notes.append("Поля с населением нет: показатели на 1 000 жителей будут недоступны.")
    return notes


def _geometry_name(frame: pd.DataFrame) -> str:
    return str(getattr(frame, "_geometry_column_name", "geometry"))


def _first(columns: list[str], wanted: tuple[str, ...]) -> str | None:
    by_name = {column.casefold().replace(" ", "_"): column for column in reversed(columns)}
    return next((by_name[name] for name in wanted if name in by_name), None)


def _name_columns(frame: pd.DataFrame, columns: list[str]) -> tuple[str, ...]:
    """Columns of known names, likeliest first, else the column of texts with most different values."""
    known = [found for wanted in _NAMES if (found := _first(columns, (wanted,))) and frame[found].notna().any()]
    if known:
        return tuple(dict.fromkeys(known))
    texts = [column for column in columns if pd.api.types.is_string_dtype(frame[column])]
    if not texts:
        listed = ", ".join(columns) or "никаких"
        raise BadBoundaries(f"Не найдено поле с названием района. Укажите его: --name-field. Есть поля: {listed}.")
    return (max(texts, key=lambda column: int(frame[column].nunique())),)


def is_oktmo(column: str) -> bool:
    """Whether a column's name says that it holds ОКТМО codes."""
    return _first([column], _CODES) is not None


def text(value: object) -> str | None:
    """A trimmed text with single blanks; None for a blank, NaN or NA."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    return " ".join(str(value).split()) or None


def people(value: object) -> int | None:
    """A whole count ≥ 0; None for anything else: a missing count is never guessed."""
    plain = (text(value) or "").replace(" ", "").replace(",", ".")
    try:
        count = float(plain)
    except ValueError:
        return None
    return round(count) if np.isfinite(count) and count >= 0 else None


def district_code(value: object, name: str, *, oktmo: bool) -> str:
    """The 11-digit ОКТМО (lost zeros put back), a code given on purpose as it is, else a slug of the name."""
    plain = text(value)
    if plain is None:
        return slug(name)
    digits = plain.removesuffix(".0")
    if digits.isascii() and digits.isdigit() and len(digits) in _OKTMO_LENGTHS and (oktmo or len(digits) > 8):
        return digits.zfill(_OKTMO_LENGTHS[len(digits)]).ljust(11, "0")
    if oktmo:
        return slug(name)
    return digits if _SAFE_CODE.fullmatch(digits) else slug(digits)
