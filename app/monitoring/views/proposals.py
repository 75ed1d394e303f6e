"""Proposing from a pledge to question again: the button, one optional reason, one confirmation."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.text import clean_line
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.council.own import own_delegate_ids
from app.monitoring.forms import ProposalForm
from app.monitoring.requestion.proposals import get_proposal, proposed_of
from app.monitoring.requestion.proposing import propose_requestion, withdraw_proposal
from app.monitoring.views.pages import Page, blueprint
from app.pledges.queries import get_pledge


@blueprint.route("/pledges/<int:pledge_id>/requestion", methods=["GET", "POST"])
@requires(Permission.REQUESTION_PROPOSE)
def propose(pledge_id: int) -> Page:
    """The sheet that opens under the button of the pledge page."""
    pledge, form = get_pledge(pledge_id), ProposalForm()
    mine = own_delegate_ids(g.memberships)
    if carry_out(
        form,
        lambda: propose_requestion(
            pledge=pledge, delegate_ids=mine, reason=clean_line(form.reason.data or ""), actor=current_user
        ),
    ):
        flash(_("Proposed. The Standing Committee and the secretariat see it on their list."), "success")
        return redirect(url_for("dossier.pledge_page", pledge_id=pledge_id))
    page = render_template(
        "monitoring/propose.html",
        form=form,
        pledge=get_pledge(pledge_id),
        others=proposed_of([pledge_id]).get(pledge_id, ()),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/requestion/proposals/<int:requestion_id>/withdraw")
@requires(Permission.REQUESTION_PROPOSE)
def withdraw(requestion_id: int) -> Page:
    proposal = get_proposal(requestion_id)
    back = url_for("dossier.pledge_page", pledge_id=proposal.pledge_id)
    mine = own_delegate_ids(g.memberships)
    try:
        with transaction():
            withdraw_proposal(proposal=proposal, delegate_ids=mine, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("The proposal is taken back."), "success")
    return redirect(back)
