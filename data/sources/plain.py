"""Splits the well-formed part of a delimited text in bulk; what is not surely well-formed it leaves alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from data.sources.lines import MAX_LINES

_QUOTE, _LF, _CR = b'"\n\r'
_BOM = b"\xef\xbb\xbf"

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Plain:
    """The whole records at the beginning of a text as columns of texts, and how many bytes they take."""

    table: pa.Table
    size: int


def split(text: bytes, delimiter: str, names: tuple[str, ...], most: int) -> Plain | None:
    """The whole records of `text` (UTF-8, beginning with a record and ending with a line).

    None where Python's csv might read them otherwise: stray quotes, lone CRs, NULs, bytes that are no UTF-8, rows of
    another width, records of very many lines or of `most` bytes. A blank line is a row of blanks.
    """
    if len(names) < 2 or text.startswith(_BOM) or b"\x00" in text:
        return None
    content = np.frombuffer(text, np.uint8)
    ends, quotes = np.flatnonzero(content == _LF), np.flatnonzero(content == _QUOTE)
    if not _only_crlf(content, text) or not _well_quoted(content, quotes, ord(delimiter)):
        return None
    whole = ends if not len(quotes) else _outside(ends, quotes)
    if not len(whole) or np.diff(whole, prepend=-1).max() >= most or _most_lines(ends, whole) >= MAX_LINES:
        return None
    return _parsed(text[: int(whole[-1]) + 1], delimiter, names, bool(len(quotes)))


def _only_crlf(content: NDArray[np.uint8], text: bytes) -> bool:
    """Whether every CR is followed by an LF."""
    if b"\r" not in text:
        return True
    returns = np.flatnonzero(content == _CR)
    return bool(returns[-1] + 1 < len(content) and (content[returns + 1] == _LF).all())


def _well_quoted(content: NDArray[np.uint8], quotes: Places, delimiter: int) -> bool:
    """Whether quotes only open a field, close it, or stand doubled in a quoted one."""
    if not len(quotes):
        return True
    opening, closing = quotes[::2], quotes[1::2]
    before = content[opening[opening > 0] - 1]
    after = content[closing[closing + 1 < len(content)] + 1]
    begins = (before == delimiter) | (before == _LF) | (before == _QUOTE)
    finishes = (after == delimiter) | (after == _LF) | (after == _CR) | (after == _QUOTE)
    return bool(begins.all() and finishes.all())


def _outside(ends: Places, quotes: Places) -> Places:
    """The ends of lines that are ends of records."""
    found: Places = ends[np.searchsorted(quotes, ends) % 2 == 0]
    return found


def _most_lines(ends: Places, whole: Places) -> int:
    """Most lines of one record."""
    if len(ends) == len(whole):
        return 1
    return int(np.diff(np.searchsorted(ends, whole), prepend=-1).max())


def _parsed(text: bytes, delimiter: str, names: tuple[str, ...], quoted: bool) -> Plain | None:
    try:
        table = csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(use_threads=False, block_size=len(text) + 1, column_names=names),
            csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                ignore_empty_lines=False,
            ),
            csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=[],
                strings_can_be_null=False,
                check_utf8=not text.isascii(),
            ),
        )
    except pa.ArrowInvalid:
        return None
    return Plain(table, len(text))
