"""The controls of a state: segmented switches and menus, every choice of them a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.parts import html
from dashboard.parts.common import Children, link


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a control: what it says, where it leads, whether it is the present one."""

    text: Children
    href: str
    on: bool
    title: str | None = None


def segmented(label: str, choices: Sequence[Choice], name: str) -> html.Div:
    """A row of choices of which one is on."""
    return html.Div(
        [_segment(each) for each in choices],
        className=f"segmented seg-{name}",
        role="group",
        **{"aria-label": label},
    )


def _segment(choice: Choice) -> html.A:
    state = {"aria-current": "true"} if choice.on else {}
    return link(
        choice.text, choice.href, className="seg on" if choice.on else "seg", title=choice.title, **state
    )


def menu(
    label: str,
    value: str | None,
    choices: Sequence[Choice],
    name: str,
    *,
    several: bool = False,
    changed: bool = True,
) -> html.Details:
    """A button that opens a list of choices; assets/js/state.js closes it on Escape or a click elsewhere."""
    head = [
        html.Span(label, className="menu-label"),
        html.B(value) if value else None,
        html.I(className="caret"),
    ]
    return html.Details(
        [
            html.Summary(
                [each for each in head if each is not None],
                className="menu-head on" if value and changed else "menu-head",
            ),
            html.Div([option(each, several) for each in choices], className="menu-list"),
        ],
        className=f"menu menu-{name}",
        **{"data-menu": "several" if several else "one"},
    )


def option(choice: Choice, several: bool = False) -> html.A:
    """One line of a menu."""
    box = [html.I(className="box" if several else "dot")]
    state: dict[str, Any] = {"aria-current": "true"} if choice.on else {}
    return link(
        [*box, html.Span(choice.text)],
        choice.href,
        className="option on" if choice.on else "option",
        title=choice.title,
        **state,
    )
