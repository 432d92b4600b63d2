"""The shape of the map's binary answers: length of the head, the head as JSON padded to 4 bytes, then vectors."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np


def body(head: dict[str, Any], *vectors: np.ndarray[Any, Any]) -> bytes:
    """Uint32 length of the head, the head, and the vectors one after another; the widest numbers must come first."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return struct.pack("<I", len(text)) + text + b"".join(vector.tobytes() for vector in vectors)
