"""`GET /brief.pdf` and `/brief.png`: a briefing of a filter set, equal ones of one version made once."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dashboard import params
from dashboard.api_questions import Endpoint
from dashboard.asker import Asker
from dashboard.briefing.briefings import KINDS, Briefings


def path_of(kind: str) -> str:
    """The address of a kind of file."""
    return f"/brief.{kind}"


def endpoint(kind: str, briefings: Briefings, asker: Asker) -> Endpoint:
    """The handler of one kind of file."""

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        key = (kind, briefings.desk.questions.store.version, tuple(sorted(query.items())))
        body, name = await asker.ask(key, lambda: briefings.made(query, kind))
        headers = {
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}",
            "Content-Encoding": "identity",
            "Cache-Control": "no-store",
        }
        return Response(body, 200, headers, KINDS[kind])

    return handle
