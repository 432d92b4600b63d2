"""The trees of a wall's scenes by the rule of small numbers: what is too small says only that, and no sentence tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.texts import Texts

Node = Any
"""A text, or a list of tag, attributes and children (dashboard/parts/wire.py)."""
_FIGURES = frozenset({"wall-figure", "wall-huge", "value"})
_LED = frozenset({"wall-figure", "wall-huge"})
"""Figures that the sentence of a scene tells."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Keeps back what is of fewer appeals than `least`; `unclosed`: how many there are that the scene of answers tells.

    `bare`: the scenes all of whose rows were kept back, so that they would say that there is nothing.
    """

    texts: Texts
    least: int
    unclosed: float = 0.0
    bare: frozenset[str] = frozenset()

    def scene(self, tree: Node) -> Node:
        """The scene, as it is where the rule is not in force."""
        if self.least <= 1:
            return tree
        told, bare = self._node(tree), any("scene-" + name in _names(tree) for name in self.bare)
        return self._said(told, bare) if bare or self._is_led(tree) else told

    def _is_led(self, tree: Node) -> bool:
        """Whether the sentence tells a figure that is too small: the scene of answers tells several, the others their first."""
        figures = _of(tree, lambda names: bool(names & _LED))
        if "scene-answers" in _names(tree):
            return 0 < self.unclosed < self.least or any(self._is_small(one) for one in figures)
        return any(self._is_small(one) for one in figures[:1])

    def _node(self, node: Node) -> Node:
        if isinstance(node, str):
            return node
        tag, attributes, children = node
        names = _names(node)
        if names & _FIGURES or tag == "b":
            return [tag, attributes, [f"<\u202f{self.least}"] if self._is_small(node) else children]
        if "wall-tile" in names and any(self._is_small(one) for one in _of(node, lambda each: "wall-figure" in each)):
            children = [one for one in children if "wall-foot" not in _names(one)]
        return [tag, attributes, [self._node(one) for one in children]]

    def _is_small(self, node: Node) -> bool:
        """Whether a node is a whole number that is too small; a mean has a decimal and a unit."""
        words = "".join(one for one in node[2] if isinstance(one, str))
        return len(node[2]) == 1 and words.isdigit() and 0 < int(words) < self.least

    def _said(self, node: Node, bare: bool) -> Node:
        """With the rule in place of the sentence, and of the words that there is nothing where all was kept back."""
        if isinstance(node, str):
            return node
        tag, attributes, children = node
        if "wall-sentence" in _names(node) or (bare and "wall-empty" in _names(node)):
            return [tag, attributes, [self.texts("brief.few", least=self.least)]]
        return [tag, attributes, [self._said(one, bare) for one in children]]


def _names(node: Node) -> set[str]:
    return set() if isinstance(node, str) else set(node[1].get("class", "").split())


def _of(node: Node, wanted: Callable[[set[str]], bool]) -> list[Node]:
    if isinstance(node, str):
        return []
    own = [node] if wanted(_names(node)) else []
    return own + [found for one in node[2] for found in _of(one, wanted)]
