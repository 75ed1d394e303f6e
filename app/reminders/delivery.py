"""Handing letters over, each at most once.

A letter is claimed in a transaction of its own before the server hears of it. Whoever dies between the claim and the answer
leaves it claimed; it is then given up and shown, for nobody knows whether it went, and only a person has it sent again.
"""

import logging
from dataclasses import dataclass

import sqlalchemy as sa

from app.core.clock import now
from app.core.database import db
from app.core.errors import N_
from app.core.mail import DoubtfulError, Letter, LetterRefusedError, Line, MailServer, UnreachableError
from app.core.transaction import transaction
from app.reminders import queries
from app.reminders.domain import CLAIMED_FOR, KEPT_TRYING, WAITING, MailStatus, pause_after
from app.reminders.models import MailMessage

log = logging.getLogger("app.mail")
DOUBTFUL = N_("Sending was cut off; whether the letter arrived is not known.")


@dataclass
class Sent:
    """How many letters went, wait for another try, and were given up; `reason` says the last failure."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    reason: str = ""

    @property
    def well(self) -> bool:
        return not (self.failed or self.given_up)


def send_all(server: MailServer) -> Sent:
    """Send what waits. When the server cannot be reached the rest waits for another time."""
    outcome = Sent()
    _give_up_interrupted(outcome)
    with server.line() as line:
        for message_id in queries.to_send():
            if not _claim(message_id):
                continue
            if not _send(message_id, line, server, outcome):
                break
    return outcome


def _give_up_interrupted(outcome: Sent) -> None:
    with transaction():
        for message in queries.interrupted():
            message.status, message.last_error = MailStatus.GIVEN_UP, DOUBTFUL
            outcome.given_up += 1
            outcome.reason = DOUBTFUL


def _claim(message_id: int) -> bool:
    """Whether the letter is ours to send: of two who ask, one is."""
    with transaction():
        claimed = db.session.execute(
            sa.update(MailMessage)
            .where(MailMessage.id == message_id, MailMessage.status.in_(WAITING))
            .values(
                status=MailStatus.SENDING,
                attempts=MailMessage.attempts + 1,
                next_try_at=now() + CLAIMED_FOR,
            )
        )
    return bool(claimed.rowcount)  # type: ignore[attr-defined] # of an update


def _send(message_id: int, line: Line, server: MailServer, outcome: Sent) -> bool:
    """Hand one letter over and write down what became of it; False where the server is not there."""
    message = queries.get_message(message_id)
    letter = _letter(message, server)
    db.session.rollback()  # nobody waits for our database while the server answers
    try:
        line.send(letter)
    except UnreachableError as unreachable:
        _note(message_id, outcome, str(unreachable), for_good=False)
        return False
    except LetterRefusedError as refused:
        _note(message_id, outcome, str(refused), for_good=refused.for_good)
        return True
    except DoubtfulError:
        _note(message_id, outcome, DOUBTFUL, for_good=True)
        return True
    with transaction():
        message = queries.get_message(message_id)
        message.status, message.sent_at, message.last_error = MailStatus.SENT, now(), ""
    outcome.sent += 1
    return True


def _letter(message: MailMessage, server: MailServer) -> Letter:
    return Letter(
        message_id=f"<nhac-viec.{message.day:%Y%m%d}.{message.user_id}@{server.domain}>",
        to_name=message.user.full_name,
        to=message.user.email,
        subject=message.subject,
        text=message.text,
        html=message.html,
        dated=message.created_at,
    )


def _note(message_id: int, outcome: Sent, reason: str, *, for_good: bool) -> None:
    """Another try after a pause, or the end: refused for good, or tried for days."""
    with transaction():
        message = queries.get_message(message_id)
        over = for_good or now() - message.created_at > KEPT_TRYING
        message.status = MailStatus.GIVEN_UP if over else MailStatus.FAILED
        message.next_try_at = None if over else now() + pause_after(message.attempts)
        message.last_error = reason
    log.warning("a letter was not sent", extra={"letter": message_id, "given_up": over})
    outcome.given_up += over
    outcome.failed += not over
    outcome.reason = reason
