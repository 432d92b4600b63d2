"""Reads an institution's crest (SVG or PNG) once, as the SVG that every briefing shows; a fault is told at the start."""

from __future__ import annotations

import base64
import zlib
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

_PNG = b"\x89PNG\r\n\x1a\n"
_TRIED = b'#set document(title: "crest")\n#image(bytes(sys.inputs.crest), format: "svg", height: 10mm, alt: "crest")'


@cache
def read(path: Path, most_kb: int) -> str:
    """The crest as SVG; ValueError says what is wrong with the file."""
    try:
        size = path.stat().st_size
        body = path.read_bytes() if size <= most_kb * 1024 else b""
    except OSError as fault:
        raise ValueError(f"the crest {path} cannot be read: {fault.strerror}") from fault
    if not body:
        said = "is empty" if not size else f"has {size // 1024} KB; at most {most_kb} KB (brief_crest_max_kb) are taken"
        raise ValueError(f"the crest {path} {said}")
    drawing = _framed(body, path) if body.startswith(_PNG) else _drawn(body, path)
    _tried(drawing, path)
    return drawing


def _framed(body: bytes, path: Path) -> str:
    """A PNG within an SVG of its size, so that there is one kind of drawing."""
    if not _is_whole(body):
        raise ValueError(f"the crest {path} is a torn or damaged PNG")
    wide, high = (int.from_bytes(body[at : at + 4], "big") or 1 for at in (16, 20))
    size = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    inside = f'<image width="{wide}" height="{high}" href="data:image/png;base64,{base64.b64encode(body).decode()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'


def _is_whole(body: bytes) -> bool:
    """Whether every chunk of a PNG is there and sound, up to its end: a damaged one would be left out without a word."""
    at, kind = len(_PNG), b""
    while at + 12 <= len(body) and kind != b"IEND":
        long = int.from_bytes(body[at : at + 4], "big")
        kind, inside = body[at + 4 : at + 8], body[at + 4 : at + 8 + long]
        if zlib.crc32(inside).to_bytes(4, "big") != body[at + 8 + long : at + 12 + long]:
            return False
        at += 12 + long
    return kind == b"IEND"


def _drawn(body: bytes, path: Path) -> str:
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as fault:
        raise ValueError(f"the crest {path} is neither PNG nor SVG: {fault}") from fault
    if root.tag.rpartition("}")[2] != "svg":
        raise ValueError(f"the crest {path} is neither PNG nor SVG: it begins with <{root.tag[:40]}>")
    return ElementTree.tostring(root, encoding="unicode")


def _tried(drawing: str, path: Path) -> None:
    """Set it once as a briefing will: a drawing that only looks whole must not fail every briefing."""
    import typst  # a crest is rare, and the library is large

    try:
        typst.compile(_TRIED, format="pdf", pdf_standards=["a-2b", "ua-1"], sys_inputs={"crest": drawing})
    except typst.TypstError as fault:
        raise ValueError(f"the crest {path} cannot be drawn: {fault.message}") from fault
