"""The agency's own pages: its pledges, what was decided on each, what it sent, and its files."""

from flask import Response, g, redirect, render_template, request, url_for

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.council import queries as council
from app.council.models import Agency
from app.evidence.handing_out import download_of, inline_of, page_of
from app.monitoring.courses import Course, courses_on
from app.pledges.domain import TimeRules, TimeStatus, time_status
from app.pledges.models import Pledge
from app.pledges.queries import parts_of
from app.reporting import mine, queries
from app.reporting.domain import SubmissionStatus
from app.reporting.letters import count_letters
from app.reporting.mine import MineView, OwnCounts
from app.reporting.views.letters import spoken_for
from app.reporting.views.pages import Page, blueprint, measure_of, own_agency

NO_COUNTS = OwnCounts(followed=0, to_do=0, closed=0)


@blueprint.get("/my-reports")
@requires(Permission.OWN_REPORT)
def index() -> str:
    """What the agency promised and what is to be done for each, the nearest deadline first."""
    agency_id, day = own_agency(), today()
    view = request.args.get("view", default=MineView.FOLLOWED, type=MineView)
    page, counts = None, NO_COUNTS
    if agency_id is not None:
        page = mine.own_page(agency_id, day=day, view=view, cursor=request.args.get("cursor"))
        counts = mine.own_counts(agency_id, day=day)
    courses = courses_on([line.pledge.id for line in page.rows] if page else [], day=day)
    return render_template(
        "reporting/mine.html",
        agency=council.get_entry(Agency, agency_id) if agency_id else None,
        page=page,
        counts=counts,
        letters=count_letters(spoken_for()),
        view=view,
        courses=courses,
        today=day,
        time_of=lambda pledge: time_of(pledge, courses[pledge.id]),
    )


@blueprint.get("/my-reports/pledges/<int:pledge_id>")
@requires(Permission.OWN_REPORT)
def show_pledge(pledge_id: int) -> str:
    """One pledge of the agency: what was promised, by when, what was decided, what the agency reported."""
    agency_id = own_agency()
    pledge = queries.get_own_pledge(pledge_id, agency_id=agency_id)
    leads = pledge.acting_agency_id == agency_id
    course = courses_on([pledge.id], day=today())[pledge.id]
    logged = queries.logged_reports(pledge.id, agency_id=agency_id or 0)
    return render_template(
        "reporting/pledge.html",
        pledge=pledge,
        leads=leads,
        standing=mine.standing_of(pledge.id, agency_id=agency_id or 0),
        course=course,
        time=time_of(pledge, course),
        today=today(),
        progress=measure_of(pledge),
        parts=parts_of([pledge.id])[pledge.id],
        sent=queries.sent_reports(agency_id=agency_id or 0, pledge_id=pledge.id),
        logged=logged,
        logged_evidence=queries.logged_evidence([each.id for each in logged]),
    )


@blueprint.get("/my-reports/<int:submission_id>")
@requires(Permission.OWN_REPORT)
def show_own(submission_id: int) -> Page:
    """One report as it was sent; a draft is opened to be gone on with."""
    submission = queries.get_own_submission(submission_id, agency_id=own_agency())
    if submission.status is SubmissionStatus.DRAFT:
        return redirect(url_for("reporting.write", pledge_id=submission.pledge_id))
    return render_template("reporting/own.html", submission=submission, pledge=submission.pledge)


@blueprint.get("/my-reports/evidence/<int:evidence_id>")
@requires(Permission.OWN_REPORT)
def download(evidence_id: int) -> Response:
    return download_of(queries.get_own_file(evidence_id, agency_id=own_agency()))


@blueprint.get("/my-reports/evidence/<int:evidence_id>/inline")
@requires(Permission.OWN_REPORT)
def inline(evidence_id: int) -> Response:
    return inline_of(queries.get_own_file(evidence_id, agency_id=own_agency()))


@blueprint.get("/my-reports/evidence/<int:evidence_id>/view")
@requires(Permission.OWN_REPORT)
def show(evidence_id: int) -> str:
    return page_of(queries.get_own_file(evidence_id, agency_id=own_agency()), feature="reporting")


def time_of(pledge: Pledge, course: Course) -> TimeStatus:
    rules = TimeRules(lead=g.council.due_soon_days, long_overdue=g.council.long_overdue_days)
    return time_status(
        lifecycle=pledge.lifecycle,
        due_on=course.due_on,
        completed_on=pledge.completed_on,
        closed_on=pledge.closed_on,
        day=today(),
        rules=rules,
        unmet=course.unmet,
    )
