"""Answers owed in writing."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home.queries import SHOWN
from app.home.queues.desk import Desk, Item, Queue
from app.questions.written.domain import WrittenState
from app.questions.written.queries import WrittenLine, written_by_state


def answers_owed(desk: Desk) -> Queue:
    owed = written_by_state((WrittenState.OVERDUE, WrittenState.DUE_SOON), day=desk.day, most=SHOWN)
    return Queue(
        title=_("Written answers due"),
        items=[
            Item(
                line.question.topic or line.question.text,
                url_for("written.answer", question_id=line.question.id),
                _owed(line),
            )
            for line in owed
        ],
        empty=_("Answers owed in writing stand here when their day comes near or has passed."),
        url=url_for("written.index"),
    )


def _owed(line: WrittenLine) -> str:
    due = _("due %(day)s", day=show_day(line.clock.due_on))
    late = _("%(days)s days overdue", days=line.clock.days_late) if line.clock.days_late else ""
    return " · ".join(part for part in (owed_by(line), due, late) if part)


def owed_by(line: WrittenLine) -> str:
    """The office that was asked, and who acts for it today: "Giám đốc Sở A (nay: Giám đốc Sở B)"."""
    office = line.question.addressee_office
    if office is None or line.acting is None or not line.acting.name:
        return office.title if office else ""
    return _("%(office)s (now: %(acting)s)", office=office.title, acting=line.acting.name)
