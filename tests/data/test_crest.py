"""A crest is read once as SVG; whatever cannot be shown stops the start with the reason."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from data import crest
from data.settings import Settings

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 10'><path d='M0 0H8V10Z' fill='#0a3a6e'/></svg>"


def png(wide: int, high: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\x00" + b"\x20\x40\x80" * wide for _ in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_an_svg_stays_a_drawing(tmp_path: Path) -> None:
    path = tmp_path / "crest.svg"
    path.write_text(SVG, "utf-8")
    assert "M0 0H8V10Z" in crest.read(path, 10)


def test_a_png_is_framed_in_its_size(tmp_path: Path) -> None:
    path = tmp_path / "crest.png"
    path.write_bytes(png(6, 9))
    assert 'viewBox="0 0 6 9"' in crest.read(path, 10)


def test_settings_take_a_crest_that_can_be_shown(tmp_path: Path) -> None:
    path = tmp_path / "crest.png"
    path.write_bytes(png(6, 9))
    assert Settings(brief_crest=path).brief_crest == path


def test_it_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "crest.svg"
    path.write_text(SVG, "utf-8")
    first = crest.read(path, 10)
    path.unlink()
    assert crest.read(path, 10) is first


@pytest.mark.parametrize(("body", "said"), [
    (None, "cannot be read"), (b"", "is empty"), (b"<svg>" + b" " * 20_000, "at most 10 KB"), (b"GIF89a", "neither PNG nor SVG"),
    (b"<html/>", "begins with <html>"), (b"\x89PNG\r\n\x1a\n torn off", "damaged PNG"),
    (png(6, 9)[:-20], "damaged PNG"), (png(6, 9).replace(b"IDAT", b"IDAU"), "damaged PNG"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", "cannot be drawn"),
])  # fmt: skip
def test_what_cannot_be_shown_stops_the_start(body: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / "crest.svg"
    if body is not None:
        path.write_bytes(body)
    with pytest.raises(ValueError, match=said):
        Settings(brief_crest=path, brief_crest_max_kb=10)
