"""Ending sessions: what signs a person out of their browsers."""

import sqlalchemy as sa

from app.accounts.models import UserSession
from app.core.clock import now
from app.core.database import db
from app.core.storage import sha256_of


def end_session(token: str) -> None:
    """Sign one browser out."""
    db.session.execute(
        sa.update(UserSession)
        .where(UserSession.token_hash == sha256_of(token.encode()), UserSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def end_sessions(*, user_id: int, but: str | None = None) -> None:
    """Sign a person out everywhere, except in the browser that holds the token `but`."""
    ending = sa.update(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
    if but is not None:
        ending = ending.where(UserSession.token_hash != sha256_of(but.encode()))
    db.session.execute(ending.values(ended_at=now()))
