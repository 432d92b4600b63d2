"""The pages: which there are and how each is laid out, nothing more."""

from __future__ import annotations

PATHS = ("/", "/records", "/district", "/topic", "/record", "/sources", "/briefings", "/wall", "/wall/setup")
"""Every page with a route; any other path is the server's 404."""
