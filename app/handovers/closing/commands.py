"""Closing a term. A promise stays one record: it is followed on by the next council, nothing is copied."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import User
from app.core.as_of import as_of
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, lock, put
from app.core.vietnamese import day as written_day
from app.core.vietnamese import number
from app.council.models import Term
from app.handovers.closing import queries
from app.handovers.domain import NewClosing, TermClosed
from app.handovers.models import TermCarry, TermClosing
from app.monitoring.paper_words import VERDICTS
from app.pledges.domain import days_late
from app.pledges.standing import standing


def close_term(*, term: Term, new: NewClosing, actor: User | None) -> TermClosing:
    """Close a term and carry what is still followed into the next one, with how it stood on that day."""
    lock(term)
    _check(term, new)
    closing = TermClosing(
        term_id=term.id,
        next_term_id=new.next_term_id,
        closed_on=new.closed_on,
        document_number=new.document_number,
        note=new.note,
        recorded_by_id=actor.id if actor else None,
    )
    db.session.add(closing)
    db.session.flush()
    pledges = queries.open_of_term(term.id, lock=True)
    stood = {row.id: row for row in queries.promises_of_term(term.id, standing(as_of(new.closed_on)))}
    rows = [
        {
            "council_id": term.council_id,
            "closing_id": closing.id,
            "pledge_id": pledge.id,
            "position": place,
            "condition": condition_of(stood[pledge.id], new.closed_on),
        }
        for place, pledge in enumerate(pledges, start=1)
    ]
    if rows:
        db.session.execute(sa.insert(TermCarry), rows)
    if term.ends_on is None:
        put(term, {"ends_on": new.closed_on})
    details = {
        "next_term_id": new.next_term_id,
        "closed_on": new.closed_on.isoformat(),
        "document_number": new.document_number,
        "pledges": len(rows),
    }
    publish(TermClosed(**about(term, actor), details=details))
    db.session.flush()
    return closing


def _check(term: Term, new: NewClosing) -> None:
    if queries.find_closing(term.id) is not None:
        raise DomainError(N_("Term %(number)s is already closed."), number=term.number)
    if new.closed_on > today():
        raise DomainError(N_("That day has not come yet."), field="closed_on")
    if term.starts_on is not None and new.closed_on < term.starts_on:
        raise DomainError(N_("The term began on %(day)s."), field="closed_on", day=term.starts_on)
    if new.next_term_id not in {each.id for each in queries.other_terms(term)}:
        raise DomainError(N_("Choose a later term that is not closed itself."), field="next_term_id")


def condition_of(stood: Any, day: date) -> str:
    """How a pledge stood on a day, as the list says it: "Đang thực hiện; quá hạn 35 ngày"."""
    due_on = stood.effective_due_on
    late = days_late(due_on, completed_on=stood.completed_on, day=day)
    if due_on is None:
        time = "chưa xác định thời hạn"
    elif late:
        time = f"quá hạn {number(late)} ngày"
    else:
        time = f"trong thời hạn, đến ngày {written_day(due_on)}"
    return f"{VERDICTS[stood.verdict]}; {time}"
