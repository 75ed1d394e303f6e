"""Pages of the questions put in writing: the list, the answer as it came in, its files, the second round."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.addresses import read_code, read_day, read_id
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.storage import largest_upload
from app.core.submit import EntryForm, carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.council.picks import office_holder_label
from app.evidence.checks import check_files
from app.evidence.domain import CheckedFile
from app.evidence.handing_in import FilesForm
from app.questions import names, queries
from app.questions.models import Answer, Question
from app.questions.views import Page
from app.questions.written import commands
from app.questions.written.domain import WrittenFilter, WrittenState
from app.questions.written.forms import ScanForm, SecondRoundForm, WrittenAnswerForm
from app.questions.written.queries import WrittenLine, addressees, count_by_state, lines_of, written_page

blueprint = council_blueprint("written", __name__)


@blueprint.get("/written")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """Every question put in writing: what is overdue longest on top; filters stand in the address."""
    asked, day = _filter(request.args), today()
    return render_template(
        "questions/written/list.html",
        page=written_page(asked, day=day, cursor=request.args.get("cursor")),
        counts=count_by_state(asked, day=day),
        states=list(WrittenState),
        offices=addressees(),
        asked=asked,
        today=day,
    )


def _filter(asked: Mapping[str, str]) -> WrittenFilter:
    return WrittenFilter(
        state=read_code(WrittenState, asked.get("state")),
        office_id=read_id(asked.get("office")),
        asked_from=read_day(asked.get("from")),
        asked_until=read_day(asked.get("until")),
    )


@blueprint.route("/questions/<int:question_id>/written-answer", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def answer(question_id: int) -> Page:
    """Log the answer that came in; who holds the office it was put to is offered."""
    kept = _who_owes(queries.get_question(question_id))
    form = WrittenAnswerForm(answerer=next(iter(kept), ""), answered_on=today())
    files = _checked(form)

    def act() -> Answer:
        person_id, office_id = names.answerer(form, on=form.answered_on.data, kept=kept, actor=current_user)
        new = form.to_input(person_id=person_id, office_id=office_id)
        question = queries.get_question(question_id)
        return commands.log_written_answer(question=question, new=new, files=files or (), actor=current_user)

    given = carry_out(form, act) if files is not None else None
    if given is not None and request.form.get("action") == "save_down":
        return redirect(url_for("pledges.record", answer_id=given.id))
    if given is not None:
        flash(_("The written answer is logged."), "success")
        return _to_question(question_id)
    question = queries.get_question(question_id)
    return _show("questions/written/answer_form.html", form, line=_line(question), question=question)


@blueprint.route("/answers/<int:answer_id>/files", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def attach(answer_id: int) -> Page:
    """Put the scanned paper with an answer that was logged before."""
    question_id = queries.get_answer(answer_id).question_id
    form = ScanForm()
    files = _checked(form)

    def act() -> bool:
        stored = queries.get_answer(answer_id)
        commands.attach_answer_files(answer=stored, files=files or (), actor=current_user)
        return True

    if files and carry_out(form, act):
        return _to_question(question_id)
    return _show("questions/written/files.html", form, answer=queries.get_answer(answer_id))


@blueprint.post("/answers/<int:answer_id>/files/<int:evidence_id>/remove")
@requires(Permission.SESSION_LOG)
def detach(answer_id: int, evidence_id: int) -> Page:
    stored = queries.get_answer(answer_id)
    question_id = stored.question_id
    try:
        with transaction():
            commands.detach_answer_file(answer=stored, evidence_id=evidence_id, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, url_for("questions.question_page", question_id=question_id))
    return _to_question(question_id)


@blueprint.route("/questions/<int:question_id>/second-round", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def second_round(question_id: int) -> Page:
    """Put the question once more in writing, with a clock of its own."""
    question = queries.get_question(question_id)
    form = SecondRoundForm(asked_on=today())
    put = carry_out(
        form,
        lambda: commands.put_second_round(
            question=question, text=form.text.data, asked_on=form.asked_on.data, actor=current_user
        ),
    )
    if put is not None:
        flash(_("The second round is put; its clock runs."), "success")
        return _to_question(put.id)
    question = queries.get_question(question_id)
    return _show("questions/written/second_round.html", form, line=_line(question), question=question)


def _who_owes(question: Question) -> dict[str, names.Party]:
    """The label of the office that owes the answer today, with its holder, and whom that label means."""
    line = _line(question)
    office = line.owing_office if line else None
    if line is None or office is None:
        return {}
    person = line.holder
    return {office_holder_label(person, office): (person.id if person else None, office.id)}


def _checked(form: FilesForm) -> list[CheckedFile] | None:
    """The files sent, each looked at before anything is written; none where the form was not sent or one was refused."""
    if not form.validate_on_submit():
        return None
    try:
        return check_files(form.uploads, most_bytes=largest_upload())
    except DomainError as error:
        form.refuse(error)
        return None


def _line(question: Question) -> WrittenLine | None:
    """The clock of the question; none where it was not put in writing."""
    return next(iter(lines_of([question], day=today())), None)


def _show(template: str, form: EntryForm, **shown: object) -> tuple[str, int]:
    return render_template(template, form=form, **shown), 422 if form.errors else 200


def _to_question(question_id: int) -> Page:
    return redirect(url_for("questions.question_page", question_id=question_id))
