"""What the pages of a council share."""

from typing import Any

from werkzeug.wrappers import Response

from app.core.web import council_blueprint

blueprint = council_blueprint("council", __name__)
ROWS = 100
"""Rows a page of the lists that stand in the order of Vietnamese names."""
Page = str | Response | tuple[str, int]


def status_of(form: Any) -> int:
    """422 where something typed was refused."""
    return 422 if form.errors else 200
