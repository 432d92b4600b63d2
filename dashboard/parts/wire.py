"""Turns a part into the plain tree that assets/js/draw.js draws: strings, and lists of [tag, attributes, children].

Dash lets every component listen to every change of the page; with a thousand of them one live update cost seconds of
script. A part goes over as data instead and is drawn by thirty lines of our own, as text and known attributes only.
"""

from __future__ import annotations

import re
from typing import Any

from dash.development.base_component import Component

Wire = list[Any]
"""Nodes of a part: strings and [tag, attributes, children]."""

RENAMED = {"className": "class", "dateTime": "datetime", "tabIndex": "tabindex"}
ALLOWED = re.compile(
    r"id|class|href|src|alt|title|lang|role|open|type|datetime|tabindex|data-[a-z0-9-]+|aria-[a-z]+"
)


def wire(part: Any) -> Wire:
    """The nodes of a part; None is nothing. Raises TypeError for an attribute that the browser would not take."""
    if part is None:
        return []
    if isinstance(part, (list, tuple)):
        return [node for each in part for node in wire(each)]
    if isinstance(part, Component):
        return [_node(part)]
    return [str(part)]


def _node(part: Component) -> Wire:
    said: dict[str, Any] = part.to_plotly_json()
    props: dict[str, Any] = dict(said["props"])
    children = wire(props.pop("children", None))
    styles = props.pop("style", None) or {}
    attributes = {RENAMED.get(name) or name: str(value) for name, value in props.items() if value is not None}
    for name in attributes:
        if not ALLOWED.fullmatch(name):
            raise TypeError(f"attribute {name} of {said['type']} is not drawn; add it here and in draw.js")
    if styles:
        attributes["style"] = ";".join(f"{name}:{value}" for name, value in styles.items())
    return [said["type"].lower(), attributes, children]
