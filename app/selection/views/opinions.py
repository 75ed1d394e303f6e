"""The round of opinions: asked for, given by delegates, entered from the forms on paper."""

from datetime import timedelta

from flask import flash, redirect, request
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import show_domain_error
from app.council.models import Delegate
from app.pledges.accountable import current_holders
from app.selection import commands, opinion_table, queries
from app.selection.forms import OpinionsForm, RoundForm
from app.selection.models import TopicCall
from app.selection.views.pages import Page, blueprint, myself, show, to_call

USUAL_DAYS = timedelta(days=5)


@blueprint.route("/topic-calls/<int:call_id>/opinions/start", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def start_opinions(call_id: int) -> Page:
    """Ask the delegates for their opinion; the shortlist stands from then on."""
    form = RoundForm(close_on=today() + USUAL_DAYS)

    def act() -> bool:
        call = queries.get_call(call_id)
        commands.start_opinions(call=call, close_on=form.close_on.data, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("Delegates can give their opinion from now on."), "success")
        return to_call(queries.get_call(call_id), "shortlist")
    call = queries.get_call(call_id)
    return show(form, "round_form", call=call, shortlist=queries.candidates_of(call_id))


@blueprint.post("/topic-calls/<int:call_id>/opinions/take-back")
@requires(Permission.TOPICS_PREPARE)
def take_opinions_back(call_id: int) -> Response:
    """Back to the shortlist, as long as nobody gave an opinion."""
    call = queries.get_call(call_id)
    back = to_call(call, "shortlist").location
    try:
        with transaction():
            commands.take_opinions_back(call=call, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


@blueprint.route("/topic-calls/<int:call_id>/opinion", methods=["GET", "POST"])
@requires(Permission.OPINION_STATE)
def state_opinion(call_id: int) -> Page:
    """One's own opinion on each group of the shortlist."""
    call = queries.get_call(call_id)
    delegate = myself(call)
    return _opinions(call, [delegate] if delegate else [], "opinion", own=True)


@blueprint.route("/topic-calls/<int:call_id>/opinions", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def enter_opinions(call_id: int) -> Page:
    """The forms on paper, all in one table."""
    call = queries.get_call(call_id)
    return _opinions(call, queries.in_office(call.sitting.term_id, today()), "opinions", own=False)


def _opinions(call: TopicCall, delegates: list[Delegate], page: str, *, own: bool) -> Page:
    """The table of these delegates: only what is another answer than it was opened with is written."""
    call_id, form = call.id, OpinionsForm()
    shortlist = queries.candidates_of(call_id)
    ids = [each.id for each in delegates]

    def act() -> tuple[int]:
        if not ids:
            raise DomainError(N_("Your account does not say which delegate of this term you are."))
        said = opinion_table.changed(opinion_table.read(request.form, ids, shortlist), request.form)
        on = today() if own else None
        return (commands.state_opinions(call=call, opinions=said, actor=current_user, on=on),)

    written = carry_out(form, act)
    if written is not None:
        flash(_("%(count)s opinions saved.", count=written[0]), "success")
        return to_call(queries.get_call(call_id))
    call, shortlist = queries.get_call(call_id), queries.candidates_of(call_id)
    known = opinion_table.stored(queries.opinions_of(call_id, ids[0] if own and ids else None))
    sent = request.method == "POST"
    return show(
        form,
        page,
        call=call,
        shortlist=shortlist,
        delegates=delegates,
        known=known,
        typed=opinion_table.read(request.form, ids, shortlist) if sent else known,
        holders=current_holders({each.office_id for each in shortlist if each.office_id}, today()),
        today=today(),
    )
