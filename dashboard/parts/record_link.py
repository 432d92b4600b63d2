"""The address of one record's page: source and number in one word, so that the page is a link like any other."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from dashboard import state
from dashboard.state import View

PATH = "/record"


def named(source: str, external_id: str) -> str:
    """`source:number`; a colon, comma or percent sign within the source is escaped, so that the first colon parts them."""
    return f"{quote(source, safe=' ')}:{external_id}" if any(sign in source for sign in ":%") else f"{source}:{external_id}"


def identity(text: str) -> tuple[str, str]:
    """Source and number of such a word."""
    source, _, external_id = text.partition(":")
    return unquote(source), external_id


def href(row: dict[str, Any], view: View) -> str:
    """The record's page; what was selected stays in the address, so that the way back leads there."""
    return state.href(view.params, PATH, record=named(str(row["source"]), str(row["external_id"])))
