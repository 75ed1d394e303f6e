"""Deciding the topics."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.vietnamese import day as show_day
from app.selection import commands, queries
from app.selection.forms import DecisionForm
from app.selection.models import TopicCall
from app.selection.views.pages import Page, blueprint, show


@blueprint.route("/topic-calls/<int:call_id>/decide", methods=["GET", "POST"])
@requires(Permission.TOPICS_DECIDE)
def decide(call_id: int) -> Page:
    """Choose the groups; they become topic groups of a session, with the questions that were proposed."""
    form = DecisionForm(decided_on=today(), held_on=queries.get_call(call_id).sitting.opens_on)
    _offer(form, queries.get_call(call_id))
    session = carry_out(
        form,
        lambda: commands.decide_topics(
            call=queries.get_call(call_id), new=form.to_input(), actor=current_user
        ),
    )
    if session:
        flash(_("The topics are decided and stand in the session."), "success")
        return redirect(url_for("sittings.session_page", session_id=session.id))
    call, shortlist = queries.get_call(call_id), queries.candidates_of(call_id)
    delegates = queries.in_office(call.sitting.term_id, today())
    tallies = queries.tallies(shortlist, queries.opinions_of(call_id), delegates)
    return show(form, "decide", call=call, shortlist=shortlist, tallies=tallies)


def _offer(form: DecisionForm, call: TopicCall) -> None:
    """The groups in their order, those with a majority ticked; the sessions of the sitting."""
    shortlist = queries.candidates_of(call.id)
    sessions = [
        (each.id, f"{show_day(each.held_on)} · {each.title or each.kind.label}")
        for each in queries.sessions_of(call.sitting_id)
    ]
    form.offer([(each.id, each.title) for each in shortlist], sessions, _("A new session"))
    if not form.is_submitted():
        delegates = queries.in_office(call.sitting.term_id, today())
        tallies = queries.tallies(shortlist, queries.opinions_of(call.id), delegates)
        form.candidates.data = [each.id for each in shortlist if tallies[each.id].has_majority]
