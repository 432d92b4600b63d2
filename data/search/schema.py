"""The index's fields and analysers; whoever changes them counts `NUMBER` up, and every index is built anew."""

from __future__ import annotations

from functools import cache

import tantivy

NUMBER = 2
"""Of the fields, the analysers and the statement that fills them (`ask/search_slice`)."""
CODES = ("region", "source", "channel", "type", "status", "precision", "district", "budget", "repeat")
"""Fields of codes, taken as they are, one an appeal: they can be looked up by a code, and read of an appeal."""
TERMS = ("topic", "number", "day")
"""Fields to look up only: topic and its group, the appeal's number, the day of receipt (counted from 1970)."""
MOMENTS = ("received", "ended", "due")
"""Microseconds since 1970, UTC."""
DAY_US = 86_400_000_000
NEVER = 2**62
"""Stands for a moment that is not known to come."""
_STEMS, _FORMS = "russian_stems", "russian_forms"


@cache
def analysers() -> tuple[tantivy.TextAnalyzer, tantivy.TextAnalyzer]:
    """Folded text → the stems of its words (Snowball's Russian stemmer), and → the words as they stand."""
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    stems = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    return stems.filter(tantivy.Filter.stemmer("russian")).build(), words.build()


def prepared(index: tantivy.Index) -> tantivy.Index:
    """The index with its analysers; what it holds is seen anew when told so, not by itself."""
    stems, forms = analysers()
    index.register_tokenizer(_STEMS, stems)
    index.register_tokenizer(_FORMS, forms)
    index.config_reader("manual")
    return index


def _schema() -> tantivy.Schema:
    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field("id", indexed=True, fast=True)
    fields.add_unsigned_field("cell", fast=True)
    for name in MOMENTS:
        fields.add_integer_field(name, fast=True)
    for name in (*CODES, *TERMS):
        fields.add_text_field(name, fast=name in CODES, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("text", tokenizer_name=_STEMS, index_option="position")
    fields.add_text_field("form", tokenizer_name=_FORMS, index_option="basic")
    return fields.build()


SCHEMA = _schema()
