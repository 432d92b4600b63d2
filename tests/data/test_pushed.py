"""Pushed records become Appeals under their own names; one bad record never spoils the others."""

from __future__ import annotations

from typing import Any

GOOD: dict[str, Any] = {"source": "pos", "external_id": "1", "received": "2025-12-24T21:29:05+03:00"}
