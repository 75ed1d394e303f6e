"""The page of a sitting's topics, and its call."""

from datetime import timedelta

from flask import flash, g, render_template, request
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.permissions import Permission, can, requires
from app.core.submit import carry_out
from app.council.own import own_delegate_ids
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.pledges.accountable import current_holders
from app.selection import commands, queries
from app.selection.forms import CallForm
from app.selection.models import TopicCall
from app.selection.queries import TallyBy
from app.selection.views.pages import Page, blueprint, show, to_call, whose
from app.sittings import queries as sittings

USUAL_WORDS = "Đề nghị các vị đại biểu đề xuất nhóm vấn đề và người bị chất vấn; mỗi nội dung một đề xuất, ngắn gọn, nêu rõ căn cứ."
BEFORE_SITTING = timedelta(days=15)


@blueprint.get("/sittings/<int:sitting_id>/topics")
@requires(Permission.COUNCIL_READ)
def of_sitting(sitting_id: int) -> str:
    """The call, what was proposed and how often, the shortlist, the opinions on it, the decision."""
    sitting, call = sittings.get_sitting(sitting_id), queries.find_call(sitting_id)
    if call is None:
        return render_template("selection/none.html", sitting=sitting)
    day = call.decided_on or today()
    by = request.args.get("by", default=TallyBy.TITLE, type=TallyBy)
    proposals, shortlist = queries.proposals_of(call.id), queries.candidates_of(call.id)
    delegates = queries.in_office(sitting.term_id, day)
    opinions = queries.opinions_of(call.id)
    mine = set(own_delegate_ids(g.memberships))
    return render_template(
        "selection/call.html",
        call=call,
        sitting=sitting,
        by=by,
        groups=queries.grouped(proposals, by),
        proposals=proposals,
        mine=[
            each for each in proposals if each.delegate_id in mine or each.proposed_by_id == current_user.id
        ],
        shortlist=shortlist,
        holders=current_holders({each.office_id for each in shortlist if each.office_id}, day),
        tallies=queries.tallies(shortlist, opinions, delegates),
        delegates=delegates,
        answered={each.delegate_id for each in opinions},
        am_delegate=bool(mine & {each.id for each in delegates}),
        proposes=can(Permission.REQUESTION_PROPOSE) and whose(call) is not None,
        stated=bool(mine & {each.delegate_id for each in opinions}),
        papers={
            kind.value: documents.find_current(kind=kind, subject_type=TopicCall.__name__, subject_id=call.id)
            for kind in (DocumentKind.OPINION_FORM, DocumentKind.TOPIC_SELECTION)
        },
        today=today(),
    )


@blueprint.route("/sittings/<int:sitting_id>/topics/open", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def open_call(sitting_id: int) -> Page:
    """Call on delegates to propose."""
    sitting = sittings.get_sitting(sitting_id)
    opens = sitting.opens_on
    until = max(opens - BEFORE_SITTING, today()) if opens else None
    form = CallForm(opened_on=today(), closes_on=until, words=USUAL_WORDS)
    call = carry_out(
        form, lambda: commands.open_call(sitting=sitting, new=form.to_input(), actor=current_user)
    )
    if call:
        flash(_("Delegates can propose from now on."), "success")
        return to_call(call)
    return show(form, "call_form", sitting=sittings.get_sitting(sitting_id), title=_("Call for topics"))


@blueprint.route("/topic-calls/<int:call_id>/edit", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def edit_call(call_id: int) -> Page:
    """Correct the days or the words of a call."""
    call = queries.get_call(call_id)
    form = CallForm(obj=call)
    if carry_out(
        form,
        lambda: commands.change_call(
            call=call, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        ),
    ):
        return to_call(queries.get_call(call_id))
    stored = queries.get_call(call_id)
    return show(
        form,
        "call_form",
        sitting=stored.sitting,
        title=_("Change the call"),
        conflicts=form.conflicts(form.stored_values(stored)),
    )
