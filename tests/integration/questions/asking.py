"""Questions put in writing by a delegate with an account, for tests of what comes after."""

from datetime import date, timedelta
from typing import Any

from app.core.clock import today
from app.core.database import db
from tests import factories


def delegate_with_account(council: Any) -> tuple[Any, Any]:
    """A delegate, and the account that names them."""
    from app.accounts.models import Membership

    delegate = factories.make_delegate(council.id)
    user = factories.make_user("delegate", council_id=council.id)
    membership = db.session.scalars(db.select(Membership).where(Membership.user_id == user.id)).one()
    membership.delegate_id = delegate.id
    db.session.flush()
    return delegate, user


def asks(council: Any, question: Any, *delegates: Any) -> Any:
    """Name who asked."""
    from app.questions.models import QuestionAsker

    for position, delegate in enumerate(delegates):
        factories._save(
            QuestionAsker(
                council_id=council.id, question_id=question.id, delegate_id=delegate.id, position=position
            )
        )
    db.session.expire(question, ["askers"])
    return question


def put_in_writing(
    council: Any, *delegates: Any, days_ago: int = 0, office: Any = None, **values: Any
) -> Any:
    """A written question of a session so many days ago."""
    from app.questions.domain import QuestionKind, WrittenReason

    held_on: date = today() - timedelta(days=days_ago)
    session = factories.make_session(council.id, held_on=held_on)
    group = factories.make_topic_group(council.id, session=session)
    question = factories.make_question(
        council.id,
        topic_group=group,
        kind=QuestionKind.WRITTEN,
        written_reason=WrittenReason.NOT_REACHED,
        addressee_office_id=office.id if office else None,
        **values,
    )
    return asks(council, question, *delegates)
