"""The page of a question: who asked it, the answers, whether they are agreed with, and what was promised in them."""

from collections import defaultdict

from flask import g, render_template
from flask.sansio.app import App

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.council.own import own_delegate_ids
from app.pledges import queries as pledges
from app.pledges.models import Pledge
from app.questions import queries
from app.questions.opinions.disagreed import decisions_on
from app.questions.opinions.queries import history_on, latest
from app.questions.written.queries import files_of, lines_of


@requires(Permission.COUNCIL_READ)
def question_page(question_id: int) -> str:
    """One question and everything that came of it."""
    question = queries.get_question(question_id)
    answers = queries.answers_of_question(question_id)
    ids = [each.id for each in answers]
    said = history_on(ids)
    promised: dict[int, list[Pledge]] = defaultdict(list)
    for pledge in pledges.pledges_of_answers(ids):
        promised[pledge.answer_id].append(pledge)
    return render_template(
        "questions/question.html",
        question=question,
        answers=answers,
        before=queries.get_question(question.parent_id) if question.parent_id else None,
        after=queries.questions_after(question_id),
        line=next(iter(lines_of([question], day=today())), None),
        said=said,
        standing={each.id for under in said.values() for each in latest(under)},
        decided=decisions_on([each.id for under in said.values() for each in under]),
        files=files_of(ids),
        promised=promised,
        mine=set(own_delegate_ids(g.memberships)),
        today=today(),
    )


def give_view(app: App) -> None:
    """Stand behind the address that the questions announce."""
    app.endpoint("questions.question_page")(question_page)
