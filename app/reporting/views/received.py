"""The secretariat's pages: reports that came, each beside its pledge; accepted, or returned with a remark."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import local_day, today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.transaction import transaction
from app.core.web import number_asked, show_domain_error
from app.monitoring import queries as monitoring
from app.monitoring.courses import courses_on
from app.pledges import extensions, history
from app.pledges.domain import GroundKind
from app.pledges.extending.forms import ExtensionForm
from app.pledges.extending.views import deciding_bodies
from app.pledges.following.forms import DropForm
from app.reporting import commands, queries, received
from app.reporting.domain import SubmissionStatus
from app.reporting.forms import ReturnForm
from app.reporting.models import ReportSubmission
from app.reporting.views.pages import Page, blueprint, measure_of


@blueprint.get("/received-reports")
@requires(Permission.REPORT_LOG)
def waiting() -> str:
    """The reports that came, those that wait first; of one round where it is named."""
    status = request.args.get("status", default=SubmissionStatus.SENT, type=SubmissionStatus)
    status = status if status in received.CAME else SubmissionStatus.SENT
    round_id = number_asked("round")
    return render_template(
        "reporting/received.html",
        page=received.received_page(status, round_id=round_id, cursor=request.args.get("cursor")),
        counts=received.counts(round_id=round_id),
        status=status,
        rounds=received.rounds_with_reports(),
        round_id=round_id,
    )


@blueprint.get("/received-reports/<int:submission_id>")
@requires(Permission.REPORT_LOG)
def show_received(submission_id: int) -> Page:
    return _show(received.get_received(submission_id), ReturnForm())


@blueprint.post("/received-reports/<int:submission_id>/accept")
@requires(Permission.REPORT_LOG)
def accept(submission_id: int) -> Page:
    """Take the report into the register as it was sent."""
    submission, back = (
        received.get_received(submission_id),
        url_for(".show_received", submission_id=submission_id),
    )
    try:
        with transaction():
            commands.accept_report(submission=submission, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("The report is accepted and stands in the register."), "success")
    return redirect(back)


@blueprint.post("/received-reports/<int:submission_id>/return")
@requires(Permission.REPORT_LOG)
def send_back(submission_id: int) -> Page:
    """Return the report, saying what is to be completed."""
    submission, form = received.get_received(submission_id), ReturnForm()

    def act() -> bool:
        remark = form.remark.data or ""
        commands.return_report(submission=submission, remark=remark, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The report is returned; the agency sees your remark."), "success")
        return redirect(url_for("reporting.waiting"))
    return _show(received.get_received(submission_id), form)


@blueprint.get("/received-reports/<int:submission_id>/extension")
@requires(Permission.EXTENSION_LOG)
def extension_form(submission_id: int) -> Page:
    """The form that logs a request for more time, filled in with what the agency asks."""
    submission = received.get_received(submission_id)
    form = ExtensionForm(
        new_words=submission.asked_words,
        new_due_on=submission.asked_due_on,
        ground=submission.asked_ground.words if submission.asked_ground else "",
        reason="\n".join(each for each in (submission.text, submission.difficulties) if each),
        paper_number=submission.document_number,
        received_on=local_day(submission.sent_at) if submission.sent_at else today(),
    )
    form.ground.offer(extensions.offered_grounds(GroundKind.EXTENSION))
    return render_template(
        "pledges/extension_form.html",
        form=form,
        pledge=submission.pledge,
        due_on=getattr(history.deadline_on(submission.pledge_id, today()), "due_on", None),
        action=url_for("extensions.ask", pledge_id=submission.pledge_id),
    )


@blueprint.get("/received-reports/<int:submission_id>/drop")
@requires(Permission.DROP_DECIDE)
def drop_form(submission_id: int) -> Page:
    """The form of the decision to stop following a pledge, filled in with what the agency asks."""
    submission, bodies = received.get_received(submission_id), deciding_bodies()
    form = DropForm(
        ground=submission.asked_ground.words if submission.asked_ground else "",
        decided_on=today(),
        body=bodies[0][0] if bodies else None,
        note=submission.text,
    )
    form.ground.offer(extensions.offered_grounds(GroundKind.DROP))
    form.body.offer(bodies)
    action = url_for("following.drop", pledge_id=submission.pledge_id)
    return render_template("pledges/drop.html", form=form, pledge=submission.pledge, action=action)


@blueprint.get("/rounds/<int:round_id>/reports")
@requires(Permission.COUNCIL_READ)
def of_round(round_id: int) -> str:
    """Who must report in a round and how far each agency is."""
    round_ = monitoring.get_round(round_id)
    agencies = received.agencies_of_round(round_, day=today())
    return render_template("reporting/of_round.html", round=round_, agencies=agencies)


def _show(submission: ReportSubmission, form: EntryForm) -> Page:
    pledge = submission.pledge
    page = render_template(
        "reporting/show.html",
        form=form,
        submission=submission,
        pledge=pledge,
        course=courses_on([pledge.id], day=today())[pledge.id],
        progress=measure_of(pledge),
        earlier=monitoring.reports_of(pledge.id),
        others=[
            each
            for each in queries.sent_reports(agency_id=submission.agency_id, pledge_id=pledge.id)
            if each.id != submission.id
        ],
        row=monitoring.find_open_row(pledge.id),
    )
    return page, 422 if form.errors else 200
