"""Pages on which questions and answers are recorded; each leads back to its place in the session."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out, wants_next
from app.core.transaction import transaction
from app.core.web import council_blueprint, number_asked, show_domain_error
from app.council.models import Term
from app.questions import commands, names, queries
from app.questions.domain import QuestionKind
from app.questions.forms import AnswerForm, QuestionForm
from app.questions.models import Answer, Question
from app.sittings import queries as sittings
from app.sittings.models import QuestioningSession

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("questions", __name__)
# What hangs on a question belongs to later features: the view behind this address is in app.pledges.question_page.
blueprint.add_url_rule("/questions/<int:question_id>", endpoint="question_page", methods=["GET"])


@blueprint.route("/topics/<int:group_id>/questions/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def ask(group_id: int) -> Page:
    """A new question in a group; with ?follows= a follow-up of an earlier one."""
    group = sittings.get_topic_group(group_id)
    session, on = group.session, group.session.held_on
    form = _with_choices(QuestionForm(topic_group_id=group_id, **_following()), session.id)

    def act() -> Question:
        asked_by = names.delegate_ids(form, on=on, term=_term(session), kept={}, actor=current_user)
        new = form.to_input(asked_by, names.addressee_id(form, on=on, kept={}))
        chosen = sittings.get_topic_group(form.topic_group_id.data)
        return commands.ask_question(topic_group=chosen, new=new, actor=current_user)

    question = carry_out(form, act)
    if question and wants_next():
        flash(_("Question saved."), "success")
        return redirect(url_for("questions.ask", group_id=form.topic_group_id.data))
    if question and request.form.get("action") == "save_down":
        return redirect(url_for("questions.answer", question_id=question.id))
    if question:
        return _to_place(queries.get_question(question.id))
    return _show_question(form, sittings.get_topic_group(group_id).session, title=_("Record a question"))


def _following() -> dict[str, object]:
    parent = number_asked("follows")
    return {"kind": QuestionKind.FOLLOW_UP, "parent_id": parent} if parent else {}


@blueprint.route("/questions/<int:question_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def edit_question(question_id: int) -> Page:
    question = queries.get_question(question_id)
    session = question.topic_group.session
    kept, term, on = names.askers_of(question), _term(session), session.held_on
    owing = names.addressee_of(question)
    form = _with_choices(QuestionForm(data=_stored(question)), session.id, itself=question_id)

    def act() -> Question:
        asked_by = names.delegate_ids(form, on=on, term=term, kept=kept, actor=current_user)
        return commands.change_question(
            question=question,
            topic_group=sittings.get_topic_group(form.topic_group_id.data),
            new=form.to_input(asked_by, names.addressee_id(form, on=on, kept=owing)),
            expected_version=form.expected_version,
            actor=current_user,
        )

    if carry_out(form, act):
        return _to_place(queries.get_question(question_id))
    stored = queries.get_question(question_id)
    conflicts = form.conflicts(_stored(stored))
    return _show_question(
        form, stored.topic_group.session, title=_("Change the question"), question=stored, conflicts=conflicts
    )


def _stored(question: Question) -> dict[str, object]:
    """What the form shows of a stored question."""
    columns = (
        "kind", "parent_id", "written_reason", "asked_on", "topic_group_id", "topic", "text", "version",
    )  # fmt: skip
    values = {name: getattr(question, name) for name in columns}
    owing = next(iter(names.addressee_of(question)), "")
    return {**values, "askers": "; ".join(names.askers_of(question)), "addressee": owing}


def _with_choices(form: QuestionForm, session_id: int, itself: int | None = None) -> QuestionForm:
    earlier = [each for each in queries.questions_of_session(session_id) if each.id != itself]
    form.offer(
        [(group.id, group.title) for group in sittings.topic_groups(session_id)],
        [(each.id, names.short(each)) for each in earlier],
    )
    return form


def _show_question(form: QuestionForm, session: QuestioningSession, **shown: object) -> tuple[str, int]:
    shown = {"conflicts": [], "question": None, **shown}
    page = render_template("questions/question_form.html", form=form, questioning=session, **shown)
    return page, 422 if form.errors else 200


@blueprint.post("/questions/<int:question_id>/move")
@requires(Permission.SESSION_LOG)
def move_question(question_id: int) -> Response:
    question = queries.get_question(question_id)
    with transaction():
        commands.move_question(question=question, upwards=request.form.get("to") == "up", actor=current_user)
    return _to_place(queries.get_question(question_id))


@blueprint.route("/questions/<int:question_id>/remove", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def remove_question(question_id: int) -> Page:
    question = queries.get_question(question_id)
    back = url_for("sittings.session_page", session_id=question.topic_group.session_id)
    if request.method == "GET":
        return render_template(
            "questions/remove.html", title=_("Remove this question?"), text=names.short(question), back=back
        )
    try:
        with transaction():
            commands.remove_question(question=question, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


@blueprint.route("/questions/<int:question_id>/answers/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def answer(question_id: int) -> Page:
    """A new answer; who answered last in this group is offered again."""
    question = queries.get_question(question_id)
    session = question.topic_group.session
    last = queries.last_answer_of_group(question.topic_group_id)
    label = names.answerer_of(last) if last else ""
    form = AnswerForm(answerer=label, answered_on=session.held_on)
    kept = {label: (last.person_id, last.office_id)} if last else {}
    given = carry_out(form, lambda: _give(form, question, kept))
    if given and wants_next():
        flash(_("Answer saved."), "success")
        return redirect(url_for("questions.answer", question_id=question_id))
    if given and request.form.get("action") == "save_down":
        return redirect(url_for("pledges.record", answer_id=given.id))
    if given:
        return _to_place(queries.get_question(question_id), f"answer-{given.id}")
    return _show_answer(form, queries.get_question(question_id), title=_("Record an answer"))


def _give(form: AnswerForm, question: Question, kept: dict[str, names.Party]) -> Answer:
    person_id, office_id = names.answerer(form, on=form.answered_on.data, kept=kept, actor=current_user)
    new = form.to_input(person_id=person_id, office_id=office_id)
    return commands.give_answer(question=question, new=new, actor=current_user)


@blueprint.route("/answers/<int:answer_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def edit_answer(answer_id: int) -> Page:
    stored = queries.get_answer(answer_id)
    question_id, label = stored.question_id, names.answerer_of(stored)
    kept = {label: (stored.person_id, stored.office_id)}
    form = AnswerForm(obj=stored, data={"answerer": label})
    if carry_out(form, lambda: _change(form, stored, kept)):
        return _to_place(queries.get_question(question_id), f"answer-{answer_id}")
    stored = queries.get_answer(answer_id)
    theirs = {**form.stored_values(stored), "answerer": names.answerer_of(stored)}
    return _show_answer(
        form, stored.question, title=_("Change the answer"), answer=stored, conflicts=form.conflicts(theirs)
    )


def _change(form: AnswerForm, stored: Answer, kept: dict[str, names.Party]) -> Answer:
    person_id, office_id = names.answerer(form, on=form.answered_on.data, kept=kept, actor=current_user)
    new = form.to_input(person_id=person_id, office_id=office_id)
    return commands.change_answer(
        answer=stored, new=new, expected_version=form.expected_version, actor=current_user
    )


def _show_answer(form: AnswerForm, question: Question, **shown: object) -> tuple[str, int]:
    shown = {"conflicts": [], "answer": None, **shown}
    page = render_template("questions/answer_form.html", form=form, question=question, **shown)
    return page, 422 if form.errors else 200


@blueprint.route("/answers/<int:answer_id>/remove", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def remove_answer(answer_id: int) -> Page:
    stored = queries.get_answer(answer_id)
    back = url_for("sittings.session_page", session_id=stored.question.topic_group.session_id)
    if request.method == "GET":
        text = names.answerer_of(stored)
        return render_template("questions/remove.html", title=_("Remove this answer?"), text=text, back=back)
    try:
        with transaction():
            commands.remove_answer(answer=stored, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


def _to_place(question: Question, at: str = "") -> Response:
    """Back to the session, where the question stands."""
    at = at or f"question-{question.id}"
    session_id = question.topic_group.session_id
    return redirect(url_for("sittings.session_page", session_id=session_id, at=at, _anchor=at))


def _term(session: QuestioningSession) -> Term | None:
    return session.sitting.term if session.sitting else None
