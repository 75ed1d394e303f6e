"""Pages on which a deadline is bound to what it waits for, what happened is recorded, and a day is given."""

from datetime import timedelta
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.council.naming import agency_ids
from app.council.successors import successors_on
from app.pledges import commands, hanging, queries
from app.pledges.domain import AnchorKind
from app.pledges.models import DeadlineAnchor, Pledge
from app.pledges.waiting import occurrences
from app.pledges.waiting.choices import offer_sittings
from app.pledges.waiting.forms import (
    ConditionForm,
    DateForm,
    EventForm,
    MeetingForm,
    SittingBoundForm,
    sitting_value,
)

Page = Response | str | tuple[str, int]
KINDS = f"any({', '.join(AnchorKind)})"
WHAT_HAPPENS = f"any({AnchorKind.EVENT}, {AnchorKind.CONDITION})"

blueprint = council_blueprint("waiting", __name__)


def _to_pledge(pledge_id: int) -> Response:
    return redirect(url_for("dossier.pledge_page", pledge_id=pledge_id))


@blueprint.route(f"/pledges/<int:pledge_id>/waits-for/<{KINDS}:kind>", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def bind(pledge_id: int, kind: str) -> Page:
    """Say what the deadline hangs on, or change it."""
    pledge = queries.get_pledge(pledge_id)
    anchor = hanging.anchors_of([pledge_id])[pledge_id].get(AnchorKind(kind))
    form = _form_of(AnchorKind(kind), anchor)

    def act() -> DeadlineAnchor:
        version = form.expected_version
        return commands.set_anchor(
            pledge=pledge, new=_input_of(form, anchor), expected_version=version, actor=current_user
        )

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return _to_pledge(pledge_id)
    pledge = queries.get_pledge(pledge_id)
    return _show(form, f"bind_{kind}", pledge=pledge, bound=anchor is not None)


def _form_of(kind: AnchorKind, anchor: DeadlineAnchor | None) -> Any:
    """The form of that kind with what is stored."""
    if kind is AnchorKind.CONDITION:
        duty = anchor.duty_agency.name if anchor and anchor.duty_agency else ""
        return ConditionForm(obj=anchor, data={"duty_agency": duty})
    if kind is AnchorKind.EVENT:
        return EventForm(obj=anchor)
    form = SittingBoundForm(obj=anchor, data={"sitting": sitting_value(anchor)})
    offer_sittings(form.sitting)
    return form


def _input_of(form: Any, anchor: DeadlineAnchor | None) -> Any:
    if not isinstance(form, ConditionForm):
        return form.to_input()
    duty = anchor.duty_agency if anchor else None
    kept = {duty.name: duty.id} if duty else {}
    ids = agency_ids(form.duty_agency.names, on=today(), field="duty_agency", kept=kept)
    return form.to_input(duty_agency_id=ids[0] if ids else None)


@blueprint.post(f"/pledges/<int:pledge_id>/waits-for/<{KINDS}:kind>/remove")
@requires(Permission.PLEDGE_RECORD)
def unbind(pledge_id: int, kind: str) -> Response:
    """Take back what was bound by mistake."""
    pledge = queries.get_pledge(pledge_id)
    try:
        with transaction():
            commands.remove_anchor(pledge=pledge, kind=AnchorKind(kind), actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("dossier.pledge_page", pledge_id=pledge_id))
    flash(_("Saved."), "success")
    return _to_pledge(pledge_id)


@blueprint.route(f"/pledges/<int:pledge_id>/waits-for/<{WHAT_HAPPENS}:kind>/met", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def meet(pledge_id: int, kind: str) -> Page:
    """Record that the event happened or the condition was met."""
    pledge, form = queries.get_pledge(pledge_id), MeetingForm()
    anchor = hanging.get_anchor(pledge_id, AnchorKind(kind))

    def act() -> bool:
        commands.meet_anchor(pledge=pledge, kind=AnchorKind(kind), met=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("Recorded. The deadline in force follows."), "success")
        return _to_pledge(pledge_id)
    pledge, anchor = queries.get_pledge(pledge_id), hanging.get_anchor(pledge_id, AnchorKind(kind))
    return _show(form, "meet", pledge=pledge, anchor=anchor, successors=successors_on())


@blueprint.route("/pledges/<int:pledge_id>/date", methods=["GET", "POST"])
@requires(Permission.EXTENSION_DECIDE)
def give_date(pledge_id: int) -> Page:
    """Give a deadline without a day its day; the council's usual term is offered."""
    pledge, term, day = queries.get_pledge(pledge_id), g.council.default_term_days, today()
    offered = day + timedelta(days=term) if term else None
    form = DateForm(decided_on=day, due_on=offered)

    def act() -> bool:
        commands.give_date(pledge=pledge, new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The deadline has its day."), "success")
        return _to_pledge(pledge_id)
    return _show(form, "give_date", pledge=queries.get_pledge(pledge_id), term=term)


@blueprint.route("/pledges/<int:pledge_id>/occurrences", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def create_occurrences(pledge_id: int) -> Page:
    """The next occurrences of a recurring promise, looked at and created."""
    pledge, form = queries.get_pledge(pledge_id), EntryForm()

    def act() -> int:
        return len(commands.create_occurrences(pledge=pledge, actor=current_user))

    done = carry_out(form, act)
    if done:
        flash(_("%(n)s occurrences created.", n=done), "success")
        return _to_pledge(pledge_id)
    pledge = queries.get_pledge(pledge_id)
    return _show(form, "occurrences", pledge=pledge, batch=occurrences.next_batch(pledge))


def _show(form: EntryForm, template: str, *, pledge: Pledge, **shown: object) -> tuple[str, int]:
    page = render_template(f"pledges/waiting/{template}.html", form=form, pledge=pledge, **shown)
    return page, 422 if form.errors else 200
