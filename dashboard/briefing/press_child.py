"""The setting process: compiles one page after another for `press.py`, behind everything else, within a limit of memory."""

from __future__ import annotations

import json
import os
import resource
import sys
from functools import cache
from multiprocessing.connection import Connection
from typing import Any

import typst

from data.resident import resident_bytes

BEHIND = 10
"""How far this process stands back (nice): the screens' questions are answered first."""
_MB = 2**20


def serve(connection: Connection) -> None:
    """Do what is asked until nobody asks any more: a job comes, a line about its outcome and its pieces go back."""
    while True:
        try:
            job = json.loads(connection.recv_bytes())
        except EOFError:
            return
        try:
            pieces = work(job)
        except RuntimeError as fault:  # of a query no more is told than its words
            said = [fault.message, fault.diagnostic, fault.hints] if isinstance(fault, typst.TypstError) else [str(fault), "", []]
            connection.send_bytes(json.dumps({"fault": said, "held_mb": resident_bytes() // _MB}).encode())
            continue
        connection.send_bytes(json.dumps({"pieces": len(pieces), "held_mb": resident_bytes() // _MB}).encode())
        for piece in pieces:
            connection.send_bytes(piece)


def work(job: dict[str, Any]) -> list[bytes]:
    """The pages of a job (`press.Job`): one file, a picture a page, or the values of what was queried."""
    compiler = typst.Compiler(job["source"], root=job["root"], font_paths=_fonts(job["fonts"]), sys_inputs=job["inputs"])
    if job["query"]:
        return [compiler.query(job["query"], field="value", one=True).encode()]
    made = compiler.compile(**job["options"])
    return [made] if isinstance(made, bytes) else list(made or [])


@cache
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def bind(megabytes: int) -> None:
    """Stand back, and take no more memory than this."""
    os.setpriority(os.PRIO_PROCESS, 0, max(BEHIND, os.getpriority(os.PRIO_PROCESS, 0)))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * _MB
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    bind(int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])))
