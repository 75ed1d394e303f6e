"""What the pages of rounds share."""

from collections.abc import Callable, Mapping
from datetime import date

from flask import render_template
from werkzeug.wrappers import Response

from app.core.submit import EntryForm
from app.core.web import council_blueprint
from app.council.models import Council
from app.monitoring.courses import Course
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Assessment
from app.pledges.domain import TimeRules, TimeStatus, time_status

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("monitoring", __name__)


def show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    return render_template(f"monitoring/{page}.html", form=form, **values), 422 if form.errors else 200


def steps() -> list[tuple[str, str]]:
    """The states of a round in their order, for the row of steps."""
    return [(status.value, status.label) for status in RoundStatus]


def time_at(council: Council, day: date, courses: Mapping[int, Course]) -> Callable[[Assessment], TimeStatus]:
    """The time status of a row's pledge on the day the round looks at, with what the round itself found so far."""
    rules = TimeRules(lead=council.due_soon_days, long_overdue=council.long_overdue_days)

    def of(row: Assessment) -> TimeStatus:
        return time_status(
            lifecycle=row.pledge.lifecycle,
            due_on=courses[row.pledge_id].due_on,
            completed_on=row.completed_on or row.pledge.completed_on,
            closed_on=row.pledge.closed_on,
            day=day,
            rules=rules,
            unmet=courses[row.pledge_id].unmet,
        )

    return of
