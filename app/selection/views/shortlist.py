"""The shortlist: proposals merged into groups of issues, in their order."""

from flask import redirect, request
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.addresses import read_id
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.council import naming
from app.council.picks import office_holder_label
from app.pledges.accountable import current_holders
from app.selection import commands, queries
from app.selection.domain import Criterion
from app.selection.forms import CandidateForm
from app.selection.models import TopicCandidate, TopicProposal
from app.selection.views.pages import Page, blueprint, show, to_call

SHOWN = 140


@blueprint.route("/topic-calls/<int:call_id>/candidates/new", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def add_candidate(call_id: int) -> Page:
    """A new group of the shortlist; the proposals named in the address are ticked and fill the form."""
    call, proposals = queries.get_call(call_id), queries.proposals_of(call_id)
    asked = {read_id(each) for each in request.args.getlist("proposal")}
    form = CandidateForm(data=_first_values([each for each in proposals if each.id in asked]))
    _offer(form, proposals, None)
    candidate = carry_out(
        form,
        lambda: commands.shortlist(
            call=call, new=form.to_input(office_id=_office(form, {})), actor=current_user
        ),
    )
    if candidate:
        return to_call(queries.get_call(call_id), "shortlist")
    return show(form, "candidate_form", call=queries.get_call(call_id), title=_("Put on the shortlist"))


def _first_values(proposals: list[TopicProposal]) -> dict[str, object]:
    """What most of the proposals say; the words of the first."""
    if not proposals:
        return {"criterion": Criterion.PRESSING}
    first = proposals[0]
    criteria = [each.criterion for each in proposals]
    offices = [each.office_id for each in proposals if each.office_id is not None]
    often = next(
        (each for each in proposals if offices and each.office_id == max(offices, key=offices.count)), None
    )
    return {
        "title": first.title,
        "criterion": max(criteria, key=criteria.count),
        "reason": "\n".join(dict.fromkeys(each.grounds for each in proposals if each.grounds)),
        "office": _label(often),
        "asks_again": any(each.pledge_id is not None for each in proposals),
        "proposals": [each.id for each in proposals],
    }


@blueprint.route("/topic-candidates/<int:candidate_id>/edit", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def edit_candidate(candidate_id: int) -> Page:
    """Reword a group, or merge other proposals into it."""
    candidate = queries.get_candidate(candidate_id)
    proposals = queries.proposals_of(candidate.call_id)
    stored = _stored(candidate, proposals)
    kept = {str(stored["office"]): candidate.office_id} if stored["office"] else {}
    form = CandidateForm(data=stored)
    _offer(form, proposals, candidate_id)
    if carry_out(
        form,
        lambda: commands.change_candidate(
            candidate=candidate,
            new=form.to_input(office_id=_office(form, kept)),
            expected_version=form.expected_version,
            actor=current_user,
        ),
    ):
        return to_call(queries.get_candidate(candidate_id).call, "shortlist")
    candidate = queries.get_candidate(candidate_id)
    theirs = _stored(candidate, queries.proposals_of(candidate.call_id))
    return show(
        form,
        "candidate_form",
        call=candidate.call,
        candidate=candidate,
        title=_("Change the group of issues"),
        conflicts=form.conflicts(theirs),
    )


@blueprint.post("/topic-candidates/<int:candidate_id>/move")
@requires(Permission.TOPICS_PREPARE)
def move_candidate(candidate_id: int) -> Response:
    candidate = queries.get_candidate(candidate_id)
    back = to_call(candidate.call, "shortlist").location
    try:
        with transaction():
            upwards = request.form.get("to") == "up"
            commands.move_candidate(candidate=candidate, upwards=upwards, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


@blueprint.post("/topic-candidates/<int:candidate_id>/remove")
@requires(Permission.TOPICS_PREPARE)
def remove_candidate(candidate_id: int) -> Response:
    candidate = queries.get_candidate(candidate_id)
    back = to_call(candidate.call, "shortlist").location
    try:
        with transaction():
            commands.remove_candidate(candidate=candidate, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


def _offer(form: CandidateForm, proposals: list[TopicProposal], candidate_id: int | None) -> None:
    """The proposals that are free or in this group already."""
    form.proposals.choices = [
        (each.id, _line(each)) for each in proposals if each.candidate_id in (None, candidate_id)
    ]


def _line(proposal: TopicProposal) -> str:
    """A proposal in one line: who proposes it, and the matter."""
    by = (
        proposal.delegate.person.full_name
        if proposal.delegate
        else proposal.petition or proposal.source.label
    )
    line = f"{by}: {proposal.title}"
    return f"{line[:SHOWN].rstrip()}…" if len(line) > SHOWN else line


def _stored(candidate: TopicCandidate, proposals: list[TopicProposal]) -> dict[str, object]:
    columns = ("title", "criterion", "reason", "asks_again", "version")
    values = {name: getattr(candidate, name) for name in columns}
    merged = [each.id for each in proposals if each.candidate_id == candidate.id]
    return {**values, "office": _label(candidate), "proposals": merged}


def _label(record: TopicProposal | TopicCandidate | None) -> str:
    """The label under which the picker finds the office again, with who holds it today."""
    if record is None or record.office is None:
        return ""
    return office_holder_label(
        current_holders({record.office.id}, today()).get(record.office.id), record.office
    )


def _office(form: CandidateForm, kept: dict[str, int | None]) -> int | None:
    typed = form.office.data or ""
    if not typed or typed in kept:
        return kept.get(typed)
    return naming.answerable(typed, on=today(), field="office").office.id
