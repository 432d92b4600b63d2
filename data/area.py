"""A drawn area as short text: an encoded polyline (5 decimals) of the outline's longitudes and latitudes."""

from __future__ import annotations

from collections.abc import Sequence

_SCALE = 100_000
_MOST_POINTS = 500

Ring = tuple[tuple[float, float], ...]


def encode_area(ring: Sequence[tuple[float, float]]) -> str:
    """Write (lon, lat) points by the encoded polyline algorithm (latitude first, as everywhere it is used)."""
    text, before = "", (0, 0)
    for lon, lat in ring:
        now = (round(lat * _SCALE), round(lon * _SCALE))
        text += _number(now[0] - before[0]) + _number(now[1] - before[1])
        before = now
    return text


def _number(value: int) -> str:
    value = ~(value << 1) if value < 0 else value << 1
    text = ""
    while value >= 0x20:
        text += chr((0x20 | (value & 0x1F)) + 63)
        value >>= 5
    return text + chr(value + 63)


def decode_area(text: str) -> Ring:
    """Read the outline back as (lon, lat) points, degrees; ValueError says in Russian what is wrong."""
    numbers = _numbers(text)
    if len(numbers) % 2 or len(numbers) < 6:
        raise ValueError("в контуре меньше трёх точек")
    if len(numbers) > 2 * _MOST_POINTS:
        raise ValueError(f"в контуре больше {_MOST_POINTS} точек")
    ring, lat, lon = [], 0, 0
    for step_lat, step_lon in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + step_lat, lon + step_lon
        ring.append((lon / _SCALE, lat / _SCALE))
    if any(abs(x) > 360 or abs(y) > 90 for x, y in ring):
        raise ValueError("точка контура вне пределов")
    return tuple(ring)


def _numbers(text: str) -> list[int]:
    numbers, value, shift = [], 0, 0
    for sign in text:
        part = ord(sign) - 63
        if not 0 <= part < 64 or shift > 40:
            raise ValueError("контур записан неверно")
        value |= (part & 0x1F) << shift
        shift += 5
        if part < 0x20:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value, shift = 0, 0
    if shift:
        raise ValueError("контур оборван")
    return numbers


def edges(ring: Ring) -> list[dict[str, float]]:
    """The closed outline's edges as start and end points, for a crossing-number test."""
    return [
        {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
