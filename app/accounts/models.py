"""Users, their roles in councils, their sessions, and one-time links."""

from datetime import datetime
from typing import Any

from flask_security import UserMixin
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.domain import Role
from app.core.clock import now
from app.core.database import Model, UtcDateTime, coded
from app.core.tenancy import CouncilOwned


class User(Model, UserMixin):  # type: ignore[misc] # Flask-Security is not followed by the type checker
    """A person who may sign in. Never deleted: what they did stays theirs; an account is closed by `active`."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    full_name: Mapped[str] = mapped_column(String(300))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))  # names are Flask-Security's
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON)
    tf_last_counter: Mapped[int | None]  # of the last code that was used: no code is good twice
    wants_mail: Mapped[bool] = mapped_column(default=True)
    feed_token_hash: Mapped[str | None] = mapped_column(
        String(64), index=True, unique=True
    )  # of the private calendar feed
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)

    @property
    def roles(self) -> list[Any]:
        """Flask-Security asks for installation-wide roles; ours belong to a council (`Membership`)."""
        return []


MAIN_CONTACT = "role = 'agency' AND NOT is_alternate AND ended_at IS NULL"


class Membership(CouncilOwned, Model):
    """A role of a person in a council. A delegate's membership names the delegate, a monitor's may name the committee, an agency's the agency.

    One contact at a time is the main one of an agency; the others are its alternates.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("user_id", "council_id", "role"),
        Index(
            "uq_memberships_main_contact",
            "agency_id",
            unique=True,
            sqlite_where=text(MAIN_CONTACT),
            postgresql_where=text(MAIN_CONTACT),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(coded(Role, "membership_role"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegates.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    is_alternate: Mapped[bool] = mapped_column(default=False)  # the agency's second contact
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(lazy="raise_on_sql")


class UserSession(Model):
    """One sign-in of one browser. The cookie holds a random id, the table its SHA-256: signing out kills the cookie."""

    __tablename__ = "user_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignInFailure(Model):
    """A wrong password or code; of whom is told by a SHA-256 alone, for addresses nobody has as well."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index(None, "whose", "failed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    whose: Mapped[str] = mapped_column(String(64))
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class SetupLink(Model):
    """The one-time link that makes the first council and administrator; only its SHA-256 is kept."""

    __tablename__ = "setup_links"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_later"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def is_open(self, moment: datetime) -> bool:
        """Not used yet and not too old."""
        return self.used_at is None and moment < self.expires_at


class FormDraft(Model):
    """What a person typed into a form and has not sent yet, so that a closed tab or an ended session loses nothing."""

    __tablename__ = "form_drafts"
    __table_args__ = (UniqueConstraint("user_id", "address"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    address: Mapped[str] = mapped_column(String(300))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)


class FormToken(Model):
    """A form that was sent once: its token and where the first sending led, so that a second does nothing again."""

    __tablename__ = "form_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    location: Mapped[str] = mapped_column(String(600), default="")
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
