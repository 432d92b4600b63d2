"""The lines of a content stretch by stretch, as UTF-8 whatever its encoding; undecodable bytes stay as they are."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator

from data.errors import TeplokartaError

STRETCH = 1 << 22
_PIECE = 1 << 18
_UTF8 = ("utf-8", "utf-8-sig")


def text_of(stretch: bytes) -> str:
    """The text of a stretch; undecodable bytes as lone surrogates."""
    return stretch.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The stretch a text came from."""
    return text.encode("utf-8", "surrogateescape")


class Stretches:
    """Whole lines, about `STRETCH` bytes at a time, empty at the end, be it the content's or that of what can be read."""

    def __init__(self, content: io.BufferedReader, encoding: str) -> None:
        self._pieces = _as_utf8(content, encoding)
        self._rest = b""
        self._fault: TeplokartaError | None = None
        self._ended = False

    def more(self) -> bytes:
        """The next stretch; a line that does not end comes in parts (never between CR and LF)."""
        if self._fault:
            return b""
        found = self._gathered()
        if self._ended:
            self._rest = b""
            return found
        end = found.rfind(b"\n") + 1
        if not end and not self._fault:
            end = _safe_end(found)
        self._rest = found[end:]
        return found[:end]

    def check(self) -> None:
        """Raise the fault that ended the content too early."""
        if self._fault:
            raise self._fault

    def _gathered(self) -> bytes:
        """What was left and new pieces up to a stretch; an unfinished line before a fault is lost."""
        parts, size = [self._rest], len(self._rest)
        most = size + STRETCH
        try:
            while size < most:
                piece = next(self._pieces, None)
                if piece is None:
                    self._ended = True
                    break
                parts.append(piece)
                size += len(piece)
        except TeplokartaError as fault:
            self._fault = fault
        return b"".join(parts)


class Text:
    """A stretch as a stream of text that reads on into the following ones where a record does."""

    def __init__(self, stretch: bytes, following: Stretches) -> None:
        self._now = io.StringIO(text_of(stretch), newline="")
        self._left = len(self._now.getvalue())
        self._following = following
        self.left = False

    def readline(self, most: int) -> str:
        """As of a text file: up to `most` characters, shorter only at the end of a line or of the content."""
        line = self._line(most)
        while (not line or line[-1] not in "\r\n") and len(line) < most and self._go_on():
            line += self._line(most - len(line))
        return line

    def rest(self) -> str:
        """What was not read of the stretches taken so far."""
        return self._now.read()

    def _line(self, most: int) -> str:
        line = self._now.readline(most)
        self._left -= len(line)
        self.left = self.left or self._left <= 0
        return line

    def _go_on(self) -> bool:
        """Take the next stretch; whether there is one."""
        stretch = self._following.more()
        self._now = io.StringIO(text_of(stretch), newline="")
        self._left = len(self._now.getvalue())
        if not stretch:
            self._following.check()
        return bool(stretch)


def _as_utf8(content: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    if encoding in _UTF8:
        first = content.read1(_PIECE)
        yield first.removeprefix(codecs.BOM_UTF8) if encoding == "utf-8-sig" else first
        while piece := content.read1(_PIECE):
            yield piece
        return
    wide = encoding.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(encoding)("replace" if wide else "surrogateescape")
    while piece := content.read1(_PIECE):
        yield bytes_of(decoder.decode(piece))
    yield bytes_of(decoder.decode(b"", final=True))


def _safe_end(stretch: bytes) -> int:
    """An end that leaves characters and line ends whole."""
    end = len(stretch.rstrip(b"\r"))
    for back in range(1, min(4, end) + 1):
        lead = stretch[end - back]
        if lead < 0x80:
            return end
        if lead >= 0xC0:
            return end - back
    return end
