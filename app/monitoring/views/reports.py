"""The report on a round: its words, its preview, its issue with the follow-up appendix."""

from dataclasses import asdict, replace

from flask import Response, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.documents import queries as documents
from app.documents.domain import DocumentKind, file_name
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import usual_outgoing
from app.documents.long.submit import after_issue, carry_out_issue
from app.documents.numbering import offered
from app.documents.printing import preview_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.word import DOCX
from app.monitoring import queries
from app.monitoring.domain import RoundStatus
from app.monitoring.follow_up import follow_up_of
from app.monitoring.long import LongReport
from app.monitoring.models import Round
from app.monitoring.report import commands
from app.monitoring.report.assembling import KIND, papers_of, report_of, words_of
from app.monitoring.report.forms import ReportIssueForm, ReportWordsForm
from app.monitoring.report.paper import RoundReportDocument
from app.monitoring.report.queries import find_report
from app.monitoring.report.usual_words import usual_words
from app.monitoring.report.warnings import warnings_of
from app.monitoring.report.word import write_report_file
from app.monitoring.views.pages import Page, blueprint, show


@blueprint.route("/rounds/<int:round_id>/report", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def write_report(round_id: int) -> Page:
    """?words=usual offers the usual words anew; nothing is stored before it is saved."""
    round_, report = queries.get_round(round_id), find_report(round_id)
    if round_.status is RoundStatus.ISSUED:
        return redirect(_page_of(round_))
    appendix = follow_up_of(round_, g.council)
    said = words_of(report, appendix)
    if request.args.get("words") == "usual":
        said = replace(usual_words(appendix), addressee=said.addressee, recipients=said.recipients)
    version = report.version if report else commands.UNWRITTEN
    form = ReportWordsForm(data={**asdict(said), "version": version})
    saved = carry_out(
        form,
        lambda: commands.write_report(
            round_=round_, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        ),
    )
    if saved is not None:
        flash(_("Saved."), "success")
        return redirect(_page_of(round_))
    stored = find_report(round_id)
    return show(
        form,
        "report_words",
        round=queries.get_round(round_id),
        conflicts=form.conflicts(form.stored_values(stored)) if stored else [],
    )


@blueprint.get("/rounds/<int:round_id>/report.pdf")
@requires(Permission.COUNCIL_READ)
def preview_report(round_id: int) -> Page:
    """The report with its appendix as it would be issued now, marked as a draft; not on the list of papers."""
    round_ = queries.get_round(round_id)
    if round_.status is RoundStatus.ISSUED:
        return redirect(_page_of(round_))
    return _as_pdf(round_, replace(usual_outgoing(), issued_on=today()))


@blueprint.get("/rounds/<int:round_id>/report.docx")
@requires(Permission.COUNCIL_READ)
def word_of_report(round_id: int) -> Response:
    """The report, issued or as a draft, as a Word file; made on the spot, never kept."""
    issued = documents.find_current(kind=KIND, subject_type=Round.__name__, subject_id=round_id)
    if issued is not None:
        document = RoundReportDocument.from_data(issued.data)
    else:
        document = report_of(queries.get_round(round_id), g.council, usual_outgoing())
    number = document.letterhead.number if document.letterhead else ""
    name = file_name(number, DocumentKind.ROUND_REPORT, "docx")
    return as_download(write_report_file(document), media_type=DOCX, name=name)


@blueprint.route("/rounds/<int:round_id>/report/issue", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def issue_report(round_id: int) -> Page:
    round_, form = queries.get_round(round_id), _issue_form()
    if request.form.get("action") == "preview" and form.validate():
        return _as_pdf(round_, form.to_input())
    issued = None
    if request.form.get("action") != "preview":
        issued = carry_out_issue(
            form,
            lambda: LongReport(
                round_id=round_id, out=form.to_input(), appendix_inside=bool(form.appendix_inside.data)
            ),
        )
    if issued:
        return after_issue(issued, _("The report is issued."))
    return _show_issue(form, round_id)


def _show_issue(form: ReportIssueForm, round_id: int) -> Page:
    round_ = queries.get_round(round_id)
    out = form.to_input()
    document = report_of(round_, g.council, replace(out, number=""))
    said = words_of(find_report(round_id), document.appendices[0])
    return show(
        form,
        "report_issue",
        round=round_,
        number_at_issue=paper_style().number_at_issue,
        warnings=warnings_of(round_, document, said, out, queries.assessments(round_id)),
    )


def _issue_form() -> ReportIssueForm:
    day = today()
    given = documents.given_numbers(paper_style().symbol_of(KIND), day.year)
    form = ReportIssueForm(issued_on=day, number=offered(given))
    form.offer(signers_on(day))
    form.without("addressees", "recipients")
    return form


def _as_pdf(round_: Round, out: Outgoing) -> Response:
    [paper, *_others] = papers_of(round_, g.council, out, appendix_inside=True)
    return as_preview(preview_of(paper).content)


def _page_of(round_: Round) -> str:
    return url_for("monitoring.show_round", round_id=round_.id)
