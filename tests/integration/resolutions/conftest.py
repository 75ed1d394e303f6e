"""A session with pledges on a day that does not move."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _on_a_december_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 12, 5, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers without the typesetting, for tests of what happens around them."""
    from app.core.pdf import RenderedPdf
    from app.core.storage import sha256_of

    def render(_template: str, document: object, *, title: str) -> RenderedPdf:
        content = f"{title}\n{document!r}".encode()
        return RenderedPdf(content, 1, sha256_of(content))

    monkeypatch.setattr("app.documents.printing.render_pdf", render)
