"""Tells the encoding of a text from its bytes, cp1251 from KOI8-R included."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from itertools import pairwise

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CYRILLIC = ("cp1251", "koi8-r", "cp866")
_ASCII = bytes(range(128))
_ENOUGH = 20_000
"""Bytes beyond ASCII that settle the question."""

_WRITTEN_PAIRS = (
    "ав ак ал ам ан ас ат ах бе бл бо бр бы ва ве ви во го да де ди до ду ев ег ед ез ей ек ел ем ен ер ес ет жа же "
    "жи за зд ив ие из ий ик ил им ин ис их ия ка ки ко кр ку ла ле ли ло ма ме ми мо му на не ни но ны об ов ог од "
    "ож ой ол ом он ор ос от па пе по пр ра ре ри ро ру ры са се си ск сл со ст ся та тв те ти то тр ту ты ть ук ул "
    "ус ут уч ую хо че чи ше ши ща ще ье ью ья эт яв яз ят"
)
_PAIRS = frozenset(_WRITTEN_PAIRS.split())
"""The most frequent pairs of letters of Russian, about two thirds of all pairs of a text."""


def detect(chunks: Iterable[bytes]) -> str:
    """Python's name of the encoding of a content given in pieces; reads on until it has seen enough."""
    sample = _sample(chunks)
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    wide = _without_bom(sample)
    if wide:
        return wide
    if _is_utf8(sample):
        return "utf-8"
    return _eight_bit(sample)


def _sample(chunks: Iterable[bytes]) -> bytes:
    """The first piece, and of the following ones the lines that are not plain ASCII, until there are enough."""
    found = bytearray()
    beyond = 0
    for chunk in chunks:
        if not found or not chunk.isascii():
            found += chunk
            beyond += len(chunk.translate(None, _ASCII))
        if beyond >= _ENOUGH:
            break
    return bytes(found)


def _without_bom(sample: bytes) -> str | None:
    """UTF-16 of Russian or Latin text: every second byte is 0 or 4."""
    pairs = sample[: len(sample) // 2 * 2]
    if len(pairs) < 4:
        return None
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = pairs[start::2], pairs[1 - start :: 2]
        wide = high.count(0) + high.count(4)
        if wide > 0.8 * len(high) and wide > 2 * (low.count(0) + low.count(4)):
            return name
    return None


def _is_utf8(sample: bytes) -> bool:
    """Whether the multi-byte characters are whole, but for a few damaged ones and the cut at the end."""
    text = sample.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return damaged <= 1 + 0.05 * beyond and (beyond > damaged or damaged == 0)


def _eight_bit(sample: bytes) -> str:
    """The Cyrillic encoding in which the letters make Russian pairs, else Western."""
    scores = {name: _russian(sample.decode(name, "replace")) for name in _CYRILLIC}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] > 0.15 else "cp1252"


def _russian(text: str) -> float:
    """How Russian the text beyond ASCII is: share of usual pairs, less odd case and no letters. About 0.5 if it is."""
    pairs = usual = odd = other = 0
    for before, letter in pairwise(text):
        if letter < "\x80":
            continue
        if not letter.isalpha() or not "Ѐ" <= letter <= "ӿ":
            other += letter not in "«»№—–…“”„\xa0°"
            continue
        if "Ѐ" <= before <= "ӿ":
            pairs += 1
            usual += (before + letter).lower() in _PAIRS
            odd += before.islower() and letter.isupper()
    return (usual - 2 * odd - 2 * other) / (pairs + other or 1)


def looks_binary(start: bytes, encoding: str) -> bool:
    """Whether the beginning of a content is no text: control characters that no text holds."""
    text = start.decode(encoding, "replace")
    control = sum((letter < " " and letter not in "\t\n\r\x0b\x0c\x1a\x1e") or letter == "\x7f" for letter in text)
    return control > 0.01 * len(text)
