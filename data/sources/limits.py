"""The limits under which an untrusted file is read, as the reading process gets them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The `file_*`, `cell_*` and `batch_*` settings: megabytes are 10^6 bytes."""

    max_mb: int = 2_000
    max_unpacked_mb: int = 8_000
    max_ratio: int = 200
    max_memory_mb: int = 4_000
    max_s: int = 1_800
    cell_chars: int = 1_000_000
    batch_rows: int = 61_440
    batch_chars: int = 64_000_000
    max_columns: int = 2_000

    @property
    def line_chars(self) -> int:
        """Longest line kept whole: room for an over-long cell beside the readable rest of its row."""
        return 20 * self.cell_chars

    def to_json(self) -> str:
        """As one argument of the reading process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """The other end of `to_json`."""
        return cls(**json.loads(text))
