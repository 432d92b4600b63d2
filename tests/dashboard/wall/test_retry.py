"""The small script that tries again is let through the content policy, and is only on the wall."""

from __future__ import annotations

import base64
import hashlib

from dashboard.wall import retry


def test_the_hash_is_of_the_script() -> None:
    assert base64.b64encode(hashlib.sha256(retry.SCRIPT.encode()).digest()).decode() in retry.HASH
