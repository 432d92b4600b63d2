"""Chooses the mapping profile that fits a file, and says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from data.sources.dates import parse_moments
from data.sources.folding import fold
from data.sources.profile_format import Profile

THRESHOLD = 0.55
"""Least score at which a profile is taken without asking."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best profile, or None where none fits; `ranked` lists (name, score 0..1), best first."""

    profile: Profile | None
    score: float
    why: str
    ranked: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a profile fits: fields found of those it knows, columns of the file it explains, dates it reads."""

    profile: Profile
    missing: tuple[str, ...]
    fields: int
    columns: int
    dates: float
    score: float


def choose(header: Sequence[str], sample_rows: Sequence[Sequence[str | None]], profiles: Mapping[str, Profile]) -> Choice:
    """Scores every profile on the header and on the dates of the sample."""
    fits = sorted((_fit(header, sample_rows, profile) for profile in profiles.values()), key=lambda fit: -fit.score)
    ranked = tuple((fit.profile.name, round(fit.score, 3)) for fit in fits)
    if not fits or fits[0].score < THRESHOLD:
        return Choice(None, fits[0].score if fits else 0.0, _why_none(fits), ranked)
    return Choice(fits[0].profile, fits[0].score, _why(fits, len(header), len(sample_rows)), ranked)


def match_columns(header: Sequence[str], profile: Profile) -> dict[str, int]:
    """Index of the column of each field: the profile's first synonym that the header has."""
    places: dict[str, int] = {}
    for index, name in enumerate(header):
        places.setdefault(fold(name), index)
    found = ((name, next((places[word] for word in words if word in places), None)) for name, words in profile.columns.items())
    return {name: index for name, index in found if index is not None}


def _fit(header: Sequence[str], rows: Sequence[Sequence[str | None]], profile: Profile) -> _Fit:
    found = match_columns(header, profile)
    names = {fold(name) for name in header}
    missing = tuple(name for name in _required(profile) if name not in found)
    missing += tuple(f"«{name}»" for name in profile.signature if name not in names)
    columns = len(set(found.values()))
    dates = _dates_read(rows, found.get("received"), profile)
    score = 0.0
    if not missing and dates > 0:
        score = 0.35 + 0.2 * len(found) / len(profile.columns) + 0.2 * columns / len(header) + 0.15 * dates
        score += 0.1 if profile.signature else 0.0
    return _Fit(profile, missing, len(found), columns, dates, score)


def _required(profile: Profile) -> tuple[str, ...]:
    return ("external_id", "received") if profile.source else ("source", "external_id", "received")


def _dates_read(rows: Sequence[Sequence[str | None]], index: int | None, profile: Profile) -> float:
    """Share of the sample's dates of receipt that the profile reads; 1 where the sample has none."""
    texts = [row[index] for row in rows if index is not None and index < len(row) and row[index]]
    if not texts:
        return 1.0
    return float(parse_moments(pa.array(texts, pa.string()), profile.dates).good.mean())


def _why(fits: Sequence[_Fit], columns: int, rows: int) -> str:
    best = fits[0]
    text = (
        f"Выбран профиль {best.profile.name} («{best.profile.title}»): узнано столбцов {best.columns} из {columns}, "
        f"полей {best.fields} из {len(best.profile.columns)}"
    )
    if rows:
        text += f", даты поступления читаются у {100 * best.dates:.0f} % строк пробы"
    if len(fits) > 1 and fits[1].score > 0:
        text += f". Следующий по сходству: {fits[1].profile.name}"
    return text + f" (оценка {_number(best.score)}" + (f" против {_number(fits[1].score)})." if len(fits) > 1 else ").")


def _why_none(fits: Sequence[_Fit]) -> str:
    if not fits:
        return "Нет ни одного профиля."
    nearest = max(fits, key=lambda fit: (fit.columns - 10 * len(fit.missing), fit.score))
    text = f"Ни один профиль не подошёл. Ближе всех {nearest.profile.name} («{nearest.profile.title}»): "
    if nearest.missing:
        return text + f"в файле не найдено: {', '.join(nearest.missing)}."
    if nearest.dates == 0:
        return text + "даты поступления записаны в другом виде."
    return text + f"узнано столбцов {nearest.columns}, этого мало (оценка {_number(nearest.score)})."


def _number(score: float) -> str:
    return f"{score:.2f}".replace(".", ",")
