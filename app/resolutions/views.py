"""Pages of resolutions: prepare, put in order, preview, adopt."""

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as BaseResponse

from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.web import council_blueprint
from app.documents import queries as documents
from app.documents.domain import PDF, DocumentKind, file_name
from app.documents.submit import carry_out_printed
from app.documents.word import DOCX
from app.resolutions import commands, queries
from app.resolutions.appendix import appendix_of, current_appendix, usual_title
from app.resolutions.documents import print_appendix
from app.resolutions.domain import ResolutionStatus
from app.resolutions.forms import AdoptionForm, OrderForm, ResolutionForm
from app.resolutions.models import Resolution
from app.resolutions.word import write_appendix
from app.sittings import queries as sittings

Page = BaseResponse | str | tuple[str, int]

blueprint = council_blueprint("resolutions", __name__)


@blueprint.get("/resolutions")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    return render_template("resolutions/list.html", resolutions=queries.resolutions(), held=None)


@blueprint.get("/sessions/<int:session_id>/resolution")
@requires(Permission.COUNCIL_READ)
def of_session(session_id: int) -> Page:
    """The one resolution of a session, or the list where there is none or are several."""
    session = sittings.get_session(session_id)
    found = queries.resolutions(session_id=session.id)
    if len(found) == 1:
        return redirect(_page_of(found[0]))
    return render_template("resolutions/list.html", resolutions=found, held=session)


@blueprint.route("/sessions/<int:session_id>/resolution/new", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def prepare(session_id: int) -> Page:
    session = sittings.get_session(session_id)
    draft = queries.find_draft(session.id)
    if draft is not None and request.method == "GET":
        return redirect(_page_of(draft))
    form = ResolutionForm(title=usual_title(session, g.council), adopted_on=session.held_on)
    made = carry_out(
        form, lambda: commands.prepare_resolution(session=session, new=form.to_input(), actor=current_user)
    )
    if made is not None:
        return redirect(_page_of(made))
    session = sittings.get_session(session_id)
    return _show(form, "form", held=session, resolution=None, conflicts=[])


@blueprint.get("/resolutions/<int:resolution_id>")
@requires(Permission.COUNCIL_READ)
def show_resolution(resolution_id: int) -> str:
    resolution = queries.get_resolution(resolution_id)
    pledges = queries.pledges_of(resolution)
    draft = resolution.status is ResolutionStatus.DRAFT
    return render_template(
        "resolutions/detail.html",
        resolution=resolution,
        pledges=pledges,
        unclear=commands.unclear_pledges(pledges, g.council) if draft else {},
        appendix=documents.find_current(
            kind=DocumentKind.PLEDGE_APPENDIX, subject_type="Resolution", subject_id=resolution.id
        ),
        form=OrderForm(formdata=None, obj=resolution),
        draft=draft,
    )


@blueprint.route("/resolutions/<int:resolution_id>/edit", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def change(resolution_id: int) -> Page:
    resolution = queries.get_resolution(resolution_id)
    form = ResolutionForm(obj=resolution)

    def act() -> Resolution:
        commands.change_resolution(
            resolution=resolution,
            new=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return resolution

    if carry_out(form, act):
        return redirect(_page_of(resolution))
    resolution = queries.get_resolution(resolution_id)
    conflicts = form.conflicts(form.stored_values(resolution))
    return _show(form, "form", held=resolution.session, resolution=resolution, conflicts=conflicts)


@blueprint.post("/resolutions/<int:resolution_id>/order")
@requires(Permission.RESOLUTION_PREPARE)
def order(resolution_id: int) -> Page:
    """Fields `place-<pledge id>` hold the row number typed for each pledge."""
    resolution = queries.get_resolution(resolution_id)
    typed = {
        name.removeprefix("place-"): value.strip()
        for name, value in request.form.items()
        if name.startswith("place-")
    }
    places = {int(key): int(value) for key, value in typed.items() if _is_small(key) and _is_small(value)}
    form = OrderForm()

    def act() -> Resolution:
        commands.order_pledges(resolution=resolution, places=places, actor=current_user)
        return resolution

    if carry_out(form, act):
        flash(_("The order was saved."), "success")
    else:
        flash(" ".join(form.form_errors), "danger")
    return redirect(url_for("resolutions.show_resolution", resolution_id=resolution_id))


@blueprint.get("/resolutions/<int:resolution_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(resolution_id: int) -> Page:
    """The appendix as it would be issued now, marked as a draft; never kept."""
    resolution = queries.get_resolution(resolution_id)
    if resolution.status is not ResolutionStatus.DRAFT:
        return redirect(_page_of(resolution))
    printed = print_appendix(appendix_of(resolution, g.council))
    return Response(printed.content, mimetype=PDF)


@blueprint.get("/resolutions/<int:resolution_id>/appendix.docx")
@requires(Permission.COUNCIL_READ)
def word(resolution_id: int) -> Response:
    """The appendix, issued or as a draft, as a Word file; made on the spot, never kept."""
    document = current_appendix(queries.get_resolution(resolution_id), g.council)
    name = file_name(document.enclosure.number, DocumentKind.PLEDGE_APPENDIX, "docx")
    return as_download(write_appendix(document), media_type=DOCX, name=name)


@blueprint.route("/resolutions/<int:resolution_id>/adopt", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_ADOPT)
def adopt(resolution_id: int) -> Page:
    resolution = queries.get_resolution(resolution_id)
    form = AdoptionForm(version=resolution.version)
    issued = carry_out_printed(
        form,
        lambda: commands.gather_adoption(resolution=resolution, confirmed=form.to_input()),
        lambda printed: commands.adopt_resolution(
            resolution=queries.get_resolution(resolution_id),
            printed=printed,
            confirmed=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        ),
    )
    if issued is not None:
        flash(_("The resolution is adopted and its appendix is issued."), "success")
        return redirect(url_for("resolutions.show_resolution", resolution_id=resolution_id))
    resolution = queries.get_resolution(resolution_id)
    pledges = queries.pledges_of(resolution)
    unclear = commands.unclear_pledges(pledges, g.council)
    return _show(form, "adopt", resolution=resolution, pledges=pledges, unclear=unclear)


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004 - fits an integer


def _page_of(resolution: Resolution) -> str:
    return url_for("resolutions.show_resolution", resolution_id=resolution.id)


def _show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    return render_template(f"resolutions/{page}.html", form=form, **values), 422 if form.errors else 200
