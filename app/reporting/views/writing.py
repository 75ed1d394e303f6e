"""An agency writes its report: kept as a draft as often as wanted, looked over, sent."""

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.choosing import Conflict
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.storage import largest_upload
from app.core.submit import carry_out, wants_next
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.evidence.checks import check_files
from app.monitoring.domain import ReportState
from app.pledges import extensions
from app.pledges.commands import ground_called
from app.pledges.domain import GroundKind
from app.pledges.models import Pledge, PledgePart
from app.pledges.queries import parts_of
from app.reporting import commands, queries
from app.reporting.domain import UNWRITTEN
from app.reporting.forms import SendForm, SubmissionForm
from app.reporting.models import ReportSubmission
from app.reporting.views.pages import Page, blueprint, measure_of, own_agency, part_choices


@blueprint.route("/my-reports/pledges/<int:pledge_id>/write", methods=["GET", "POST"])
@requires(Permission.OWN_REPORT)
def write(pledge_id: int) -> Page:
    """The agency's draft of one pledge; there is one, and both contacts write on it."""
    agency_id = own_agency() or 0
    pledge = queries.get_own_pledge(pledge_id, agency_id=agency_id)
    form = _form_of(agency_id, pledge)
    if _keep_files(form, agency_id, pledge):
        saved = carry_out(form, lambda: _save(form, agency_id, pledge_id))
        if saved is not None and not wants_next():
            flash(_("The draft is kept. Nobody else sees it before it is sent."), "success")
            return redirect(url_for("reporting.write", pledge_id=pledge_id))
        if saved is not None and _may_be_sent(form, agency_id, pledge_id):
            return redirect(url_for("reporting.send", submission_id=saved))
    return _show(form, agency_id, pledge_id)


@blueprint.route("/my-reports/<int:submission_id>/send", methods=["GET", "POST"])
@requires(Permission.OWN_REPORT)
def send(submission_id: int) -> Page:
    """Look the report over, then send it: after that it is not edited any more."""
    draft = queries.get_own_submission(submission_id, agency_id=own_agency())
    form, pledge_id = SendForm(version=draft.version), draft.pledge_id

    def act() -> bool:
        commands.send_report(draft=draft, expected_version=form.expected_version, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The report is sent. You see here when it is accepted or returned."), "success")
        return redirect(url_for("reporting.show_pledge", pledge_id=pledge_id))
    draft = queries.get_own_submission(submission_id, agency_id=own_agency())
    page = render_template("reporting/send.html", form=form, submission=draft, pledge=draft.pledge)
    return page, 422 if form.errors else 200


@blueprint.post("/my-reports/<int:submission_id>/complete")
@requires(Permission.OWN_REPORT)
def complete(submission_id: int) -> Page:
    """Begin the report that follows a returned one."""
    returned = queries.get_own_submission(submission_id, agency_id=own_agency())
    pledge_id = returned.pledge_id
    try:
        with transaction():
            commands.complete_report(returned=returned, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("reporting.show_pledge", pledge_id=pledge_id))
    return redirect(url_for("reporting.write", pledge_id=pledge_id))


@blueprint.route("/my-reports/<int:submission_id>/discard", methods=["GET", "POST"])
@requires(Permission.OWN_REPORT)
def discard(submission_id: int) -> Page:
    """Throw a draft away, after asking."""
    draft = queries.get_own_submission(submission_id, agency_id=own_agency())
    form, pledge_id = SendForm(), draft.pledge_id

    def act() -> bool:
        commands.discard_draft(draft=draft, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The draft is thrown away."), "success")
        return redirect(url_for("reporting.show_pledge", pledge_id=pledge_id))
    pledge = queries.get_own_pledge(pledge_id, agency_id=own_agency())
    page = render_template("reporting/discard.html", form=form, pledge=pledge)
    return page, 422 if form.errors else 200


def _form_of(agency_id: int, pledge: Pledge) -> SubmissionForm:
    """The form as it is opened: the draft, else an empty one with today's day."""
    draft = queries.find_draft(agency_id=agency_id, pledge_id=pledge.id)
    if draft is None:
        form = SubmissionForm(state=ReportState.IN_PROGRESS, reported_on=today(), version=UNWRITTEN)
    else:
        rows = [asdict(proof) for proof in commands.proofs_of(draft)]
        form = SubmissionForm(obj=draft, files=rows, **_grounds(draft))
    _offer(form, parts_of([pledge.id])[pledge.id])
    return form


def _grounds(draft: ReportSubmission) -> dict[str, str]:
    """The ground of a draft in the field of its kind."""
    ground = draft.asked_ground
    if ground is None:
        return {}
    return {"drop_ground" if ground.kind is GroundKind.DROP else "ground": ground.words}


def _offer(form: SubmissionForm, parts: list[PledgePart]) -> None:
    form.offer(
        parts=part_choices(parts),
        grounds=extensions.offered_grounds(GroundKind.EXTENSION),
        drop_grounds=extensions.offered_grounds(GroundKind.DROP),
    )


def _keep_files(form: SubmissionForm, agency_id: int, pledge: Pledge) -> bool:
    """Keep files first, by themselves: they stay with the draft even where the rest of the form must still be mended."""
    if not form.is_submitted():
        return False
    uploads, valid = form.uploads, form.validate()
    if not uploads:
        return bool(valid)
    unwritten = queries.find_draft(agency_id=agency_id, pledge_id=pledge.id) is None
    pledge_id = pledge.id
    try:
        files = check_files(uploads, most_bytes=largest_upload())
        with transaction():
            pledge = queries.get_own_pledge(pledge_id, agency_id=agency_id)
            draft = commands.attach_files(agency_id=agency_id, pledge=pledge, files=files, actor=current_user)
            version = draft.version
    except DomainError as error:
        form.refuse(error)
        return False
    if unwritten:
        form.version.raw_data, form.version.data = None, str(version)
    return bool(valid)


def _save(form: SubmissionForm, agency_id: int, pledge_id: int) -> int:
    """Keep the draft; its id."""
    ground_id = None
    kind, words = form.asked_ground
    if words:
        ground_id = ground_called(kind=kind, words=words, actor=current_user).id
    draft = commands.save_draft(
        agency_id=agency_id,
        pledge=queries.get_own_pledge(pledge_id, agency_id=agency_id),
        new=form.to_input(ground_id=ground_id),
        proofs=form.proofs(),
        removed=form.removed(),
        expected_version=form.expected_version,
        actor=current_user,
    )
    return draft.id


def _may_be_sent(form: SubmissionForm, agency_id: int, pledge_id: int) -> bool:
    """Whether nothing keeps the draft from being sent; what does stands beside its field."""
    draft = queries.find_draft(agency_id=agency_id, pledge_id=pledge_id)
    if draft is None:
        return False
    try:
        commands.check_before_sending(draft)
    except DomainError as error:
        form.version.raw_data, form.version.data = None, str(draft.version)
        _settle_rows(form, draft)
        form.refuse_sending(error)
        return False
    return True


def _show(form: SubmissionForm, agency_id: int, pledge_id: int) -> Page:
    pledge = queries.get_own_pledge(pledge_id, agency_id=agency_id)
    draft = queries.find_draft(agency_id=agency_id, pledge_id=pledge_id)
    if draft is not None:
        _settle_rows(form, draft)
    parts = parts_of([pledge.id])[pledge.id]
    _offer(form, parts)
    page = render_template(
        "reporting/write.html",
        form=form,
        pledge=pledge,
        draft=draft,
        parts=parts,
        progress=measure_of(pledge),
        files={each.evidence_id: each.file for each in draft.evidence} if draft else {},
        returned=_returned(draft),
        conflicts=_conflicts(form, draft) if draft else [],
    )
    return page, 422 if form.errors else 200


def _settle_rows(form: SubmissionForm, draft: ReportSubmission) -> None:
    """A row for each file of the draft: those handed in with this sending join, those taken off go."""
    kept = {each.evidence_id for each in draft.evidence}
    form.files.entries = [
        row for row in form.files.entries if str(row.form.evidence_id.data) in {str(each) for each in kept}
    ]
    shown = {str(row.form.evidence_id.data) for row in form.files.entries}
    for each in draft.evidence:
        if str(each.evidence_id) not in shown:
            form.files.append_entry({"evidence_id": each.evidence_id, "proves": each.proves})


def _conflicts(form: SubmissionForm, draft: ReportSubmission) -> list[Conflict]:
    """Both versions of each field, where the other contact saved the draft meanwhile."""
    columns = (name for name in commands.CONTENT if name in form)
    return form.conflicts({name: getattr(draft, name) for name in columns})


def _returned(draft: ReportSubmission | None) -> ReportSubmission | None:
    """The returned report a draft completes."""
    if draft is None or draft.follows_id is None:
        return None
    return queries.get_own_submission(draft.follows_id, agency_id=draft.agency_id)
