"""Pressing on a day that does not move, with two agencies that are late."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from tests import factories

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _on_a_november_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC), tick=False):
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


@pytest.fixture
def late(council: Any) -> list[Any]:
    """Three adopted pledges that are overdue: two of one agency, one of another."""
    return late_pledges(council, 2, (2, 1))


def late_pledges(council: Any, agencies: int, each: tuple[int, ...], *, first: int = 1) -> list[Any]:
    session = factories.make_session(council.id, held_on=date(2026, 7, 8))
    group = factories.make_topic_group(council.id, session=session)
    pledges = []
    for place in range(agencies):
        agency = factories.make_agency(council.id, name=f"Sở số {first + place:03d}")
        office = factories.make_office(council.id, agency=agency)
        holding = factories.make_holding(council.id, office=office)
        question = factories.make_question(council.id, topic_group=group)
        answer = factories.make_answer(council.id, question=question, holding=holding)
        pledges += [
            factories.make_pledge(council.id, answer=answer, due_on=date(2026, 10, 31))
            for _pledge in range(each[place % len(each)])
        ]
    factories.adopt(*pledges, number=f"{94 + first}/NQ-HĐND")
    return pledges
