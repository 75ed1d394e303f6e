"""What the register is asked, as conditions of a select. The time status is computed from the deadline in force and the day."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.core.searchable import matches
from app.core.text import search_tokens
from app.council.models import Agency, Office, Person
from app.dossier.acting import in_term
from app.dossier.domain import ExtensionMark, RegisterFilter, RegisterOrder
from app.pledges.domain import Lifecycle, TimeRules, TimeStatus, Verdict
from app.pledges.models import Pledge
from app.pledges.standing import Condition, Standing
from app.sittings.models import QuestioningSession
from app.statistics.measures import has_changed, is_counted, within

FAR_DAY = date(9999, 12, 31)
SORTED_LETTERS = 60


def conditions_of(asked: RegisterFilter, *, at: Standing, rules: TimeRules) -> list[Condition]:
    """Every condition of the filter. They name `Pledge`, its session and topic group and what `at` needs, all joined."""
    found: list[Condition] = [*at.in_register, *within(asked.scope, at)]
    exact = (
        (at.lifecycle, asked.lifecycle),
        (at.verdict, asked.verdict),
        (at.closing_reason, asked.closing),
    )
    found += [column == value for column, value in exact if value is not None]
    found += matches(Pledge.search_text, search_tokens(asked.query))
    if asked.due_from is not None:
        found.append(at.due_on >= asked.due_from)
    if asked.due_until is not None:
        found.append(at.due_on <= asked.due_until)
    if asked.in_term_id is not None:
        found.append(in_term(asked.in_term_id, at))
    if asked.extension is not None:
        found.append(_is_marked(asked.extension, at))
    if asked.time is not None:
        found.append(time_is(asked.time, at=at, rules=rules))
    return found + _counted(asked, at)


def _is_marked(mark: ExtensionMark, at: Standing) -> Condition:
    marks: dict[ExtensionMark, Condition] = {
        ExtensionMark.EXTENDED: at.extensions > 0,
        ExtensionMark.ASKED: at.asks_extension,
        ExtensionMark.ASKED_LATE: at.asks_late,
    }
    return marks[mark]


def _counted(asked: RegisterFilter, at: Standing) -> list[Condition]:
    """Conditions of a figure of the statistics, so that it leads to exactly the pledges it counts."""
    found: list[Condition] = []
    if asked.counted is not None:
        found.append(is_counted(asked.counted, at))
    if asked.change is not None and asked.since is not None:
        found.append(has_changed(asked.change, since=asked.since, at=at))
    return found


def time_is(status: TimeStatus, *, at: Standing, rules: TimeRules) -> Condition:
    """`pledges.domain.time_status` as a condition."""
    day, due = at.day, at.due_on
    draft: Condition = at.lifecycle == Lifecycle.DRAFT
    if status is TimeStatus.DRAFT:
        return draft
    stopped = sa.or_(
        sa.func.coalesce(at.completed_on, FAR_DAY) <= day,
        sa.func.coalesce(at.closed_on, FAR_DAY) <= day,
    )
    if status is TimeStatus.STOPPED:
        return sa.and_(sa.not_(draft), stopped)
    if status is TimeStatus.UNMET:
        return sa.and_(sa.not_(draft), sa.not_(stopped), at.unmet)
    soon, long_ago = day + timedelta(days=rules.lead), day - timedelta(days=rules.long_overdue)
    wanted: dict[TimeStatus, Condition] = {
        TimeStatus.UNDATED: due.is_(None),
        TimeStatus.NOT_DUE: due > soon,
        TimeStatus.DUE_SOON: sa.and_(due > day, due <= soon),
        TimeStatus.DUE_TODAY: due == day,
        TimeStatus.OVERDUE: sa.and_(due < day, due >= long_ago),
        TimeStatus.LONG_OVERDUE: due < long_ago,
    }
    return sa.and_(sa.not_(draft), sa.not_(stopped), sa.not_(at.unmet), wanted[status])


def sort_key(order: RegisterOrder, at: Standing) -> Any:
    """What the register is sorted by; never null, so that a page can begin after any row. Undated pledges come last."""
    keys: dict[RegisterOrder, Any] = {
        RegisterOrder.DUE_ON: sa.func.coalesce(at.due_on, sa.literal(FAR_DAY, sa.Date)),
        RegisterOrder.CODE: Pledge.code,
        RegisterOrder.WORDS: sa.func.substr(Pledge.words, 1, SORTED_LETTERS),
        RegisterOrder.WHO: sa.func.substr(
            sa.func.coalesce(Person.search_text, Office.search_text, Agency.search_text, ""),
            1,
            SORTED_LETTERS,
        ),
        RegisterOrder.VERDICT: sa.case(
            {verdict.value: place for place, verdict in enumerate(Verdict)},
            value=sa.cast(at.verdict, sa.String),
        ),
        RegisterOrder.SAID_ON: QuestioningSession.held_on,
    }
    return keys[order]
