"""Pledges recorded and adopted by the commands, for tests of what their deadlines hang on."""

from datetime import date
from typing import Any

from app.core.database import db
from app.pledges import commands, history
from app.pledges.domain import NewPledge
from app.sittings.models import QuestioningSession
from tests import factories

SAID_ON = date(2026, 7, 8)
ADOPTED_ON = date(2026, 7, 10)


def recorded(council: Any, deadline_words: str, **values: Any) -> Any:
    """A draft promised on 8 July 2026 in those words."""
    answer = factories.make_answer(council.id, answered_on=SAID_ON)
    new = NewPledge(
        words=f"Việc {answer.id}",
        office_id=answer.office_id,
        deadline_words=deadline_words,
        **values,
    )
    return commands.record_pledge(answer=answer, new=new, actor=None)


def adopted(council: Any, deadline_words: str, **values: Any) -> Any:
    """The same, adopted on 10 July 2026."""
    pledge = recorded(council, deadline_words, **values)
    session = db.session.get_one(QuestioningSession, pledge.session_id)
    resolution = factories.make_resolution(
        council.id, session=session, number=f"{pledge.id}/NQ-HĐND", adopted_on=ADOPTED_ON
    )
    commands.adopt_pledge(
        pledge=pledge, resolution_id=resolution.id, row_number=1, adopted_on=ADOPTED_ON, actor=None
    )
    return pledge


def told(pledge: Any) -> list[tuple[str, date | None]]:
    """The history of its deadline: why, and to which day."""
    return [(line.cause.value, line.due_on) for line in history.lines_of([pledge.id])[pledge.id]]
