"""HTML becomes plain text; links to persons stay recognisable for the masking."""

from __future__ import annotations

import pyarrow as pa
import pytest

from data.privacy import mask
from data.sources.markup import to_plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("раз<br>два<BR/>три</p>", "раз\nдва\nтри\n"),
        ("<b>яма</b> &quot;тут&quot; &amp; там&nbsp;", 'яма "тут" & там\u00a0'),
        ("<script>alert(1)</script>яма", " яма"),
        ('<a href="https://site.ru/x">сайт</a>', "сайт"),
        ("<a class='m' href='//vk.com/id1'>Иван Петров</a>!", "[id0|Иван Петров]!"),
        ("5 < 6 и 7 > 2", "5 < 6 и 7 > 2"),
        ("без разметки", "без разметки"),
        (None, None),
    ],
)
def test_mark_up_is_taken_off(text: str | None, plain: str | None) -> None:
    assert to_plain(pa.array([text], pa.string()))[0].as_py() == plain


def test_no_name_leaks_through_a_link() -> None:
    texts = to_plain(pa.array(['<a href="https://m.vk.com/ivan">Ваня Ли</a>, спасибо']))
    assert mask(texts).to_pylist() == ["[имя скрыто], спасибо"]
