"""What the register is asked, as conditions of a select. The time status is computed from the deadline in force and the day."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.core.searchable import matches
from app.core.text import search_tokens
from app.council.models import Agency, Office, Person
from app.dossier.domain import RegisterFilter, RegisterOrder
from app.pledges.domain import TimeRules, TimeStatus, Verdict
from app.pledges.models import Pledge
from app.sittings.models import QuestioningSession, TopicGroup

FAR_DAY = date(9999, 12, 31)
SORTED_LETTERS = 60
Condition = sa.ColumnElement[bool]


def conditions_of(asked: RegisterFilter, *, day: date, rules: TimeRules) -> list[Condition]:
    """Every condition of the filter. They name `Pledge` and `TopicGroup`, which the select must join."""
    exact = (
        (Pledge.session_id, asked.session_id),
        (Pledge.lead_agency_id, asked.agency_id),
        (Pledge.person_id, asked.person_id),
        (Pledge.lifecycle, asked.lifecycle),
        (Pledge.verdict, asked.verdict),
        (TopicGroup.title, asked.topic or None),
    )
    found: list[Condition] = [column == value for column, value in exact if value is not None]
    found += matches(Pledge.search_text, search_tokens(asked.query))
    if asked.due_from is not None:
        found.append(Pledge.effective_due_on >= asked.due_from)
    if asked.due_until is not None:
        found.append(Pledge.effective_due_on <= asked.due_until)
    if asked.time is not None:
        found.append(time_is(asked.time, day=day, rules=rules))
    return found


def time_is(status: TimeStatus, *, day: date, rules: TimeRules) -> Condition:
    """`pledges.domain.time_status` as a condition."""
    stopped = sa.or_(
        sa.func.coalesce(Pledge.completed_on, FAR_DAY) <= day,
        sa.func.coalesce(Pledge.closed_on, FAR_DAY) <= day,
    )
    if status is TimeStatus.STOPPED:
        return stopped
    due = Pledge.effective_due_on
    soon, long_ago = day + timedelta(days=rules.lead), day - timedelta(days=rules.long_overdue)
    wanted: dict[TimeStatus, Condition] = {
        TimeStatus.UNDATED: due.is_(None),
        TimeStatus.NOT_DUE: due > soon,
        TimeStatus.DUE_SOON: sa.and_(due > day, due <= soon),
        TimeStatus.DUE_TODAY: due == day,
        TimeStatus.OVERDUE: sa.and_(due < day, due >= long_ago),
        TimeStatus.LONG_OVERDUE: due < long_ago,
    }
    return sa.and_(sa.not_(stopped), wanted[status])


def sort_key(order: RegisterOrder) -> Any:
    """What the register is sorted by; never null, so that a page can begin after any row. Undated pledges come last."""
    keys: dict[RegisterOrder, Any] = {
        RegisterOrder.DUE_ON: sa.func.coalesce(Pledge.effective_due_on, sa.literal(FAR_DAY, sa.Date)),
        RegisterOrder.CODE: Pledge.code,
        RegisterOrder.WORDS: sa.func.substr(Pledge.words, 1, SORTED_LETTERS),
        RegisterOrder.WHO: sa.func.substr(
            sa.func.coalesce(Person.search_text, Office.search_text, Agency.search_text, ""),
            1,
            SORTED_LETTERS,
        ),
        RegisterOrder.VERDICT: sa.case(
            {verdict.value: place for place, verdict in enumerate(Verdict)},
            value=sa.cast(Pledge.verdict, sa.String),
        ),
        RegisterOrder.SAID_ON: QuestioningSession.held_on,
    }
    return keys[order]
