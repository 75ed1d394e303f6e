"""Digests are written down with the events they tell of; only then are they sent. And what a person sets for themselves."""

import secrets
from datetime import date

import sqlalchemy as sa

from app.accounts.models import User
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import Event, publish
from app.core.storage import sha256_of
from app.core.tenancy import every_council, scoped_to
from app.reminders import queries
from app.reminders.domain import (
    CalendarFeedMade,
    CalendarFeedRevoked,
    Digest,
    MailSentAgain,
    MailStatus,
    MailSwitched,
)
from app.reminders.gathering import digests
from app.reminders.models import MailMessage, Reminder
from app.reminders.writing import write


def due_digests(day: date) -> list[tuple[User, Digest]]:
    """What there is to be sent on a day: of everyone who wants mail and had none that day, what they were not told yet."""
    found = {digest.user_id: digest for digest in digests(day)}
    people = queries.willing(found.keys() - queries.mailed_on(day))
    told = queries.told_to(people.keys())
    due = [(people[user_id], found[user_id].without(told[user_id])) for user_id in sorted(people)]
    return [(user, digest) for user, digest in due if digest.count]


def write_digests(day: date) -> list[tuple[User, Digest]]:
    """Put the letters of a day into the outbox, each with the events it tells of.

    A letter of an earlier day that never went out is replaced: what still holds of it stands in the new one, so that nobody
    gets two at once and nothing is lost.
    """
    for message in queries.overtaken(day):
        _take_back(message)
    db.session.flush()
    due = due_digests(day)
    for user, digest in due:
        _write(user, digest)
    return due


def _take_back(message: MailMessage) -> None:
    message.status = MailStatus.REPLACED
    with every_council():
        db.session.execute(sa.delete(Reminder).where(Reminder.message_id == message.id))


def _write(user: User, digest: Digest) -> None:
    written = write(digest, name=user.full_name)
    message = MailMessage(
        user_id=user.id, day=digest.day, subject=written.subject, text=written.text, html=written.html
    )
    db.session.add(message)
    db.session.flush()
    for part in digest.parts:
        with scoped_to(part.council_id):
            db.session.add_all(
                Reminder(
                    user_id=user.id,
                    event_key=line.key,
                    reason=line.reason,
                    subject=line.words,
                    address=line.address,
                    day=digest.day,
                    message_id=message.id,
                )
                for line in part.lines
            )
            db.session.flush()


def send_again(*, message: MailMessage, actor: User) -> None:
    """Let a letter that was given up be tried once more. Raises `DomainError` where it needs no help."""
    if message.status not in {MailStatus.GIVEN_UP, MailStatus.FAILED}:
        raise DomainError(N_("This letter is not one that failed."))
    message.status, message.attempts, message.next_try_at = MailStatus.QUEUED, 0, None
    publish(_of(MailSentAgain, message.user_id, actor))


def switch_mail(*, user: User, wanted: bool) -> None:
    """Whether a person gets the daily mail."""
    if user.wants_mail == wanted:
        return
    user.wants_mail = wanted
    publish(_of(MailSwitched, user.id, user, wants_mail=[not wanted, wanted]))


def make_feed(*, user: User) -> str:
    """The secret part of the address of a person's calendar, told this once; an earlier one opens nothing any more."""
    token = secrets.token_urlsafe(32)
    user.feed_token_hash = sha256_of(token.encode())
    publish(_of(CalendarFeedMade, user.id, user))
    return token


def revoke_feed(*, user: User) -> None:
    if user.feed_token_hash is None:
        return
    user.feed_token_hash = None
    publish(_of(CalendarFeedRevoked, user.id, user))


def _of(kind: type[Event], user_id: int, actor: User, **details: object) -> Event:
    return kind(
        actor_id=actor.id, council_id=None, subject_type=User.__name__, subject_id=user_id, details=details
    )
