"""Folds headers, statuses and topic names so that equal words compare equal."""

from __future__ import annotations

import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, ё as е, one blank for all else: «★ Ямы (дворы)» and «ямы дворы» are one."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _NO_WORD.sub(" ", plain).strip()
