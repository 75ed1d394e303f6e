"""Answers that wait for a delegate's opinion, and disagreements that wait for a decision."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.council.own import own_delegate_ids
from app.home.queries import SHOWN
from app.home.queues.desk import Desk, Item, Queue
from app.questions.models import Answer, AnswerOpinion, Question
from app.questions.opinions.disagreed import awaiting_opinion, undecided


def opinions_awaited(desk: Desk) -> Queue:
    return Queue(
        title=_("Answers that wait for my opinion"),
        items=[
            Item(_asked(answer.question), url_for("opinions.state", answer_id=answer.id), _answered(answer))
            for answer in awaiting_opinion(own_delegate_ids(desk.memberships), most=SHOWN)
        ],
        empty=_("An answer to a question of yours stands here until you agree or disagree."),
        url=url_for("delegates.mine"),
    )


def answers_not_agreed(_desk: Desk) -> Queue:
    return Queue(
        title=_("Answers a delegate does not agree with"),
        items=[
            Item(
                _asked(opinion.answer.question),
                url_for("questions.question_page", question_id=opinion.answer.question_id),
                _disagrees(opinion),
            )
            for opinion in undecided(most=SHOWN)
        ],
        empty=_("When a delegate does not agree with an answer, it stands here until something is decided."),
        url=url_for("opinions.index"),
    )


def _asked(question: Question) -> str:
    return question.topic or question.text or _("The question")


def _answered(answer: Answer) -> str:
    who = answer.person.full_name if answer.person else answer.office.title if answer.office else ""
    return _("%(who)s answered on %(day)s", who=who, day=show_day(answer.answered_on))


def _disagrees(opinion: AnswerOpinion) -> str:
    asked_for = opinion.escalation.label if opinion.escalation else ""
    parts = (opinion.delegate.person.full_name, asked_for, opinion.reason)
    return " · ".join(part for part in parts if part)
