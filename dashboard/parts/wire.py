"""Turns a part into the plain tree that assets/js/draw.js draws: strings, and lists of [tag, attributes, children].

Dash lets every component listen to every change of the page; with a thousand of them one live update cost seconds of
script. A part goes over as data instead and is drawn by thirty lines of our own, as text and known attributes only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dash.development.base_component import Component

Wire = list[Any]
"""Nodes of a part: strings and [tag, attributes, children]."""

RENAMED = {"className": "class", "dateTime": "datetime", "tabIndex": "tabindex", "colSpan": "colspan"}
ALLOWED = re.compile(
    r"id|class|href|target|src|alt|title|lang|role|open|type|datetime|tabindex|scope|colspan|data-[a-z0-9-]+|aria-[a-z]+"
)

DRAWINGS = ("d", "viewBox", "preserveAspectRatio")
"""Attributes of drawings alone."""

_DASHS = frozenset({"children", "style", "available_properties", "available_wildcard_properties"})
"""What is no attribute: drawn apart, or Dash's own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A node of an SVG drawing (`svg`, `path`), which Dash has no component for."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Drawing, ...] = ()


def wire(part: Any) -> Wire:
    """The nodes of a part; None is nothing. Raises TypeError for an attribute that the browser would not take."""
    if part is None:
        return []
    if isinstance(part, (list, tuple)):
        return [node for each in part for node in wire(each)]
    if isinstance(part, Component):
        return [_node(part)]
    if isinstance(part, Drawing):
        return [[part.tag, part.attributes, wire(part.children)]]
    return [str(part)]


def _node(part: Component) -> Wire:
    """The properties a component was given are its attributes that Dash has not put there itself: its own `to_plotly_json`
    looks for each of the hundred that it might have, a thousand times a click."""
    props, attributes = vars(part), dict[str, str]()
    for name, value in props.items():
        if value is not None and (known := _attribute(name)) is not None:
            if not known:
                raise TypeError(f"attribute {name} of {part._type} is not drawn; add it here and in draw.js")
            attributes[known] = str(value)
    if styles := props.get("style"):
        attributes["style"] = ";".join([f"{name}:{value}" for name, value in styles.items()])
    children = props.get("children")
    return [part._type.lower(), attributes, [children] if type(children) is str else wire(children)]


@cache
def _attribute(name: str) -> str | None:
    """What a property is called in the browser; None for what is no attribute, nothing for what is not drawn."""
    if name in _DASHS or name.startswith("_"):
        return None
    renamed = RENAMED.get(name, name)
    return renamed if ALLOWED.fullmatch(renamed) else ""
