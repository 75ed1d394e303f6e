"""Reading what delegates think of the answers to their questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload

from app.core.database import db
from app.council.models import Delegate
from app.questions.models import Answer, AnswerOpinion


def history_on(answer_ids: Collection[int]) -> dict[int, list[AnswerOpinion]]:
    """By answer, everything that was said of it, in order. One statement."""
    said: dict[int, list[AnswerOpinion]] = defaultdict(list)
    for opinion in db.session.scalars(_said().where(AnswerOpinion.answer_id.in_(answer_ids))):
        said[opinion.answer_id].append(opinion)
    return said


def opinions_on(answer_ids: Collection[int]) -> dict[int, list[AnswerOpinion]]:
    """By answer, the opinion of each delegate that holds: the latest. One statement."""
    return {answer_id: latest(said) for answer_id, said in history_on(answer_ids).items()}


def latest(said: Iterable[AnswerOpinion]) -> list[AnswerOpinion]:
    """Of everything said of an answer, what each delegate said last."""
    return list({opinion.delegate_id: opinion for opinion in said}.values())


def find_opinion(answer_id: int, delegate_id: int | None) -> AnswerOpinion | None:
    """What a delegate said of an answer last."""
    said = _said().where(AnswerOpinion.answer_id == answer_id, AnswerOpinion.delegate_id == delegate_id)
    return db.session.scalars(said.order_by(None).order_by(AnswerOpinion.id.desc()).limit(1)).first()


def is_disagreed(answer: type[Answer]) -> sa.ColumnElement[bool]:
    """Whether someone who asked disagrees with the answer as things stand."""
    opinion = aliased(AnswerOpinion)
    return sa.exists().where(opinion.answer_id == answer.id, disagrees(opinion))


def disagrees(opinion: Any) -> sa.ColumnElement[bool]:
    """Whether an opinion is a disagreement its delegate has not taken back since."""
    later = aliased(AnswerOpinion)
    followed = sa.exists().where(
        later.answer_id == opinion.answer_id, later.delegate_id == opinion.delegate_id, later.id > opinion.id
    )
    return sa.and_(~opinion.agrees, ~followed)


def still_disagrees(opinion: AnswerOpinion) -> bool:
    held = find_opinion(opinion.answer_id, opinion.delegate_id)
    return held is not None and held.id == opinion.id and not opinion.agrees


def _said() -> sa.Select[AnswerOpinion]:
    return (
        sa.select(AnswerOpinion)
        .options(joinedload(AnswerOpinion.delegate).joinedload(Delegate.person))
        .order_by(AnswerOpinion.id)
    )
