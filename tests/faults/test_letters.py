"""Letters whose worker is killed again and again: each exactly once, in order, and on every pledge."""

from typing import Any

import pytest

from app.core.pdf import RenderedPdf
from app.core.storage import sha256_of
from tests.faults.letters import kill_while_issuing

LETTERS, KILLS = 24, 3


def quickly(_template: str, document: object, *, title: str) -> RenderedPdf:
    content = f"{title}\n{document!r}".encode()
    return RenderedPdf(content, 1, sha256_of(content))


def test_a_worker_killed_several_times_issues_each_letter_exactly_once(
    own_app: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("app.documents.printing.render_pdf", quickly)
    tally = kill_while_issuing(own_app, letters=LETTERS, kills=KILLS)
    assert tally.kills == KILLS, "the kills met nobody: this shows nothing"
    assert tally.status == "done"
    assert len(tally.issued) == tally.papers == LETTERS
    assert set(tally.issued.values()) == {1}
    assert tally.numbers == list(range(1, LETTERS + 1))
    assert len(tally.steps) == LETTERS
    assert set(tally.steps.values()) == {1}
    assert not tally.faults
