"""Pages on which following a pledge ends by decision, begins again, and promises are linked."""

from flask import Response as JsonResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint, number_asked, show_domain_error
from app.pledges import commands, extensions, lineage, picks, queries
from app.pledges.domain import GroundKind
from app.pledges.extending.views import Page, deciding_bodies, status_of, to_pledge
from app.pledges.following.forms import DropForm, LinkForm, ReopeningForm, ReplacementForm

blueprint = council_blueprint("following", __name__)


@blueprint.get("/pick/pledges")
@requires(Permission.COUNCIL_READ)
def pick() -> JsonResponse:
    """Adopted pledges by code or words, for the pickers."""
    found = picks.pledge_picks(request.args.get("q", ""), but=number_asked("but"))
    return jsonify({"items": [{"label": each.label, "hint": each.hint} for each in found]})


@blueprint.route("/pledges/<int:pledge_id>/drop", methods=["GET", "POST"])
@requires(Permission.DROP_DECIDE)
def drop(pledge_id: int) -> Page:
    """Stop following a pledge, by a decision."""
    pledge, form = queries.get_pledge(pledge_id), DropForm(decided_on=today())
    form.ground.offer(extensions.offered_grounds(GroundKind.DROP))
    _offer_bodies(form)

    def act() -> bool:
        words = form.ground.data or ""
        ground = commands.ground_called(kind=GroundKind.DROP, words=words, actor=current_user)
        commands.drop_pledge(pledge=pledge, new=form.to_input(ground_id=ground.id), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("Following ended. The pledge stays in the register and in every total."), "success")
        return to_pledge(pledge_id)
    pledge = queries.get_pledge(pledge_id)
    return render_template("pledges/drop.html", form=form, pledge=pledge), status_of(form)


@blueprint.route("/pledges/<int:pledge_id>/reopen", methods=["GET", "POST"])
@requires(Permission.DROP_DECIDE)
def reopen(pledge_id: int) -> Page:
    """Follow a closed pledge again, by a new decision."""
    pledge, form = queries.get_pledge(pledge_id), ReopeningForm(decided_on=today())
    _offer_bodies(form)

    def act() -> bool:
        commands.reopen_pledge(pledge=pledge, new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The pledge is followed again."), "success")
        return to_pledge(pledge_id)
    page = render_template(
        "pledges/reopen.html",
        form=form,
        pledge=queries.get_pledge(pledge_id),
        last=next(reversed(lineage.decisions_of(pledge_id)), None),
    )
    return page, status_of(form)


@blueprint.route("/pledges/<int:pledge_id>/replace", methods=["GET", "POST"])
@requires(Permission.DROP_DECIDE)
def replace(pledge_id: int) -> Page:
    """Others take a pledge's place: replaced, merged, split, carried over."""
    pledge, form = queries.get_pledge(pledge_id), ReplacementForm(decided_on=today())

    def act() -> bool:
        others = [picks.find_pledge(name) for name in form.others.names]
        commands.replace_pledge(pledge=pledge, successors=others, new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("Following ended; the pledge leads on to what took its place."), "success")
        return to_pledge(pledge_id)
    pledge = queries.get_pledge(pledge_id)
    return render_template("pledges/replace.html", form=form, pledge=pledge), status_of(form)


@blueprint.route("/pledges/<int:pledge_id>/links/new", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def link(pledge_id: int) -> Page:
    """Say that something was promised again."""
    pledge, form = queries.get_pledge(pledge_id), LinkForm(decided_on=today())

    def act() -> bool:
        if not form.others.data:
            raise DomainError(N_("Choose the other pledge."), field="others")
        other = picks.find_pledge(form.others.data)
        older, newer = (other, pledge) if form.way.data == "earlier" else (pledge, other)
        commands.link_pledges(older=older, newer=newer, new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The two pledges are linked."), "success")
        return to_pledge(pledge_id)
    pledge = queries.get_pledge(pledge_id)
    return render_template("pledges/link.html", form=form, pledge=pledge), status_of(form)


@blueprint.route("/links/<int:link_id>/remove", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def unlink(link_id: int) -> Page:
    """Take back a link made by mistake, after asking."""
    made = lineage.get_link(link_id)
    back = url_for("dossier.pledge_page", pledge_id=made.newer_id)
    if request.method == "GET":
        return render_template("pledges/unlink.html", link=made, back=back)
    try:
        with transaction():
            commands.unlink_pledges(link=made, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("The link is taken back."), "success")
    return redirect(back)


def _offer_bodies(form: DropForm | ReopeningForm) -> None:
    bodies = deciding_bodies()
    form.body.offer(bodies)
    if not form.is_submitted() and bodies:
        form.body.data = bodies[0][0]
