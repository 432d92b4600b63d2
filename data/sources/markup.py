"""Turns HTML of a text into plain text, keeping links to persons recognisable for the masking."""

from __future__ import annotations

import html

import pyarrow as pa
import pyarrow.compute as pc

from data.sources.values import each

_PERSON_LINK = (
    r"(?is)<a\s[^<>]*href\s*=\s*[\"']?[^\"'<>\s]*(?:vk\.com|vk\.ru|vkontakte\.ru|ok\.ru|t\.me)/[^<>]*>([^<]*)</a\s*>"
)
_STEPS = (
    (r"(?is)<(?:script|style)\b[^<>]*>.*?</(?:script|style)\s*>", " "),
    (_PERSON_LINK, r"[id0|\1]"),
    (r"(?i)<br\s*/?>|</(?:p|div|li|tr|h[1-6])\s*>", "\n"),
    (r"(?i)</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", ""),
)


def to_plain(texts: pa.Array) -> pa.Array:
    """Without tags and entities; a link to a person's page becomes the mark `[id0|name]`."""
    if pc.any(pc.match_substring(texts, "<")).as_py():
        for pattern, put in _STEPS:
            texts = pc.replace_substring_regex(texts, pattern, put)
    if pc.any(pc.match_substring_regex(texts, r"&[#a-zA-Z]")).as_py():
        texts = each(texts, html.unescape)
    return texts
