"""Pages of resolutions: the list, prepare, put in order, adopt."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.listing import mendings
from app.documents.long.submit import after_issue, carry_out_issue
from app.documents.models import IssuedDocument
from app.documents.settings.queries import signers_on
from app.pledges.queries import parts_of
from app.resolutions import commands, queries
from app.resolutions.appendix import usual_title
from app.resolutions.assembling import has_text
from app.resolutions.domain import ResolutionStatus
from app.resolutions.forms import AdoptionForm, OrderForm, ResolutionForm, filled_by
from app.resolutions.long import LongAdoption
from app.resolutions.models import Resolution
from app.resolutions.views.pages import Page, blueprint, page_of, show
from app.resolutions.warnings import warnings_of
from app.sittings import queries as sittings


@blueprint.get("/resolutions")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    found = queries.resolutions(request.args.get("cursor"))
    return render_template("resolutions/list.html", page=found, held=None)


@blueprint.get("/sessions/<int:session_id>/resolution")
@requires(Permission.COUNCIL_READ)
def of_session(session_id: int) -> Page:
    """The one resolution of a session, or the list where there is none or are several."""
    session = sittings.get_session(session_id)
    found = queries.resolutions(request.args.get("cursor"), session_id=session.id)
    if len(found.rows) == 1 and not found.previous_cursor:
        return redirect(page_of(found.rows[0]))
    return render_template("resolutions/list.html", page=found, held=session)


@blueprint.route("/sessions/<int:session_id>/resolution/new", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def prepare(session_id: int) -> Page:
    session = sittings.get_session(session_id)
    draft = queries.find_draft(session.id)
    if draft is not None and request.method == "GET":
        return redirect(page_of(draft))
    signers = signers_on(session.held_on)
    form = ResolutionForm(
        number=documents.offered_number(g.council.resolution_symbol, session.held_on.year),
        title=usual_title(session, g.council),
        adopted_on=session.held_on,
        **filled_by(signers),
    )
    form.offer(signers)
    made = carry_out(
        form, lambda: commands.prepare_resolution(session=session, new=form.to_input(), actor=current_user)
    )
    if made is not None:
        return redirect(page_of(made))
    session = sittings.get_session(session_id)
    return show(form, "form", held=session, resolution=None, conflicts=[])


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
        parts=parts_of([pledge.id for pledge in pledges]),
        unclear=commands.unclear_pledges(pledges, g.council) if draft else {},
        paper=_issued(resolution, DocumentKind.RESOLUTION),
        appendix=_issued(resolution, DocumentKind.PLEDGE_APPENDIX),
        has_text=has_text(resolution),
        form=OrderForm(formdata=None, obj=resolution),
        draft=draft,
        mended=mendings(Resolution.__name__, resolution.id),
    )


@blueprint.route("/resolutions/<int:resolution_id>/edit", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_PREPARE)
def change(resolution_id: int) -> Page:
    resolution = queries.get_resolution(resolution_id)
    form = ResolutionForm(obj=resolution)
    form.offer(signers_on(resolution.adopted_on or resolution.session.held_on))

    def act() -> Resolution:
        commands.change_resolution(
            resolution=resolution,
            new=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return resolution

    if carry_out(form, act):
        return redirect(page_of(resolution))
    resolution = queries.get_resolution(resolution_id)
    conflicts = form.conflicts(form.stored_values(resolution))
    return show(form, "form", held=resolution.session, resolution=resolution, conflicts=conflicts)


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


@blueprint.route("/resolutions/<int:resolution_id>/adopt", methods=["GET", "POST"])
@requires(Permission.RESOLUTION_ADOPT)
def adopt(resolution_id: int) -> Page:
    resolution = queries.get_resolution(resolution_id)
    form = AdoptionForm(version=resolution.version)
    issued = carry_out_issue(
        form,
        lambda: LongAdoption(
            resolution_id=resolution_id, confirmed=form.to_input(), version=form.expected_version
        ),
    )
    if issued is not None:
        done = _("The resolution is adopted and its papers are issued.")
        return after_issue(issued, done, url_for("resolutions.show_resolution", resolution_id=resolution_id))
    resolution = queries.get_resolution(resolution_id)
    pledges = queries.pledges_of(resolution)
    unclear = commands.unclear_pledges(pledges, g.council)
    warnings = warnings_of(resolution, g.council, pledges, unclear)
    return show(
        form,
        "adopt",
        resolution=resolution,
        pledges=pledges,
        unclear=unclear,
        has_text=has_text(resolution),
        warnings=warnings,
    )


def _issued(resolution: Resolution, kind: DocumentKind) -> IssuedDocument | None:
    return documents.find_current(kind=kind, subject_type=Resolution.__name__, subject_id=resolution.id)


def _is_small(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10  # noqa: PLR2004 - fits an integer
