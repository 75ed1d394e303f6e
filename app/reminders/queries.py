"""Reading what was said to whom, and how the letters stand."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Membership, User
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.storage import sha256_of
from app.core.tenancy import every_council
from app.reminders.domain import WAITING, MailStatus
from app.reminders.models import MailMessage, Reminder

LONGEST_TOKEN = 100
_SHOWN = 100
_TROUBLED = (MailStatus.FAILED, MailStatus.GIVEN_UP)


def told_to(user_ids: Collection[int]) -> dict[int, frozenset[tuple[int, str]]]:
    """What each person was told: (council, event)."""
    found: dict[int, set[tuple[int, str]]] = {user_id: set() for user_id in user_ids}
    with every_council():
        rows = db.session.execute(
            sa.select(Reminder.user_id, Reminder.council_id, Reminder.event_key).where(
                Reminder.user_id.in_(user_ids)
            )
        )
        for user_id, council_id, key in rows:
            found[user_id].add((council_id, key))
    return {user_id: frozenset(keys) for user_id, keys in found.items()}


def mailed_on(day: date) -> frozenset[int]:
    """Who was written to on a day, whatever became of the letter."""
    return frozenset(db.session.scalars(sa.select(MailMessage.user_id).where(MailMessage.day == day)))


def willing(user_ids: Collection[int]) -> dict[int, User]:
    """Those of them who want mail and whose account is open."""
    statement = sa.select(User).where(User.id.in_(user_ids), User.active, User.wants_mail)
    return {user.id: user for user in db.session.scalars(statement)}


def overtaken(day: date) -> list[MailMessage]:
    """Letters of earlier days that were never handed over."""
    statement = sa.select(MailMessage).where(MailMessage.day < day, MailMessage.status.in_(WAITING))
    return list(db.session.scalars(statement.order_by(MailMessage.id)))


def to_send() -> list[int]:
    """Letters whose turn has come, the oldest first."""
    turn = sa.or_(MailMessage.next_try_at.is_(None), MailMessage.next_try_at <= now())
    statement = sa.select(MailMessage.id).where(MailMessage.status.in_(WAITING), turn)
    return list(db.session.scalars(statement.order_by(MailMessage.id)))


def interrupted() -> list[MailMessage]:
    """Letters that were being handed over when whoever did it came to an end."""
    statement = sa.select(MailMessage).where(
        MailMessage.status == MailStatus.SENDING, MailMessage.next_try_at <= now()
    )
    return list(db.session.scalars(statement))


def get_message(message_id: int) -> MailMessage:
    """With whom it is for."""
    statement = sa.select(MailMessage).where(MailMessage.id == message_id)
    return db.session.scalars(statement.options(joinedload(MailMessage.user))).one()


def _here() -> sa.ColumnElement[bool]:
    """Letters to people who have a role in the council in scope."""
    held = sa.select(Membership.user_id).where(Membership.ended_at.is_(None))
    return MailMessage.user_id.in_(held)


def letters_here() -> list[MailMessage]:
    """The latest letters to people of the council in scope: how they stand, never what they say."""
    statement = sa.select(MailMessage).where(_here()).options(joinedload(MailMessage.user))
    ordered = statement.order_by(MailMessage.day.desc(), MailMessage.id.desc()).limit(_SHOWN)
    return list(db.session.scalars(ordered))


def troubled_here() -> int:
    """How many letters to people of the council in scope could not be sent in the last days, for its administrators."""
    statement = sa.select(sa.func.count(MailMessage.id)).where(_here(), MailMessage.status.in_(_TROUBLED))
    return db.session.scalar(statement) or 0


def get_letter_here(message_id: int) -> MailMessage:
    found = db.session.scalar(
        sa.select(MailMessage)
        .where(MailMessage.id == message_id, _here())
        .options(joinedload(MailMessage.user))
    )
    if found is None:
        raise NotFoundError(N_("There is no such letter."))
    return found


def owner_of_feed(token: str) -> User | None:
    """Whose calendar an address opens."""
    if len(token) > LONGEST_TOKEN:
        return None
    mark = sha256_of(token.encode())
    return db.session.scalar(sa.select(User).where(User.feed_token_hash == mark, User.active))
