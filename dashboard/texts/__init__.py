"""Every string a user sees, in Russian and English, and how numbers and dates are written."""

from __future__ import annotations

from dashboard.texts.catalogue import LANGUAGES, Texts, texts

__all__ = ["LANGUAGES", "Texts", "texts"]
