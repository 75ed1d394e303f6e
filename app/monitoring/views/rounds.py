"""The list of rounds, opening one, its worktable, approval, the follow-up appendix."""

from decimal import Decimal

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.web import number_asked
from app.council import queries as council
from app.documents import queries as documents
from app.documents.domain import DocumentKind, file_name
from app.documents.listing import mendings
from app.documents.long.submit import after_issue, carry_out_issue, show_print
from app.documents.settings.queries import paper_style
from app.documents.word import DOCX
from app.monitoring import commands, offer, queries
from app.monitoring.courses import courses_on
from app.monitoring.domain import RoundStatus
from app.monitoring.follow_up import current_follow_up
from app.monitoring.forms import ApprovalForm, IssueForm, RoundForm, StepForm
from app.monitoring.incoming import incoming_of
from app.monitoring.long import FollowUpPrint, LongFollowUp
from app.monitoring.models import Round
from app.monitoring.parts import who_owes_in_round
from app.monitoring.queries import WorkView
from app.monitoring.views.pages import Page, blueprint, show, steps, time_at
from app.monitoring.warnings import warnings_of
from app.monitoring.word import write_follow_up


@blueprint.get("/rounds")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    return render_template("monitoring/list.html", page=queries.rounds(request.args.get("cursor")))


@blueprint.route("/rounds/new", methods=["GET", "POST"])
@requires(Permission.ROUND_OPEN)
def open_round() -> Page:
    """The filters of the address choose which pledges are offered; all of them are ticked at first."""
    session_id, agency_id = number_asked("session"), number_asked("agency")
    number = offer.next_number()
    form = RoundForm(number=Decimal(number), as_of=today())
    form.offer([(body.id, body.name) for body in council.bodies()])
    made = carry_out(form, lambda: commands.open_round(new=form.to_input(), actor=current_user))
    if made is not None:
        return redirect(url_for("monitoring.show_round", round_id=made.id))
    return show(
        form,
        "open",
        pledges=queries.candidates(session_id=session_id, agency_id=agency_id),
        ticked=set(form.pledges.data or ()) if form.is_submitted() else None,
        sessions=offer.session_choices(),
        agencies=offer.agency_choices(),
    )


@blueprint.get("/rounds/<int:round_id>")
@requires(Permission.COUNCIL_READ)
def show_round(round_id: int) -> str:
    """The worktable, fifty rows a page."""
    round_ = queries.get_round(round_id)
    view = request.args.get("view", default=WorkView.ALL, type=WorkView)
    agency_id = number_asked("agency")
    page = queries.work_page(round_id, view=view, agency_id=agency_id, cursor=request.args.get("cursor"))
    courses = courses_on([row.pledge_id for row in page.rows], day=round_.as_of)
    return render_template(
        "monitoring/detail.html",
        round=round_,
        view=view,
        agency_id=agency_id,
        page=page,
        courses=courses,
        owing=who_owes_in_round(page.rows, round_.as_of),
        incoming=incoming_of(round_, page.rows, day=today()),
        progress=queries.progress(round_id),
        agencies=offer.agency_choices(round_id),
        steps=steps(),
        time_of=time_at(g.council, round_.as_of, courses),
        paper=documents.find_current(
            kind=DocumentKind.FOLLOW_UP_APPENDIX, subject_type="Round", subject_id=round_id
        ),
        report=documents.find_current(
            kind=DocumentKind.ROUND_REPORT, subject_type="Round", subject_id=round_id
        ),
        mended=mendings(Round.__name__, round_id),
    )


@blueprint.post("/rounds/<int:round_id>/collect")
@requires(Permission.ROUND_OPEN)
def collect(round_id: int) -> Page:
    return _move(queries.get_round(round_id), RoundStatus.COLLECTING)


@blueprint.post("/rounds/<int:round_id>/assess")
@requires(Permission.ROUND_OPEN)
def start_assessing(round_id: int) -> Page:
    return _move(queries.get_round(round_id), RoundStatus.ASSESSING)


@blueprint.route("/rounds/<int:round_id>/approve", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def approve(round_id: int) -> Page:
    round_ = queries.get_round(round_id)
    form = ApprovalForm(version=queries.edition(round_))

    def act() -> bool:
        commands.approve_round(
            round_=round_,
            confirmed=bool(form.confirmed.data),
            expected_edition=form.expected_version,
            actor=current_user,
        )
        return True

    if carry_out(form, act):
        flash(_("The verdicts are approved. The follow-up appendix can be issued."), "success")
        return redirect(url_for("monitoring.show_round", round_id=round_id))
    return show(form, "approve", round=queries.get_round(round_id), progress=queries.progress(round_id))


@blueprint.get("/rounds/<int:round_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(round_id: int) -> Page:
    """The follow-up appendix as it would be issued now, marked as a draft; not on the list of papers."""
    round_ = queries.get_round(round_id)
    if round_.status is RoundStatus.ISSUED:
        return redirect(url_for("monitoring.show_round", round_id=round_id))
    return show_print(FollowUpPrint(round_id=round_id))


@blueprint.get("/rounds/<int:round_id>/appendix.docx")
@requires(Permission.COUNCIL_READ)
def word(round_id: int) -> Response:
    """The follow-up appendix, issued or as a draft, as a Word file; made on the spot, never kept."""
    document = current_follow_up(queries.get_round(round_id), g.council)
    name = file_name(document.enclosure.number, DocumentKind.FOLLOW_UP_APPENDIX, "docx")
    return as_download(write_follow_up(document), media_type=DOCX, name=name)


@blueprint.route("/rounds/<int:round_id>/issue", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def issue(round_id: int) -> Page:
    symbol = paper_style().symbol_of(DocumentKind.ROUND_REPORT)
    form = IssueForm(issued_on=today(), number=documents.offered_number(symbol, today().year))
    issued = carry_out_issue(form, lambda: LongFollowUp(round_id=round_id, new=form.to_input()))
    if issued is not None:
        done = _("The follow-up appendix is issued.")
        return after_issue(issued, done, url_for("monitoring.show_round", round_id=round_id))
    return show(
        form,
        "issue",
        round=queries.get_round(round_id),
        progress=queries.progress(round_id),
        warnings=warnings_of(queries.assessments(round_id)),
    )


def _move(round_: Round, to: RoundStatus) -> Page:
    form, target = StepForm(), url_for("monitoring.show_round", round_id=round_.id)

    def act() -> bool:
        commands.move_round(round_=round_, to=to, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The round is now: %(status)s.", status=to.label), "success")
    else:
        flash(" ".join(form.form_errors), "danger")
    return redirect(target)
