"""Replacing a wrong paper, and correcting one by a letter; each with a preview that issues nothing."""

from flask import Response, flash, g, redirect, render_template
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.database import only_reads
from app.core.downloads import as_preview
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm
from app.documents import correcting, kinds, queries, replacing
from app.documents.domain import DocumentKind
from app.documents.forms import CorrectionForm, ReplacementForm
from app.documents.long.replacement import LongReplacement
from app.documents.long.submit import after_issue, carry_out_issue
from app.documents.models import IssuedDocument
from app.documents.numbering import symbol_of
from app.documents.printing import Manuscript, preview_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.submit import carry_out_printed
from app.documents.views.pages import Page, blueprint, page_of
from app.documents.wording import lines_of


@blueprint.route("/documents/<int:document_id>/replace", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def replace(document_id: int) -> Page:
    """The form begins with what the old paper says."""
    document = queries.get_document(document_id)
    if not kinds.can_be_read(document):
        return redirect(page_of(document))
    form = _replacement_form(document)
    issued = carry_out_issue(
        form, lambda: LongReplacement(document_id=document_id, new=form.to_input(document))
    )
    if issued is None:
        return _show(form, "replace", document_id)
    return after_issue(issued, _("The new paper is issued; the old one shows that it was replaced."))


@blueprint.post("/documents/<int:document_id>/replace/preview.pdf")
@only_reads
@requires(Permission.APPROVE)
def preview_replacement(document_id: int) -> Page:
    document = queries.get_document(document_id)
    if not kinds.can_be_read(document):
        return redirect(page_of(document))
    form = _replacement_form(document)
    if form.validate():
        try:
            return _as_pdf(replacing.papers_of(document, form.to_input(document))[0])
        except DomainError as error:
            form.refuse(error)
    return _show(form, "replace", document_id)


@blueprint.route("/documents/<int:document_id>/correct", methods=["GET", "POST"])
@requires(Permission.APPROVE)
def correct(document_id: int) -> Page:
    document = queries.get_document(document_id)
    form = _correction_form(document)
    issued = carry_out_printed(
        form,
        lambda: correcting.gather_correction(document=document, new=form.to_input(), council=g.council),
        lambda printed: correcting.correct_document(
            document=queries.get_document(document_id),
            new=form.to_input(),
            council=g.council,
            printed=printed,
            actor=current_user,
        ),
    )
    if issued is None:
        return _show(form, "correct", document_id)
    flash(_("The letter is issued; the corrected paper shows it."), "success")
    return redirect(page_of(issued))


@blueprint.post("/documents/<int:document_id>/correct/preview.pdf")
@only_reads
@requires(Permission.APPROVE)
def preview_correction(document_id: int) -> Page:
    document = queries.get_document(document_id)
    form = _correction_form(document)
    if form.validate():
        try:
            return _as_pdf(correcting.paper_of(document, form.to_input(), g.council))
        except DomainError as error:
            form.refuse(error)
    return _show(form, "correct", document_id)


def _replacement_form(document: IssuedDocument) -> ReplacementForm:
    """The number offered: that of its paper for an appendix, else the next one."""
    number = document.full_number
    if replacing.has_own_number(document):
        number = queries.offered_number(symbol_of(document.number), today().year)
    return ReplacementForm.of(document, kinds.read(document), number=number, issued_on=today())


def _correction_form(document: IssuedDocument) -> CorrectionForm:
    symbol = paper_style().symbol_of(DocumentKind.CORRECTION)
    signers = signers_on(today())
    signer = signers[0] if signers else None
    recipients = kinds.read(document).recipients if kinds.can_be_read(document) else ()
    told = [line for line in recipients or lines_of(paper_style().recipients) if "Lưu" not in line]
    return CorrectionForm(
        number=queries.offered_number(symbol, today().year),
        issued_on=today(),
        addressees="\n".join(told),
        signer_name=signer.name if signer else "",
        signer_title=signer.title if signer else "",
        signing_capacity=signer.capacity if signer else None,
    )


def _as_pdf(manuscript: Manuscript) -> Response:
    return as_preview(preview_of(manuscript).content)


def _show(form: EntryForm, page: str, document_id: int) -> Page:
    document = queries.get_document(document_id)
    shown = render_template(
        f"documents/{page}.html",
        form=form,
        document=document,
        can_gather=kinds.can_be_gathered(document),
        number_at_issue=paper_style().number_at_issue,
    )
    return (shown, 422) if form.errors else shown
