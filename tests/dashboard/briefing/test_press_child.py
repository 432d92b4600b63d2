"""The setting process answers each job with its pieces or with the fault of the template, until nobody asks."""

from __future__ import annotations

import json
from dataclasses import asdict
from multiprocessing import Pipe
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from dashboard.briefing.press import Job
from dashboard.briefing.press_child import serve, work
from dashboard.briefing.typeset import FONTS


def job(folder: Path, text: str, **more: Any) -> Job:
    (folder / "page.typ").write_text(text, "utf-8")
    return Job(str(folder / "page.typ"), str(folder), str(FONTS), {}, **more)


def test_every_page_is_a_picture_of_its_own(tmp_path: Path) -> None:
    made = work(asdict(job(tmp_path, "one #pagebreak() two", options={"format": "png", "ppi": 72.0})))
    assert [piece[:4] for piece in made] == [b"\x89PNG"] * 2


def test_what_is_queried_comes_as_json(tmp_path: Path) -> None:
    (told,) = work(asdict(job(tmp_path, "#metadata((high: 3)) <said>", query="<said>")))
    assert json.loads(told) == {"high": 3}


def test_a_letter_is_set_with_our_fonts_alone(tmp_path: Path) -> None:
    (made,) = work(asdict(job(tmp_path, '#set text(font: "Golos Text")\nЁж', options={"format": "pdf"})))
    assert b"GolosText" in made
    assert b"LibertinusSerif" not in made


@pytest.mark.parametrize("text", ["#nothing", '#read("/etc/hostname")', '#read("../secret.txt")'])
def test_it_answers_until_nobody_asks(text: str, tmp_path: Path) -> None:
    ours, theirs = Pipe()
    thread = Thread(target=serve, args=(theirs,), daemon=True)  # a failure below is told, not waited for
    thread.start()
    good = job(tmp_path, "page", options={"format": "pdf"})
    ours.send_bytes(json.dumps(asdict(good)).encode())
    told = json.loads(ours.recv_bytes())
    assert told["pieces"] == 1
    assert told["held_mb"] > 20
    assert ours.recv_bytes().startswith(b"%PDF-")
    ours.send_bytes(json.dumps(asdict(job(tmp_path, text, options={"format": "pdf"}))).encode())
    message, *_ = json.loads(ours.recv_bytes())["fault"]
    assert message
    ours.close()
    thread.join(10)
    assert not thread.is_alive()
    theirs.close()
