"""Proposing a matter: one's own on a phone, or entered by the secretariat."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out, wants_next
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.council import naming
from app.council.own import own_delegate_ids
from app.pledges import picks
from app.pledges.models import Pledge
from app.selection import commands, queries
from app.selection.domain import NewProposal, ProposalSource
from app.selection.forms import LoggedProposalForm, ProposalForm
from app.selection.models import TopicCall, TopicProposal
from app.selection.views.pages import Page, Whose, blueprint, show, to_call, whose


@blueprint.route("/topic-calls/<int:call_id>/proposals/new", methods=["GET", "POST"])
@requires(Permission.REQUESTION_PROPOSE)
def propose(call_id: int) -> Page:
    """Propose a matter of one's own, as delegate, for one's committee or for the Standing Committee."""
    call = queries.get_call(call_id)
    from_whom = whose(call)
    if from_whom is None:
        return render_template("selection/not_mine.html", call=call), 422 if request.method == "POST" else 200
    form = ProposalForm()
    proposal = carry_out(form, lambda: _propose(queries.get_call(call_id), form, from_whom))
    call = queries.get_call(call_id)
    if proposal:
        flash(_("Proposed: %(title)s", title=form.title.data), "success")
        return _on(call, "selection.propose")
    return show(form, "proposal_form", call=call, title=_("Propose a matter"), own=True, today=today())


@blueprint.route("/topic-calls/<int:call_id>/proposals/log", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def log_proposal(call_id: int) -> Page:
    """Enter a proposal that came in on paper, a petition of voters, or a committee's."""
    form = LoggedProposalForm()
    proposal = carry_out(form, lambda: _log(queries.get_call(call_id), form))
    call = queries.get_call(call_id)
    if proposal:
        flash(_("Entered: %(title)s", title=form.title.data), "success")
        return _on(call, "selection.log_proposal")
    return show(form, "proposal_form", call=call, title=_("Enter a proposal"), own=False, today=today())


@blueprint.post("/topic-proposals/<int:proposal_id>/withdraw")
@requires(Permission.REQUESTION_PROPOSE)
def withdraw(proposal_id: int) -> Response:
    """Take one's own proposal back."""
    proposal = queries.get_proposal(proposal_id)
    own = proposal.proposed_by_id == current_user.id
    if not own and proposal.delegate_id not in own_delegate_ids(g.memberships):
        raise DomainError(N_("Only who proposed a matter takes it back."))
    return _withdraw(proposal)


@blueprint.post("/topic-proposals/<int:proposal_id>/strike")
@requires(Permission.TOPICS_PREPARE)
def strike(proposal_id: int) -> Response:
    """Take back for somebody what was entered for them."""
    return _withdraw(queries.get_proposal(proposal_id))


def _withdraw(proposal: TopicProposal) -> Response:
    call = queries.get_call(proposal.call_id)
    back = to_call(call, "proposals")
    try:
        with transaction():
            commands.withdraw_proposal(proposal=proposal, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back.location)
    flash(_("The proposal is withdrawn."), "success")
    return back


def _propose(call: TopicCall, form: ProposalForm, from_whom: Whose) -> TopicProposal:
    new = _to_input(form, from_whom)
    return commands.propose_topic(call=call, new=new, actor=current_user, on=today())


def _log(call: TopicCall, form: LoggedProposalForm) -> TopicProposal:
    source, label = form.source.data, form.delegate.data or ""
    delegate_id = None
    if source is ProposalSource.DELEGATE and label:
        [delegate_id] = naming.delegate_ids([label], on=today(), field="delegate", kept={})
    petition = form.petition.data or "" if source is not ProposalSource.DELEGATE else ""
    new = _to_input(form, (source, delegate_id, petition))
    return commands.propose_topic(call=call, new=new, actor=current_user)


def _to_input(form: ProposalForm, from_whom: Whose) -> NewProposal:
    source, delegate_id, petition = from_whom
    office, pledge = form.office.data, form.pledge.data
    answers = naming.answerable(office, on=today(), field="office") if office else None
    return form.to_input(
        office_id=answers.office.id if answers else None,
        pledge_id=_pledge(pledge).id if pledge else None,
        source=source,
        delegate_id=delegate_id,
        petition=petition,
    )


def _pledge(label: str) -> Pledge:
    try:
        return picks.find_pledge(label)
    except DomainError as error:
        error.field = "pledge"
        raise


def _on(call: TopicCall, endpoint: str) -> Response:
    """To the next one, or back to the page of the call, at whose top it is told that it was saved."""
    return redirect(url_for(endpoint, call_id=call.id)) if wants_next() else to_call(call)
