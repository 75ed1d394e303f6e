"""What a resolution says, and its papers: previews as PDF, Word files."""

from flask import Response, flash, g, redirect, request
from flask_babel import gettext as _
from flask_security import current_user

from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.documents.domain import DocumentKind, file_name
from app.documents.long.submit import show_print
from app.documents.word import DOCX
from app.resolutions import commands, queries
from app.resolutions.appendix import current_appendix
from app.resolutions.assembling import issued_resolution
from app.resolutions.domain import ResolutionStatus
from app.resolutions.forms import TextForm
from app.resolutions.long import AppendixPrint, ResolutionPrint
from app.resolutions.models import Resolution
from app.resolutions.papers import draft_of
from app.resolutions.usual_words import tasks_by_topic, usual_closing
from app.resolutions.views.pages import Page, blueprint, page_of, show
from app.resolutions.word import write_appendix, write_resolution


@blueprint.route("/resolutions/<int:resolution_id>/text", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def change_text(resolution_id: int) -> Page:
    """?tasks=pledges offers Điều 2 written out pledge by pledge; nothing is stored before it is saved."""
    resolution = queries.get_resolution(resolution_id)
    if resolution.status is not ResolutionStatus.DRAFT:
        return redirect(page_of(resolution))
    form = TextForm(obj=resolution)
    if request.method == "GET" and request.args.get("tasks") == "pledges":
        form.tasks.data = tasks_by_topic(queries.pledges_of(resolution), g.council)

    def act() -> Resolution:
        commands.change_text(
            resolution=resolution,
            new=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return resolution

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(page_of(resolution))
    resolution = queries.get_resolution(resolution_id)
    conflicts = form.conflicts(form.stored_values(resolution))
    closing = usual_closing(resolution, g.council)
    return show(form, "text", resolution=resolution, conflicts=conflicts, usual_closing=closing)


@blueprint.get("/resolutions/<int:resolution_id>/resolution.pdf")
@requires(Permission.COUNCIL_READ)
def preview_resolution(resolution_id: int) -> Page:
    """The resolution as it would be issued now, marked as a draft; not on the list of papers."""
    resolution = queries.get_resolution(resolution_id)
    if resolution.status is not ResolutionStatus.DRAFT:
        return redirect(page_of(resolution))
    return show_print(ResolutionPrint(resolution_id=resolution_id))


@blueprint.get("/resolutions/<int:resolution_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(resolution_id: int) -> Page:
    """The appendix as it would be issued now, marked as a draft; not on the list of papers."""
    resolution = queries.get_resolution(resolution_id)
    if resolution.status is not ResolutionStatus.DRAFT:
        return redirect(page_of(resolution))
    return show_print(AppendixPrint(resolution_id=resolution_id))


@blueprint.get("/resolutions/<int:resolution_id>/resolution.docx")
@requires(Permission.COUNCIL_READ)
def word_resolution(resolution_id: int) -> Response:
    """The resolution, issued or as a draft, as a Word file; made on the spot, never kept."""
    resolution = queries.get_resolution(resolution_id)
    document = issued_resolution(resolution) or draft_of(resolution, g.council)
    name = file_name(document.number, DocumentKind.RESOLUTION, "docx")
    return as_download(write_resolution(document), media_type=DOCX, name=name)


@blueprint.get("/resolutions/<int:resolution_id>/appendix.docx")
@requires(Permission.COUNCIL_READ)
def word(resolution_id: int) -> Response:
    """The appendix, issued or as a draft, as a Word file; made on the spot, never kept."""
    document = current_appendix(queries.get_resolution(resolution_id), g.council)
    name = file_name(document.enclosure.number, DocumentKind.PLEDGE_APPENDIX, "docx")
    return as_download(write_appendix(document), media_type=DOCX, name=name)
