"""What questions to the index are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import tantivy

from data.search.schema import SCHEMA

Clause: TypeAlias = tuple[tantivy.Occur, tantivy.Query]


def both(query: tantivy.Query, clauses: Sequence[Clause]) -> tantivy.Query:
    """What a query finds within some clauses."""
    return tantivy.Query.boolean_query([must(query), *clauses]) if clauses else query


def within(clauses: Sequence[Clause]) -> tantivy.Query:
    """All that some clauses leave."""
    if any(occur == tantivy.Occur.Must for occur, _ in clauses):
        return tantivy.Query.boolean_query(list(clauses))
    return both(tantivy.Query.all_query(), clauses)


def any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """What any of the queries finds; nothing, where there are none."""
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def between(name: str, low: int, high: int, kind: tantivy.FieldType = tantivy.FieldType.Integer) -> tantivy.Query:
    """A number of [low, high)."""
    return tantivy.Query.range_query(SCHEMA, name, kind, low, high, include_upper=False)


def codes(name: str, chosen: Sequence[str]) -> tantivy.Query:
    """One of some codes."""
    if len(chosen) == 1:
        return tantivy.Query.term_query(SCHEMA, name, chosen[0])
    return tantivy.Query.term_set_query(SCHEMA, name, list(chosen))


def must(query: tantivy.Query) -> Clause:
    """What all that is found lies within."""
    return tantivy.Occur.Must, query


def but(query: tantivy.Query) -> Clause:
    """What nothing that is found lies within."""
    return tantivy.Occur.MustNot, query
