"""What was promised in answer to one's own questions."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home import queries
from app.home.queues.desk import Desk, Item, Queue
from app.pledges.domain import TimeRules, time_status
from app.pledges.extensions import Marks
from app.pledges.hanging import unmet_among
from app.pledges.models import Pledge


def my_pledges(desk: Desk) -> Queue:
    pledges = queries.pledges_to(desk.memberships)
    marks = queries.marks_of(pledges, day=desk.day)
    unmet = unmet_among([pledge.id for pledge in pledges]) if pledges else set()
    return Queue(
        title=_("Pledges given to my questions"),
        items=[
            _my_pledge(pledge, marks.get(pledge.id), desk, unmet=pledge.id in unmet) for pledge in pledges
        ],
        empty=_(
            "What was promised in answer to your questions will stand here, with its deadline and verdict."
        ),
        url=url_for("dossier.register"),
    )


def _my_pledge(pledge: Pledge, marks: Marks | None, desk: Desk, *, unmet: bool) -> Item:
    rules = TimeRules(lead=desk.council.due_soon_days, long_overdue=desk.council.long_overdue_days)
    status = time_status(
        lifecycle=pledge.lifecycle,
        due_on=pledge.effective_due_on,
        completed_on=pledge.completed_on,
        closed_on=pledge.closed_on,
        day=desk.day,
        rules=rules,
        unmet=unmet,
    )
    who = [pledge.person.full_name if pledge.person else "", pledge.office.title if pledge.office else ""]
    due = show_day(pledge.effective_due_on) or pledge.deadline_words
    return Item(
        pledge.words,
        url_for("dossier.pledge_page", pledge_id=pledge.id),
        " · ".join(part for part in (*who, due, *_said(marks)) if part),
        time_status=status,
        verdict=pledge.verdict,
    )


def _said(marks: Marks | None) -> list[str]:
    """The marks beside a deadline in words."""
    if marks is None:
        return []
    extended = [_("extended %(times)s times", times=marks.extensions)] if marks.extensions else []
    asked = [_("extension asked")] if marks.pending else []
    return extended + asked + ([_("asked late")] if marks.late else [])
