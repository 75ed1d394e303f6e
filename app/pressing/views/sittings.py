"""The clock before a sitting: who must report by which day, ticks as reports come, the list of who did not."""

from dataclasses import replace

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.downloads import as_preview
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.storage import largest_upload
from app.core.submit import EntryForm, carry_out
from app.documents import queries as documents
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.numbering import offered
from app.documents.printing import preview_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.submit import carry_out_printed
from app.evidence.checks import check_file
from app.evidence.domain import CheckedFile
from app.pressing.clock import commands, queries
from app.pressing.clock.assembling import KIND, list_of, to_be_issued, to_be_shown
from app.pressing.clock.forms import SittingReportForm
from app.pressing.clock.queries import Clock, clock_of
from app.pressing.views.pages import Page, blueprint, counts, show
from app.sittings.queries import get_sitting


@blueprint.get("/pressing/sittings")
@requires(Permission.COUNCIL_READ)
def sittings() -> str:
    """Coming sittings with the day by which reports are due, then the last ones held."""
    day = today()
    return render_template(
        "pressing/sittings.html", sittings=queries.sittings_ahead(day), counts=counts(day), today=day
    )


@blueprint.get("/pressing/sittings/<int:sitting_id>")
@requires(Permission.COUNCIL_READ)
def show_sitting(sitting_id: int) -> Page:
    return show(EntryForm(), "sitting", clock=clock_of(get_sitting(sitting_id)), today=today())


@blueprint.route("/pressing/sittings/<int:sitting_id>/reports/new", methods=["GET", "POST"])
@requires(Permission.REPORT_LOG)
def log_sitting_report(sitting_id: int) -> Page:
    """Tick somebody's report."""
    clock = clock_of(get_sitting(sitting_id))
    form = SittingReportForm(respondent=request.args.get("who", ""), received_on=today())
    form.respondent.choices = [(each.respondent.key, each.name) for each in clock.missing]
    file = _checked(form)
    report = carry_out(
        form,
        lambda: commands.log_report(
            sitting=get_sitting(sitting_id), new=form.to_input(), file=file, actor=current_user
        ),
    )
    if report is not None:
        flash(_("The report is logged."), "success")
        return redirect(url_for("pressing.show_sitting", sitting_id=sitting_id))
    return show(form, "sitting_report", clock=clock_of(get_sitting(sitting_id)))


def _checked(form: SittingReportForm) -> CheckedFile | None:
    """The file sent, if it is what its name says; else the refusal stands beside its field."""
    upload = form.upload if form.is_submitted() else None
    if upload is None:
        return None
    try:
        return check_file(upload, most_bytes=largest_upload())
    except DomainError as error:
        form.refused_file = error
        return None


@blueprint.route("/pressing/sitting-reports/<int:sitting_report_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.REPORT_LOG)
def withdraw_sitting_report(sitting_report_id: int) -> Page:
    """Take back a tick made by mistake."""
    form, report = EntryForm(), queries.get_report(sitting_report_id)
    sitting_id = report.sitting_id

    def act() -> bool:
        commands.withdraw_report(report=queries.get_report(sitting_report_id), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The report was taken back."), "success")
        return redirect(url_for("pressing.show_sitting", sitting_id=sitting_id))
    return show(form, "withdraw", report=queries.get_report(sitting_report_id))


@blueprint.get("/pressing/sittings/<int:sitting_id>/missing.pdf")
@requires(Permission.COUNCIL_READ)
def preview_missing(sitting_id: int) -> Response:
    """The list of who did not report, as a draft."""
    out = replace(usual_outgoing(), issued_on=today())
    return as_preview(preview_of(to_be_shown(clock_of(get_sitting(sitting_id)), g.council, out)).content)


@blueprint.route("/pressing/sittings/<int:sitting_id>/missing", methods=["GET", "POST"])
@requires(Permission.LETTER_SEND)
def issue_missing(sitting_id: int) -> Page:
    """Issue that list for the chair."""
    form = _outgoing_form()
    issued = carry_out_printed(
        form,
        lambda: [to_be_issued(_clock(sitting_id), g.council, form.to_input())],
        lambda printed: issue_paper(
            manuscript=to_be_issued(_clock(sitting_id), g.council, form.to_input()),
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The list is issued."), "success")
        return redirect(url_for("documents.show_document", document_id=issued.id))
    clock, out = _clock(sitting_id), form.to_input()
    return show(
        form,
        "missing",
        clock=clock,
        number_at_issue=paper_style().number_at_issue,
        warnings=about_frame(list_of(clock, g.council, out), KIND, out),
    )


def _clock(sitting_id: int) -> Clock:
    return clock_of(get_sitting(sitting_id))


def _outgoing_form() -> OutgoingForm:
    day = today()
    given = documents.given_numbers(paper_style().symbol_of(KIND), day.year)
    form = OutgoingForm(issued_on=day, number=offered(given))
    form.offer(signers_on(day))
    return form.without("electronic")
