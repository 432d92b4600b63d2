"""The line in words: news first, figures after it, nothing where there is nothing to say."""

from __future__ import annotations

from dashboard.parts import lead
from dashboard.parts.wire import wire


def test_news_stand_before_the_figures_and_the_whole_is_its_hint() -> None:
    (drawn,) = wire(lead.render("Рост.", "Всего 5."))
    assert drawn == ["span", {"title": "Рост. Всего 5."}, ["Рост.", ["span", {"class": "also"}, [" Всего 5."]]]]


def test_figures_alone_are_no_aside() -> None:
    assert wire(lead.render("", "Всего 5.")) == [["span", {"title": "Всего 5."}, ["Всего 5."]]]


def test_nothing_to_say_is_no_line() -> None:
    assert lead.render("", "") is None
