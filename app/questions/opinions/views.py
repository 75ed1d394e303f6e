"""The pages on which delegates agree or disagree with the answer to their own question, and on which it is seen what came of it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.addresses import read_code
from app.core.clock import today
from app.core.errors import N_, NotFoundError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.web import council_blueprint
from app.council.own import own_delegate_ids
from app.questions import queries
from app.questions.domain import Escalation
from app.questions.models import Answer, AnswerOpinion
from app.questions.opinions import queries as opinions
from app.questions.opinions.commands import log_decision, state_opinion
from app.questions.opinions.disagreed import (
    DisagreedView,
    count_disagreed,
    decisions_on,
    disagreed_page,
    get_disagreement,
)
from app.questions.opinions.forms import NO, YES, DecisionForm, LoggedOpinionForm, OpinionForm
from app.questions.views import Page

blueprint = council_blueprint("opinions", __name__)


@blueprint.get("/opinions")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """The answers somebody who asked disagrees with: why, what they ask for, and what was decided."""
    view = read_code(DisagreedView, request.args.get("view")) or DisagreedView.OPEN
    escalation = read_code(Escalation, request.args.get("escalation"))
    return render_template(
        "questions/opinions/list.html",
        page=disagreed_page(view, escalation=escalation, cursor=request.args.get("cursor")),
        counts=count_disagreed(escalation),
        view=view,
        escalation=escalation,
        escalations=[(each.value, each.label) for each in Escalation],
    )


@blueprint.route("/opinions/<int:opinion_id>/decision", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def decide(opinion_id: int) -> Page:
    """Log what was decided on a disagreement."""
    form = DecisionForm(decided_on=today())

    def act() -> bool:
        opinion = get_disagreement(opinion_id)
        log_decision(opinion=opinion, new=form.to_input(), actor=current_user)
        return True

    if carry_out(form, act):
        return _to_question(queries.get_answer(get_disagreement(opinion_id).answer_id))
    opinion = get_disagreement(opinion_id)
    page = render_template(
        "questions/opinions/decision.html",
        form=form,
        opinion=opinion,
        answer=queries.get_answer(opinion.answer_id),
        earlier=decisions_on([opinion_id]),
    )
    return page, 422 if form.errors else 200


@blueprint.route("/answers/<int:answer_id>/opinion", methods=["GET", "POST"])
@requires(Permission.OPINION_STATE)
def state(answer_id: int) -> Page:
    """What the delegate signed in thinks of the answer to their own question."""
    answer = queries.get_answer(answer_id)
    mine = _own_asker(answer)
    held = opinions.find_opinion(answer_id, mine)
    form = OpinionForm(**_stored(held))
    if carry_out(
        form,
        lambda: state_opinion(answer=answer, delegate_id=mine, new=form.to_input(), actor=current_user),
    ):
        return _to_question(queries.get_answer(answer_id))
    return _show(form, answer_id, title=_("Do you agree with the answer?"))


@blueprint.route("/answers/<int:answer_id>/opinion/log", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def log(answer_id: int) -> Page:
    """The same, logged for a delegate who said it on paper or by word of mouth."""
    answer = queries.get_answer(answer_id)
    form = LoggedOpinionForm()
    form.offer([(asker.delegate_id, asker.delegate.person.full_name) for asker in answer.question.askers])
    if carry_out(
        form,
        lambda: state_opinion(
            answer=answer, delegate_id=form.delegate_id.data, new=form.to_input(), actor=current_user
        ),
    ):
        return _to_question(queries.get_answer(answer_id))
    return _show(form, answer_id, title=_("Log what a delegate thinks of the answer"))


def _stored(held: AnswerOpinion | None) -> dict[str, object]:
    """What was said before; else what the link that leads here says."""
    if held is None:
        return {"agrees": request.args.get("agrees")}
    return {"agrees": YES if held.agrees else NO, "reason": held.reason, "escalation": held.escalation}


def _own_asker(answer: Answer) -> int:
    """Under which mandate the person signed in asked; nobody else has anything here."""
    asked = {asker.delegate_id for asker in answer.question.askers}
    mine = [each for each in own_delegate_ids(g.memberships) if each in asked]
    if not mine:
        raise NotFoundError(
            N_("Only a delegate who asked the question can agree or disagree with its answer.")
        )
    return mine[0]


def _show(form: OpinionForm, answer_id: int, *, title: str) -> Page:
    answer = queries.get_answer(answer_id)
    page = render_template("questions/opinions/form.html", form=form, answer=answer, title=title)
    return page, 422 if form.errors else 200


def _to_question(answer: Answer) -> Page:
    flash(_("Put on record."), "success")
    place = f"answer-{answer.id}"
    return redirect(url_for("questions.question_page", question_id=answer.question_id, _anchor=place))
