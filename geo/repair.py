"""Polygons made usable: WGS 84, finite, valid, flat, free of slivers, cut at 180°."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.antimeridian import cut, polygon_parts
from geo.coords import KM_PER_DEGREE
from geo.districts import BadBoundaries

SLIVER_KM2 = 1e-4
"""A part smaller than 100 m² is a splinter of drawing, not land."""

Shapes = NDArray[np.object_]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Repaired:
    """Usable shapes, their rows in the file, and what was done, in Russian."""

    shapes: Shapes
    rows: NDArray[np.int64]
    notes: list[str]


def repair(frame: geopandas.GeoDataFrame) -> Repaired:
    """The usable polygons of a frame; BadBoundaries when none is left or the place on Earth is unclear."""
    notes: list[str] = []
    rows = _with_polygons(frame, notes)
    frame = _in_degrees(frame.iloc[rows], notes)
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    finite = _finite(shapes)
    _note(notes, int((~finite).sum()), "пропущено объектов с нечисловыми координатами")
    rows, shapes = rows[finite], shapes[finite]
    _check_latitudes(shapes)
    broken = ~shapely.is_valid(shapes)
    _note(notes, int(broken.sum()), "исправлено полигонов с пересечением собственных линий")
    cleaned = [_clean(shape) for shape in shapes]
    kept = np.array([shape is not None for shape in cleaned], dtype=bool)
    _note(notes, int((~kept).sum()), "пропущено пустых и вырожденных полигонов")
    if not kept.any():
        raise BadBoundaries("В файле нет ни одного пригодного полигона: границы районов не найдены.")
    usable = np.empty(int(kept.sum()), dtype=object)
    usable[:] = [shape for shape in cleaned if shape is not None]
    return Repaired(usable, rows[kept], notes)


def _note(notes: list[str], count: int, text: str) -> None:
    if count:
        notes.append(f"{text[0].upper()}{text[1:]}: {count}.")


def _with_polygons(frame: geopandas.GeoDataFrame, notes: list[str]) -> NDArray[np.int64]:
    if not isinstance(frame, geopandas.GeoDataFrame):
        raise BadBoundaries("В файле нет геометрии: это таблица без границ.")
    shapes = frame.geometry.to_numpy()
    blank = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    polygonal = np.isin(shapely.get_type_id(shapes), (3, 6, 7))
    _note(notes, int(blank.sum()), "пропущено объектов без геометрии")
    _note(notes, int((~polygonal & ~blank).sum()), "пропущено точек и линий")
    found = np.flatnonzero(polygonal & ~blank)
    if not len(found):
        raise BadBoundaries("В файле нет ни одного полигона: границы районов не найдены.")
    return found


def _in_degrees(frame: geopandas.GeoDataFrame, notes: list[str]) -> geopandas.GeoDataFrame:
    if frame.crs is not None:
        if frame.crs.to_epsg() == 4326:
            return frame
        notes.append(f"Система координат «{frame.crs.name}» пересчитана в WGS 84.")
        return frame.to_crs(4326)
    west, south, east, north = frame.total_bounds
    if max(abs(west), abs(east)) <= 360.0 and max(abs(south), abs(north)) <= 360.0:
        notes.append("Система координат не указана; координаты приняты за градусы WGS 84.")
        return frame.set_crs(4326)
    raise BadBoundaries(
        "Система координат файла не указана, а координаты не похожи на градусы. "
        "Добавьте файл .prj или сохраните границы в WGS 84 (EPSG:4326)."
    )


def _finite(shapes: Shapes) -> Flags:
    points, owners = shapely.get_coordinates(shapes, return_index=True)
    bad = owners[~np.isfinite(points).all(axis=1)]
    finite = np.ones(len(shapes), dtype=bool)
    finite[bad] = False
    return finite


def _check_latitudes(shapes: Shapes) -> None:
    if not len(shapes):
        return
    west, south, east, north = shapely.total_bounds(shapes)
    if south >= -90.0 and north <= 90.0 and west >= -540.0 and east <= 540.0:
        return
    if west >= -90.0 and east <= 90.0 and south >= -180.0 and north <= 180.0:
        raise BadBoundaries("Широта и долгота в файле переставлены. Поменяйте порядок координат: долгота, широта.")
    raise BadBoundaries(
        f"Координаты вне Земли: от {west:g}, {south:g} до {east:g}, {north:g}. "
        "Сохраните границы в WGS 84 (EPSG:4326)."
    )


def _clean(shape: BaseGeometry) -> BaseGeometry | None:
    """A valid polygon or multipolygon without slivers, cut at 180°; None when nothing is left."""
    whole = cut(shape)
    valid = whole if whole.is_valid else shapely.make_valid(whole)
    kept = [part for part in polygon_parts(valid) if _area_km2(part) >= SLIVER_KM2]
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)


def _area_km2(part: BaseGeometry) -> float:
    middle = np.radians((part.bounds[1] + part.bounds[3]) / 2.0)
    return float(part.area * KM_PER_DEGREE**2 * np.cos(middle))
