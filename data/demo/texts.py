"""What citizens write and what they are answered, put together from word lists by small random numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.demo.life import FINAL, KINDS
from data.demo.words import Themes, sentences, words

_SIGNED, _VK_NAMED = 0.09, 0.12
"""Shares of texts that carry a phone, a name or a flat, and of VK texts that name a person in mark-up."""
_ALL = 2**16


class Phrases:
    """Sentences by topic, cut at the place they speak of, laid out flat for picking by number."""

    def __init__(self, themes: Themes) -> None:
        known = sentences()
        lists = [[*known.get(code, ()) * 3, *known[code[:2]]] for code in themes.codes]
        self._first = np.concatenate([[0], np.cumsum([len(texts) for texts in lists])])
        cut = [text.split("{at}") for texts in lists for text in texts]
        extra = [[text.split("{at}") for text in words(kind)] for kind in ("thanks", "spam")]
        self._extra = {"thanks": (len(cut), len(extra[0])), "spam": (len(cut) + len(extra[0]), len(extra[1]))}
        cut = [*cut, *extra[0], *extra[1]]
        self._heads = pa.array([head for head, _ in cut])
        self._tails = pa.array([tail for _, tail in cut])

    def pick(
        self, topic: NDArray[np.int64], kind: NDArray[np.int8], chance: NDArray[np.uint16]
    ) -> NDArray[np.int64]:
        """Positions of a sentence for each topic; thanks and spam have their own."""
        length = self._first[topic + 1] - self._first[topic]
        found = self._first[topic] + chance.astype(np.int64) * length // _ALL
        for name, (first, count) in self._extra.items():
            found = np.where(kind == KINDS.index(name), first + chance.astype(np.int64) * count // _ALL, found)
        return np.asarray(found)

    def sentences(self, picked: NDArray[np.int64], at: pa.Array) -> pa.Array:
        """The picked sentences with their places."""
        index = pa.array(picked)
        return _capital(pc.binary_join_element_wise(self._heads.take(index), at, self._tails.take(index), ""))


def compose(sentences: pa.Array, kind: NDArray[np.int8], chance: NDArray[np.uint16], vk: NDArray[np.bool_]) -> pa.Array:
    """The texts: greeting, sentence, detail, request, now and then a signature or a name; spam comes bare."""
    named = vk & (chance[:, 5] < _VK_NAMED * _ALL)
    greeting = pc.if_else(pa.array(named), _choose(_handles(), chance[:, 1]), _choose(words("greeting"), chance[:, 1]))
    signed = pa.array((chance[:, 5] >= (1 - _SIGNED) * _ALL) & (kind < KINDS.index("spam")))
    signature = pc.if_else(signed, _choose(_signatures(), chance[:, 4]), "")
    asks = pa.array(kind < KINDS.index("thanks"))
    detail = pc.if_else(asks, _choose(words("detail"), chance[:, 2]), "")
    ask = pc.if_else(asks, _choose(words("ask"), chance[:, 3]), "")
    greeting = pc.if_else(asks, greeting, "")
    return pc.binary_join_element_wise(greeting, sentences, detail, ask, signature, "")


def answers(final: NDArray[np.int8], bodies: pa.Array, chance: NDArray[np.uint16]) -> pa.Array:
    """Answers of the bodies by final status."""
    text = pa.array([""] * len(final))
    for number, status in enumerate(FINAL):
        text = pc.if_else(pa.array(final == number), _choose(_filled(words(status)), chance[:, 0]), text)
    return pc.binary_join_element_wise("Здравствуйте! ", bodies, ": обращение рассмотрено. ", text, "")


def _choose(texts: Sequence[str], chance: NDArray[np.uint16]) -> pa.Array:
    return pa.array(texts, pa.string()).take(pa.array(chance.astype(np.int64) * len(texts) // _ALL))


def _capital(texts: pa.Array) -> pa.Array:
    """A sentence that begins with the place begins with a capital all the same."""
    return pc.binary_join_element_wise(
        pc.utf8_upper(pc.utf8_slice_codeunits(texts, 0, 1)), pc.utf8_slice_codeunits(texts, 1), ""
    )


def _people() -> list[tuple[str, str, str]]:
    """Made-up people: every surname is a plain word for «example», so that nobody real can be meant."""
    everyone = product(words("surname"), words("first_name"), words("patronymic"))
    return [one for one in everyone if len({_female(part) for part in one}) == 1]


def _female(name: str) -> bool:
    return name.endswith(("а", "я"))


def _handles() -> list[str]:
    return [f"[id{100_000 + 37 * at}|{first} {last}], " for at, (last, first, _) in enumerate(_people())]


def _signatures() -> list[str]:
    """Numbers of a range nobody has been given."""
    found = []
    for at, (last, first, middle) in enumerate(_people()):
        phone = f"8 (900) 000-{at % 97:02d}-{at % 89:02d}"
        found += [f" Мой телефон {phone}.", f" С уважением, {last} {first} {middle}.", f" Живу в кв. {1 + at % 140}."]
        found += [f" Меня зовут {first} {middle}, звоните {phone}.", f" Пишите: zhitel{at}@example.ru"]
    return found


def _filled(texts: tuple[str, ...]) -> list[str]:
    return [text.replace("{when}", when) for text in texts for when in words("when")]
