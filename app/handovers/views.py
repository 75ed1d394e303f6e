"""Offices whose pledges wait to be handed over, the sheets by which they are, and their confirmation."""

from dataclasses import replace

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.as_of import as_of
from app.core.clock import today
from app.core.downloads import as_download, as_preview
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.web import council_blueprint
from app.council import queries as council
from app.council.commands import find_or_add_person
from app.documents.domain import file_name
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.forms import OutgoingForm
from app.documents.issuing.papers import usual_outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.models import IssuedDocument
from app.documents.printing import Prints, preview_of
from app.documents.settings.queries import paper_style
from app.documents.submit import carry_out_printed, outgoing_form
from app.documents.word import DOCX
from app.handovers import commands, queries
from app.handovers.domain import NewHandover
from app.handovers.forms import ConfirmationForm, HandoverForm, notes_of
from app.handovers.models import Handover
from app.handovers.queries import Share
from app.handovers.sheet.assembling import KIND, sheet_of, to_be_issued, to_be_shown
from app.handovers.sheet.word import write_handover
from app.pledges.standing import standing, states_of

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("handovers", __name__)
_WITHOUT = ("addressees", "electronic")


def _status(form: HandoverForm | ConfirmationForm | OutgoingForm) -> int:
    return 422 if form.errors else 200


@blueprint.get("/handovers")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """What waits to be handed over, and the sheets there are."""
    page = queries.sheets(cursor=request.args.get("cursor"))
    return render_template("handovers/list.html", waiting=queries.waiting_offices(), page=page, today=today())


@blueprint.route("/handovers/offices/<int:office_id>", methods=["GET", "POST"])
@requires(Permission.HANDOVER)
def draw_up(office_id: int) -> Page:
    """The open pledges of an office with a new holder, by who hands them over, and the sheet that does."""
    chosen, form = _chosen(office_id)

    def act() -> Handover:
        new = _input(form, [each.id for each in chosen.pledges] if chosen else [])
        return commands.draw_up(office=council.get_office(office_id), new=new, actor=current_user)

    drawn_up = carry_out(form, act)
    if drawn_up is not None:
        flash(_("The sheet is drawn up. Look at the preview, then issue it."), "success")
        return redirect(url_for("handovers.show", handover_id=drawn_up.id))
    return _draw_up_page(office_id, form)


def _draw_up_page(office_id: int, form: HandoverForm) -> Page:
    shares, share = _shares(office_id)
    page = render_template(
        "handovers/form.html",
        form=form,
        office=council.get_office(office_id),
        holding=queries.present_holding(office_id),
        shares=shares,
        share=share,
        lines=[(each, request.form.get(f"note-{each.id}", "")) for each in share.pledges] if share else [],
        sheets=queries.sheets(office_id).rows,
        handover=None,
        today=today(),
    )
    return page, _status(form)


def _shares(office_id: int) -> tuple[list[Share], Share | None]:
    """What waits by who hands it over, and the share that is shown: the one in the address, else the largest."""
    shares, asked = queries.shares_to_hand_over(office_id), request.args.get("from")
    return shares, next((each for each in shares if each.key == asked), shares[0] if shares else None)


def _chosen(office_id: int) -> tuple[Share | None, HandoverForm]:
    """The share that is shown, and the form with who hands it over."""
    _all, share = _shares(office_id)
    holding = queries.present_holding(office_id)
    days = (holding.starts_on if holding else None, share.since if share else None)
    form = HandoverForm(
        from_person=council.label_of(share.person.id) if share and share.person else "",
        handed_on=max((day for day in days if day), default=today()),
    )
    return share, form


def _input(form: HandoverForm, pledge_ids: list[int]) -> NewHandover:
    label = form.from_person.data
    person = find_or_add_person(label=label, actor=current_user) if label else None
    return form.to_input(
        from_person_id=person.id if person else None,
        notes=notes_of(request.form, pledge_ids),
        pledge_ids=pledge_ids,
    )


@blueprint.route("/handovers/<int:handover_id>/edit", methods=["GET", "POST"])
@requires(Permission.HANDOVER)
def edit(handover_id: int) -> Page:
    """Change a sheet that was not issued yet."""
    handover = queries.get_handover(handover_id)
    label = council.label_of(handover.from_person_id) if handover.from_person_id else ""
    form = HandoverForm(obj=handover, data={"from_person": label})

    def act() -> bool:
        new = _input(form, [line.pledge_id for line in handover.pledges])
        version = form.expected_version
        commands.change_handover(handover=handover, new=new, expected_version=version, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("handovers.show", handover_id=handover_id))
    handover = queries.get_handover(handover_id)
    page = render_template(
        "handovers/form.html",
        form=form,
        office=handover.office,
        holding=queries.present_holding(handover.office_id),
        lines=[
            (line.pledge, request.form.get(f"note-{line.pledge_id}", line.note)) for line in handover.pledges
        ],
        shares=[],
        sheets=[],
        handover=handover,
        today=today(),
    )
    return page, _status(form)


@blueprint.get("/handovers/<int:handover_id>")
@requires(Permission.COUNCIL_READ)
def show(handover_id: int) -> Page:
    """A sheet with its pledges; before it goes out, how it would look."""
    return _show(handover_id, outgoing_form(KIND, without=_WITHOUT))


@blueprint.post("/handovers/<int:handover_id>")
@requires(Permission.HANDOVER)
def issue(handover_id: int) -> Page:
    """Issue the sheet for signature by both sides."""
    form = outgoing_form(KIND, without=_WITHOUT)

    def act(printed: Prints) -> IssuedDocument:
        handover = queries.get_handover(handover_id)
        manuscript = to_be_issued(g.council, handover, form.to_input())
        paper = issue_paper(manuscript=manuscript, printed=printed, actor=current_user)
        commands.note_issue(handover=handover, issued=paper)
        return paper

    issued = carry_out_printed(
        form, lambda: [to_be_issued(g.council, queries.get_handover(handover_id), form.to_input())], act
    )
    if issued is not None:
        flash(_("The sheet is issued. Once both sides signed it, confirm the handover."), "success")
        return redirect(url_for("handovers.show", handover_id=handover_id))
    return _show(handover_id, form)


def _show(handover_id: int, form: OutgoingForm) -> Page:
    handover, out = queries.get_handover(handover_id), form.to_input()
    document = sheet_of(g.council, handover, replace(out, number=""))
    stood = states_of([line.pledge_id for line in handover.pledges], standing(as_of(handover.handed_on)))
    page = render_template(
        "handovers/show.html",
        form=form,
        handover=handover,
        rows=list(zip(handover.pledges, document.rows, strict=True)),
        stood=stood,
        number_at_issue=paper_style().number_at_issue,
        warnings=about_frame(document, KIND, out) if handover.document_id is None else [],
        today=today(),
    )
    return page, _status(form)


@blueprint.get("/handovers/<int:handover_id>/preview.pdf")
@requires(Permission.COUNCIL_READ)
def preview(handover_id: int) -> Response:
    """As it would be issued, marked as a draft."""
    out = replace(usual_outgoing(), issued_on=today())
    return as_preview(preview_of(to_be_shown(g.council, queries.get_handover(handover_id), out)).content)


@blueprint.get("/handovers/<int:handover_id>/sheet.docx")
@requires(Permission.COUNCIL_READ)
def word(handover_id: int) -> Response:
    """The same as a Word file; made on the spot, never kept."""
    document = sheet_of(g.council, queries.get_handover(handover_id), usual_outgoing())
    return as_download(write_handover(document), media_type=DOCX, name=file_name("", KIND, "docx"))


@blueprint.route("/handovers/<int:handover_id>/confirm", methods=["GET", "POST"])
@requires(Permission.HANDOVER)
def confirm(handover_id: int) -> Page:
    """Say on which day both sides signed; from then on the sheet is frozen."""
    form = ConfirmationForm(confirmed_on=today())

    def act() -> bool:
        handover = queries.get_handover(handover_id)
        commands.confirm_handover(handover=handover, confirmed_on=form.confirmed_on.data, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The handover is confirmed."), "success")
        return redirect(url_for("handovers.show", handover_id=handover_id))
    page = render_template("handovers/confirm.html", form=form, handover=queries.get_handover(handover_id))
    return page, _status(form)


@blueprint.route("/handovers/<int:handover_id>/discard", methods=["GET", "POST"])
@requires(Permission.HANDOVER)
def discard(handover_id: int) -> Page:
    """Throw away a sheet that was never issued."""
    form, handover = ConfirmationForm(confirmed_on=today()), queries.get_handover(handover_id)

    def act() -> bool:
        commands.discard_handover(handover=queries.get_handover(handover_id), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The sheet was thrown away."), "success")
        return redirect(url_for("handovers.index"))
    handover = queries.get_handover(handover_id)
    return render_template("handovers/discard.html", form=form, handover=handover), _status(form)
