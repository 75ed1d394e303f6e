"""Guessing is slowed down by what the database remembers, so that it holds in every worker and through a restart.

Ten wrong tries for one address within a quarter of an hour, and the next ones are not looked at until the quarter is over.
Addresses nobody has are counted alike, so that nothing is told by it; other accounts of the same office are not touched.
"""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts.models import SignInFailure
from app.core.clock import now
from app.core.database import db
from app.core.storage import sha256_of

MOST = 10
WITHIN = timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)


def is_blocked(whose: str) -> bool:
    since = now() - WITHIN
    counted = sa.select(sa.func.count()).where(
        SignInFailure.whose == _mark(whose), SignInFailure.failed_at > since
    )
    return bool((db.session.scalar(counted) or 0) >= MOST)


def note_failure(whose: str) -> None:
    db.session.execute(sa.delete(SignInFailure).where(SignInFailure.failed_at < now() - KEPT_FOR))
    db.session.add(SignInFailure(whose=_mark(whose)))
    db.session.flush()


def forget_failures(whose: str) -> None:
    db.session.execute(sa.delete(SignInFailure).where(SignInFailure.whose == _mark(whose)))


def password_of(address: str) -> str:
    """What is counted under for wrong passwords."""
    return "password " + address.strip().lower()[:255]


def codes_of(user_id: int) -> str:
    """What is counted under for wrong codes of the second factor; a right password does not clear it."""
    return f"code {user_id}"


def _mark(whose: str) -> str:
    return sha256_of(whose.encode())
