"""The page of one row of a round: what was promised, what the agency reports, the verdict, the files."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.storage import largest_upload
from app.core.submit import carry_out, wants_next
from app.evidence.checks import check_files
from app.evidence.domain import CheckedFile
from app.evidence.handing_in import FilesForm
from app.monitoring import commands, evidence_commands, part_commands, queries
from app.monitoring.courses import courses_on
from app.monitoring.domain import ReportState, RoundStatus
from app.monitoring.figures import progress_of
from app.monitoring.forms import AssessmentForm, ReportForm, StepForm
from app.monitoring.models import AgencyReport, Assessment
from app.monitoring.parts import FoundPart, counts
from app.monitoring.report_commands import keep_proofs
from app.monitoring.views.pages import Page, blueprint, time_at


@blueprint.get("/rounds/rows/<int:assessment_id>")
@requires(Permission.COUNCIL_READ)
def show_row(assessment_id: int) -> Page:
    return _show_row(assessment_id)


@blueprint.post("/rounds/rows/<int:assessment_id>/report")
@requires(Permission.REPORT_LOG)
def log_report(assessment_id: int) -> Page:
    form, row = ReportForm(prefix="report-"), queries.get_assessment(assessment_id)
    form.offer(part_choices(part_commands.found_parts(row)))
    files = _checked(form) if form.validate_on_submit() else []

    def act() -> AgencyReport:
        row = queries.get_assessment(assessment_id)
        proves, part_id = form.proves.data or "", form.part_id.data
        proofs = keep_proofs(files=files, proves=proves, part_id=part_id, actor=current_user)
        return commands.log_report(assessment=row, new=form.to_input(), proofs=proofs, actor=current_user)

    if not form.errors and carry_out(form, act) is not None:
        flash(_("The report is logged."), "success")
        return _go_on(assessment_id, unassessed=False)
    return _show_row(assessment_id, report=form)


@blueprint.post("/rounds/rows/<int:assessment_id>/verdict")
@requires(Permission.ASSESS)
def assess(assessment_id: int) -> Page:
    form = AssessmentForm(prefix="verdict-")
    if _attach(form, assessment_id):
        row = queries.get_assessment(assessment_id)

        def act() -> bool:
            taken = form.taken.data or ()
            evidence_commands.take_over_evidence(assessment=row, evidence_ids=taken, actor=current_user)
            commands.assess_pledge(
                assessment=row,
                new=form.to_input(),
                parts=form.part_verdicts(),
                expected_version=form.expected_version,
                actor=current_user,
            )
            return True

        if carry_out(form, act):
            flash(_("The verdict is saved."), "success")
            return _go_on(assessment_id, unassessed=True)
    return _show_row(assessment_id, verdict=form)


@blueprint.post("/rounds/rows/<int:assessment_id>/evidence/<int:evidence_id>/remove")
@requires(Permission.ASSESS)
def detach(assessment_id: int, evidence_id: int) -> Page:
    form, row = StepForm(), queries.get_assessment(assessment_id)

    def act() -> bool:
        evidence_commands.detach_evidence(assessment=row, evidence_id=evidence_id, actor=current_user)
        return True

    if not carry_out(form, act):
        flash(" ".join(form.form_errors), "danger")
    return redirect(url_for("monitoring.show_row", assessment_id=assessment_id))


def _attach(form: FilesForm, assessment_id: int) -> bool:
    """Keep the files first, by themselves: they stay attached even where the rest of the form must still be mended."""
    queries.get_assessment(assessment_id)
    files = _checked(form) if form.validate_on_submit() else []
    if not files:
        return not form.errors

    def act() -> bool:
        row = queries.get_assessment(assessment_id)
        evidence_commands.attach_evidence(assessment=row, files=files, actor=current_user)
        return True

    return bool(carry_out(form, act))


def _checked(form: FilesForm) -> list[CheckedFile]:
    """The files of the form, looked at; why one is not taken stands beside the field."""
    try:
        return check_files(form.uploads, most_bytes=largest_upload())
    except DomainError as error:
        form.refuse(error)
        return []


def _go_on(assessment_id: int, *, unassessed: bool) -> Page:
    """To the next row where that was asked for and there is one, else back to this row or to the worktable."""
    row = queries.get_assessment(assessment_id)
    following = queries.find_next(row, unassessed=unassessed) if wants_next() else None
    if following is not None:
        return redirect(url_for("monitoring.show_row", assessment_id=following))
    if unassessed or wants_next():
        return redirect(url_for("monitoring.show_round", round_id=row.round_id))
    return redirect(url_for("monitoring.show_row", assessment_id=assessment_id))


def _show_row(
    assessment_id: int, *, verdict: AssessmentForm | None = None, report: ReportForm | None = None
) -> Page:
    row = queries.get_assessment(assessment_id)
    refused = verdict or report
    parts, earlier = part_commands.found_parts(row), queries.earlier_assessments(row)
    reports = queries.reports_of(row.pledge_id)
    courses = courses_on([row.pledge_id], day=row.round.as_of)
    verdict = verdict or _first_verdict(row, parts)
    report = report or ReportForm(
        formdata=None, prefix="report-", reported_on=today(), state=ReportState.IN_PROGRESS
    )
    report.offer(part_choices(parts))
    page = render_template(
        "monitoring/row.html",
        row=row,
        parts=parts,
        counted=counts(parts, row.round.as_of),
        progress=progress_of(row.pledge, reports=reports, assessments=[*earlier, row]),
        form=refused,
        verdict_form=verdict,
        report_form=report,
        conflicts=verdict.conflicts({name: getattr(row, name) for name in AssessmentForm.COLUMNS}),
        reports=reports,
        came=queries.evidence_of_reports(row.pledge_id),
        taken={each.evidence_id for each in row.evidence},
        earlier=earlier,
        course=courses[row.pledge_id],
        time_of=time_at(g.council, row.round.as_of, courses),
        takes_reports=row.round.status in {RoundStatus.COLLECTING, RoundStatus.ASSESSING},
        takes_verdicts=row.round.status is RoundStatus.ASSESSING,
        following=queries.find_next(row, unassessed=False),
    )
    return page, 422 if refused is not None and refused.errors else 200


def part_choices(parts: list[FoundPart]) -> list[tuple[int, str]]:
    """The parts a file may be of, as "Bước 1: Phê duyệt thiết kế"."""
    named = (each.part for each in parts)
    return [(part.id, f"{part.kind.label} {part.position}: {part.words[:80]}") for part in named]


def _first_verdict(row: Assessment, parts: list[FoundPart]) -> AssessmentForm:
    """The form as it is opened: what is stored, the figure the agency reported where none was accepted yet."""
    rows = [
        {"part_id": each.part.id, **{name: getattr(each, name) for name in part_commands.COLUMNS}}
        for each in parts
    ]
    form = AssessmentForm(formdata=None, obj=row, prefix="verdict-", parts=rows)
    if row.value is None and row.assessed_at is None and row.report is not None:
        form.value.data = row.report.value
    return form
