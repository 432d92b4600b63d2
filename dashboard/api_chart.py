"""`GET /chart.png`: one chart of the desk as a picture, equal ones of one version made once."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from dashboard import params
from dashboard.api_questions import Endpoint
from dashboard.asker import Asker
from dashboard.briefing.charts import Charts

PATH = "/chart.png"


def endpoint(charts: Charts, asker: Asker) -> Endpoint:
    """The handler: `what`, and the filters."""

    async def handle(request: Request) -> Response:
        query = params.single(request.query_params.multi_items())
        key = (PATH, charts.desk.questions.store.version, tuple(sorted(query.items())))
        body, name = await asker.ask(key, lambda: charts.made(query))
        headers = {"Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
        return Response(body, 200, headers, "image/png")

    return handle
