"""The histories of deadlines and closings hold what the log tells of, and pledges repeat their latest line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.queries import Told, told_of
from app.core.database import db, json_ready
from app.pledges.domain import DeadlineMoved, Lifecycle, PledgeClosed
from app.pledges.models import (
    ClosingDecision,
    DeadlineChange,
    Pledge,
    PledgeAssignment,
    VerdictChange,
)


def broken_histories() -> Iterator[str]:
    """A sentence for each line that is gone or changed, and for each pledge that no longer says what its history says."""
    yield from _lost_lines()
    yield from _strayed_pledges()


def _lost_lines() -> Iterator[str]:
    moves = _rows(DeadlineChange.pledge_id, DeadlineChange.from_day, DeadlineChange.due_on)
    closings = _rows(ClosingDecision.pledge_id, ClosingDecision.reason, ClosingDecision.closed_on)
    for line in told_of(DeadlineMoved.__name__):
        if line.details is not None and _moved(line, line.details) not in moves:
            yield _("Audit line %(seq)s tells of a deadline that is not in the history.", seq=line.seq)
    for line in told_of(PledgeClosed.__name__):
        if line.details is None:
            continue
        if (line.subject_id, line.details.get("reason"), line.details.get("closed_on")) not in closings:
            yield _("Audit line %(seq)s tells of a closing that is not in the history.", seq=line.seq)


def _rows(*columns: Any) -> set[tuple[Any, ...]]:
    return {tuple(json_ready(value) for value in row) for row in db.session.execute(sa.select(*columns))}


def _moved(line: Told, details: dict[str, Any]) -> tuple[Any, ...]:
    due_on = details.get("due_on")
    return (
        line.subject_id,
        details.get("from_day"),
        due_on[-1] if isinstance(due_on, list) and due_on else None,
    )


def _strayed_pledges() -> Iterator[str]:
    deadlines = _latest(DeadlineChange, DeadlineChange.due_on)
    verdicts = _latest(VerdictChange, VerdictChange.verdict)
    acting = _latest_agency()
    adopted = sa.select(
        Pledge.id,
        Pledge.code,
        Pledge.effective_due_on,
        Pledge.verdict,
        Pledge.verdict_on,
        Pledge.lead_agency_id,
        Pledge.acting_agency_id,
    )
    for row in db.session.execute(adopted.where(Pledge.lifecycle != Lifecycle.DRAFT).order_by(Pledge.id)):
        if row.id not in deadlines or deadlines[row.id] != row.effective_due_on:
            yield _("Pledge %(code)s: its deadline is not the latest of its history.", code=row.code)
        if (row.verdict_on is not None or row.id in verdicts) and verdicts.get(row.id) != row.verdict:
            yield _("Pledge %(code)s: its verdict is not the latest of its history.", code=row.code)
        if acting.get(row.id, row.lead_agency_id) != row.acting_agency_id:
            yield _("Pledge %(code)s: who must act is not the latest of its history.", code=row.code)


def _latest_agency() -> dict[int, int | None]:
    """Who had to act last, of pledges that ever passed on."""
    lines = (
        sa.select(PledgeAssignment.pledge_id, PledgeAssignment.agency_id)
        .where(PledgeAssignment.agency_id.is_not(None), PledgeAssignment.part_id.is_(None))
        .order_by(PledgeAssignment.from_day, PledgeAssignment.id)
    )
    return {row[0]: row[1] for row in db.session.execute(lines)}


def _latest(model: Any, column: Any) -> dict[int, date | str | None]:
    """The latest line of each pledge, by the day it counts from and the order of entry."""
    rows = sa.select(model.pledge_id, column).order_by(model.from_day, model.id)
    return {row[0]: row[1] for row in db.session.execute(rows)}
