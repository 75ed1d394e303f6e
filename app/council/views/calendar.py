"""The working calendar: a year on a page, its days entered one by one or taken over from the public holidays.

Whatever moves a deadline in force is shown before it is saved.
"""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import ForeseeingForm, carry_out_foreseen
from app.council import commands, queries
from app.council.domain import DayKind
from app.council.forms import CalendarDayForm, YearForm
from app.council.models import CalendarDay
from app.council.views.pages import Page, blueprint, status_of
from app.council.year import not_taken_over, year_of

FIRST_YEAR, LAST_YEAR = 1976, 2098


def _year_asked() -> int:
    year = request.args.get("year", type=int) or today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


@blueprint.get("/calendar")
@requires(Permission.DIRECTORY_READ)
def calendar() -> str:
    """A year: which days rest, which weekend days are worked, and by what."""
    return render_template(
        "council/calendar.html",
        year=year_of(_year_asked()),
        today=today(),
        first_year=FIRST_YEAR,
        last_year=LAST_YEAR,
    )


@blueprint.route("/calendar/days/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def add_calendar_day() -> Page:
    """A day of rest or a worked weekend day that the public calendar does not have, or has otherwise."""
    form = CalendarDayForm(kind=DayKind.REST)

    def act() -> date:
        new = form.to_input()
        commands.enter_day(council_id=g.council.id, new=new, actor=current_user)
        return new.day

    day = carry_out_foreseen(form, act)
    if day and request.form.get("action") == "save_next":
        flash(_("Saved."), "success")
        return redirect(url_for("council.add_calendar_day"))
    if day:
        return _to_year(day)
    return _show_day(form, title=_("Add a day"))


@blueprint.route("/calendar/days/<int:day_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def change_calendar_day(day_id: int) -> Page:
    row = queries.get_calendar_day(day_id)
    form = CalendarDayForm(obj=row)

    def act() -> CalendarDay:
        return commands.change_day(
            row=row, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )

    if carry_out_foreseen(form, act):
        return _to_year(form.day.data)
    stored = form.stored_values(queries.get_calendar_day(day_id))
    return _show_day(form, title=_("Change the day"), conflicts=form.conflicts(stored))


@blueprint.route("/calendar/days/<int:day_id>/remove", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def remove_calendar_day(day_id: int) -> Page:
    """Take a day out, after asking; the public calendar says again what it is."""
    row, form = queries.get_calendar_day(day_id), ForeseeingForm()
    day = row.day

    def act() -> bool:
        commands.remove_day(row=row, actor=current_user)
        return True

    if carry_out_foreseen(form, act):
        return _to_year(day)
    row = queries.get_calendar_day(day_id)
    return render_template("council/calendar_remove.html", form=form, row=row), status_of(form)


@blueprint.route("/calendar/take-over", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def take_over_calendar() -> Page:
    """The public holidays of a year as the council's own days, so that a document can be added or a day changed."""
    form = YearForm(year=_year_asked())

    def act() -> int:
        year = form.year.data
        return 1 + commands.take_over_public_days(council_id=g.council.id, year=year, actor=current_user)

    done = carry_out_foreseen(form, act)
    if done:
        flash(_("%(n)s days taken over.", n=done - 1), "success")
        return _to_year(date(form.year.data, 1, 1))
    days = not_taken_over(form.year.data or today().year)
    return render_template("council/calendar_take_over.html", form=form, days=days), status_of(form)


def _to_year(day: date) -> Response:
    return redirect(url_for("council.calendar", year=day.year))


def _show_day(form: CalendarDayForm, **shown: object) -> tuple[str, int]:
    page = render_template("council/calendar_day.html", form=form, **{"conflicts": [], **shown})
    return page, status_of(form)
