"""The line above the figures: what stands out, in words; the whole of it under the pointer where the line is cut."""

from __future__ import annotations

from dashboard.parts import html


def render(news: str, figures: str) -> html.Span | None:
    """What stands out, and how much there is: the figures stand below it anyway, so they give way where there is no room."""
    said = " ".join(each for each in (news, figures) if each)
    if not said:
        return None
    shown = [news, html.Span(f" {figures}", className="also")] if news and figures else said
    return html.Span(shown, title=said)
