"""Only coroutine functions become callbacks."""

from __future__ import annotations

from typing import Any

import pytest
from dash import Dash, Input, Output

from dashboard.callbacks.register import SynchronousCallback, register


def test_a_synchronous_function_is_refused_by_name() -> None:
    def slow(_: Any) -> None:
        return None

    with pytest.raises(SynchronousCallback, match="slow"):
        register(Dash("t"), Output("a", "b"), Input("c", "d"))(slow)  # type: ignore[arg-type]


def test_a_coroutine_function_is_registered_and_handed_back() -> None:
    app = Dash("t", backend="fastapi")

    async def quick(_: Any) -> None:
        return None

    assert register(app, Output("a", "b"), Input("c", "d"))(quick) is quick
    assert "a.b" in app.callback_map
