"""A boundary file of any make, unpacked where needed and read into a GeoDataFrame."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from zlib import error as ZlibError

import geopandas
import pyarrow as pa
import pyogrio
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from geo.districts import BadBoundaries

UNPACKED_LIMIT_BYTES = 2_000_000_000
"""A packed file may not grow past this: a bomb, or no boundary file."""

FEATURE_LIMIT = 50_000
"""The whole country has 2,600 municipalities; more features than this are something else."""

_CHUNK = 1 << 20
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_MAGIC = {b"SQLite format 3\x00": ".gpkg", b"PAR1": ".parquet", b"\x00\x00\x27\x0a": ".shp"}
_KINDS = "GeoPackage (.gpkg), GeoJSON, GeoParquet или Shapefile (.shp рядом с .dbf и .shx либо все вместе в .zip)"
_SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_FAULTS = (OSError, ValueError, TypeError, KeyError, RuntimeError, EOFError, ZlibError, zipfile.BadZipFile)
_LIBRARY_FAULTS = (pa.ArrowException, ProjError, ShapelyError, MemoryError, RecursionError)


def read_frame(path: Path) -> tuple[geopandas.GeoDataFrame, list[str]]:
    """Features of a file and what was chosen on the way; BadBoundaries when there is nothing to read."""
    if not path.is_file():
        raise BadBoundaries(f"Файл границ не найден: {path.name}. Проверьте путь.")
    try:
        with warnings.catch_warnings(), staged(path) as ready:
            warnings.simplefilter("ignore")
            return _read(ready)
    except BadBoundaries:
        raise
    except (*_FAULTS, *_LIBRARY_FAULTS) as fault:
        raise BadBoundaries(
            f"Файл границ «{path.name}» не читается: он повреждён или другого вида. Нужен {_KINDS}. "
            f"Откройте его в QGIS и сохраните заново. ({type(fault).__name__})"
        ) from fault


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """The file under a name that fits its content, unpacked into a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="teplokarta-") as folder:
        ready = path
        if _head(ready).startswith(_GZIP):
            ready = _gunzipped(ready, Path(folder))
        if _head(ready).startswith(_ZIP):
            ready = _unzipped(ready, Path(folder))
        yield _named_by_content(ready, Path(folder))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _kind(path: Path) -> str:
    head = _head(path)
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"\x1e{")):
        return ".geojson"
    raise BadBoundaries(f"Файл границ «{path.name}» неизвестного вида. Нужен {_KINDS}.")


def _named_by_content(path: Path, folder: Path) -> Path:
    """GDAL trusts names: give the file the one of its content, so that no other driver is tried on it."""
    kind = _kind(path)
    if path.suffix.lower() == kind or kind == ".shp":
        return path
    target = folder / f"boundaries{kind}"
    shutil.copyfile(path, target)
    return target


def _gunzipped(path: Path, folder: Path) -> Path:
    target = folder / "unpacked"
    with gzip.open(path) as packed, target.open("wb") as file:
        _copy(packed, file, UNPACKED_LIMIT_BYTES)
    return target


def _unzipped(path: Path, folder: Path) -> Path:
    """The largest Shapefile of an archive with its companions, else its largest readable file."""
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        shapes = [member for member in members if member.filename.lower().endswith(".shp")]
        others = (".gpkg", ".geojson", ".json", ".parquet", ".geoparquet")
        candidates = shapes or [member for member in members if member.filename.lower().endswith(others)]
        if not candidates:
            raise BadBoundaries(f"В архиве «{path.name}» нет файла границ. Нужен {_KINDS}.")
        chosen = max(candidates, key=lambda member: member.file_size)
        stem = chosen.filename[: chosen.filename.rfind(".")]
        for member in members:
            name, suffix = member.filename.rsplit(".", 1) if "." in member.filename else (member.filename, "")
            if member is chosen or (shapes and name == stem and f".{suffix.lower()}" in _SHAPE_PARTS):
                with archive.open(member) as packed, (folder / f"inside.{suffix.lower()}").open("wb") as file:
                    _copy(packed, file, UNPACKED_LIMIT_BYTES)
    return folder / f"inside.{chosen.filename.rsplit('.', 1)[1].lower()}"


def _copy(source: IO[bytes] | gzip.GzipFile, target: IO[bytes], limit: int) -> None:
    done = 0
    while chunk := source.read(_CHUNK):
        done += len(chunk)
        if done > limit:
            raise BadBoundaries(
                f"Распакованный файл границ больше {limit // 1_000_000} МБ. Оставьте в нём один регион."
            )
        target.write(chunk)


def _read(path: Path) -> tuple[geopandas.GeoDataFrame, list[str]]:
    notes: list[str] = []
    if path.suffix == ".parquet":
        frame = geopandas.read_parquet(path)
    else:
        layer, notes = _layer(path)
        frame, more = _read_layer(path, layer)
        notes = notes + more
    if len(frame) > FEATURE_LIMIT:
        raise BadBoundaries(f"В файле {len(frame)} объектов, больше {FEATURE_LIMIT}: это не границы муниципалитетов.")
    return frame, notes


def _layer(path: Path) -> tuple[str, list[str]]:
    """The layer of polygons; of several, the one with most features."""
    layers = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(path)]
    likely = [name for name, kind in layers if "Polygon" in kind or kind in ("Unknown", "GeometryCollection")]
    if not likely:
        raise BadBoundaries("В файле нет слоя с полигонами: есть только точки, линии или таблицы.")
    sizes = {name: int(pyogrio.read_info(path, layer=name, force_feature_count=True)["features"]) for name in likely}
    chosen = max(likely, key=lambda name: sizes[name])
    if len(likely) == 1:
        return chosen, []
    return chosen, [f"Слоёв с полигонами: {len(likely)}; взят «{chosen}», в нём больше всего объектов."]


def _read_layer(path: Path, layer: str) -> tuple[geopandas.GeoDataFrame, list[str]]:
    """Shapefiles without a .cpg say nothing of their encoding: UTF-8 if it fits, else Windows-1251."""
    options: dict[str, Any] = {"layer": layer, "use_arrow": False}
    if path.suffix.lower() != ".shp" or path.with_suffix(".cpg").exists() or path.with_suffix(".CPG").exists():
        return pyogrio.read_dataframe(path, **options), []
    try:
        return pyogrio.read_dataframe(path, encoding="UTF-8", **options), []
    except UnicodeDecodeError:
        frame = pyogrio.read_dataframe(path, encoding="CP1251", **options)
        return frame, ["Кодировка таблицы не указана; прочитана как Windows-1251."]
