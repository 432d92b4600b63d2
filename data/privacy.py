"""Protects persons, for every exit alike: masks texts, turns authors into keys, and tells which figures are too small."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.masking import FLATS, LINKS, NUMBERS, apply
from data.masking_few import mask_few
from data.person_names import NAMES
from data.sources.edges import each_once
from data.sources.folding import fold

RULES = (LINKS, NUMBERS, FLATS, *NAMES)
_FEW = 1_000
"""Up to this many texts the patterns compiled once are faster."""

_PERSONAL = (
    "фио", "ф и о", "фамилия", "отчество", "телефон", "тел", "e mail", "email", "почта", "паспорт", "снилс",
    "дата рождения", "заявитель", "заявителя", "автор", "автора", "квартира", "кв", "phone", "first name", "last name",
)  # fmt: skip


Texts = TypeVar("Texts", list[str | None], pa.Array)


def mask(texts: Texts) -> Texts:
    """The texts with phones, e-mails, links to persons, flats, document numbers and full names replaced.

    Masking twice changes nothing. Takes time linear in the length of the texts (RE2).
    """
    if isinstance(texts, list):
        masked: list[str | None] = mask(pa.array(texts, pa.string())).to_pylist()
        return masked
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if texts.null_count == len(texts):
        return texts
    return each_once(texts, _masked)


def _masked(texts: pa.Array) -> pa.Array:
    if len(texts) <= _FEW:
        return pa.array(mask_few(texts.to_pylist(), RULES), pa.string())
    return apply(texts, RULES)


def author_key(source: pa.Array, author: pa.Array, salt: bytes) -> pa.Array:
    """16 hex characters that tell authors of a source apart without naming them; null for a blank."""
    pairs = pc.binary_join_element_wise(source, author, "\x1f")
    if isinstance(pairs, pa.ChunkedArray):
        pairs = pairs.combine_chunks()
    coded = pairs.dictionary_encode()
    keys = [hashlib.blake2b(pair.encode(), key=salt, digest_size=8).hexdigest() for pair in coded.dictionary.to_pylist()]
    return pa.array(keys, pa.string()).take(coded.indices)


def large_enough(counts: NDArray[np.float64], least: int) -> NDArray[np.bool_]:
    """The small-cell rule, for every exit alike: a figure of fewer appeals than `least`, but not of none, could name a person."""
    return np.asarray((counts >= least) | (counts == 0))


def is_personal(header: str) -> bool:
    """Whether a column of this name holds names, phones, flats or documents of citizens."""
    name = f" {fold(header)} "
    return any(f" {word} " in name for word in _PERSONAL)
