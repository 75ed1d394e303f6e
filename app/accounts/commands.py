"""Every write to accounts, roles and one-time links."""

import re
import secrets

from sqlalchemy.exc import IntegrityError

from app.accounts import guessing, passwords, queries, sessions
from app.accounts.domain import (
    SETUP_LINK_LIFE,
    MembershipEnded,
    MembershipGranted,
    NewMembership,
    NewUser,
    Role,
    SetupLinkMade,
    UserChanged,
    UserCreated,
    initial_password,
    password_problem,
)
from app.accounts.models import Membership, SetupLink, User
from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.storage import sha256_of

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)*")


def create_user(*, new: NewUser, password: str, actor: User | None) -> User:
    """Make an account that may sign in; it can do nothing before it is given a role."""
    email = new.email.strip().lower()
    if not _EMAIL.fullmatch(email):
        raise DomainError(N_("This is not an e-mail address."), field="email")
    if queries.find_user(email) is not None:
        raise DomainError(N_("There is already an account with this e-mail address."), field="email")
    _check_password(password, email=email)
    user = User(
        email=email,
        full_name=new.full_name,
        password=passwords.hashed(password),
        fs_uniquifier=secrets.token_hex(32),
    )
    db.session.add(user)
    db.session.flush()
    publish(
        UserCreated(
            actor_id=actor.id if actor else None,
            council_id=None,
            subject_type="User",
            subject_id=user.id,
            details={"email": email, "full_name": new.full_name},
        )
    )
    return user


def grant_membership(*, user: User, council_id: int, new: NewMembership, actor: User | None) -> Membership:
    """Give a role in a council; a role that had ended begins again."""
    if new.role is Role.AGENCY:
        _check_contact(user, council_id, new)
    membership = queries.find_membership(user_id=user.id, council_id=council_id, role=new.role)
    if membership is None:
        membership = Membership(user_id=user.id, council_id=council_id, role=new.role)
        db.session.add(membership)
    elif membership.ended_at is None:
        raise DomainError(N_("%(name)s already has this role."), field="role", name=user.full_name)
    membership.ended_at = None
    membership.delegate_id = new.delegate_id if new.role is Role.DELEGATE else None
    membership.body_id = new.body_id if new.role is Role.MONITOR else None
    membership.agency_id = new.agency_id if new.role is Role.AGENCY else None
    membership.is_alternate = new.is_alternate and new.role is Role.AGENCY
    _flush_contact()
    _tell_of_role(MembershipGranted, membership, actor)
    return membership


def _check_contact(user: User, council_id: int, new: NewMembership) -> None:
    """A contact speaks for one agency, and an agency has one main contact at a time."""
    if new.agency_id is None:
        raise DomainError(N_("Choose the agency this person speaks for."), field="agency_id")
    main = queries.find_main_contact(council_id=council_id, agency_id=new.agency_id)
    if not new.is_alternate and main is not None and main.user_id != user.id:
        raise DomainError(
            N_("%(name)s is the main contact of this agency. End that role first, or make this person an alternate."),
            name=main.user.full_name, field="is_alternate",
        )  # fmt: skip


def _flush_contact() -> None:
    """Two administrators may name a main contact at the same moment; the database lets the first one stand."""
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as taken:
        raise DomainError(
            N_(
                "This agency was given a main contact a moment ago. Make this person an alternate, or look at the accounts again."
            ),
            field="is_alternate",
        ) from taken


def end_membership(*, membership: Membership, actor: User | None) -> None:
    """Take a role back. A council keeps at least one administrator who can sign in."""
    if membership.ended_at is not None:
        raise DomainError(N_("This role has already ended."))
    if membership.role is Role.ADMINISTRATOR:
        _keep_an_administrator(membership.council_id, without=membership.user_id)
    membership.ended_at = now()
    db.session.flush()
    _tell_of_role(MembershipEnded, membership, actor)


def _tell_of_role(
    event: type[MembershipGranted | MembershipEnded], membership: Membership, actor: User | None
) -> None:
    publish(
        event(
            actor_id=actor.id if actor else None,
            council_id=membership.council_id,
            subject_type="User",
            subject_id=membership.user_id,
            details={
                "role": membership.role.value,
                "delegate_id": membership.delegate_id,
                "body_id": membership.body_id,
                **({"agency_id": membership.agency_id} if membership.agency_id else {}),
            },
        )
    )


def close_account(*, user: User, council_id: int, actor: User | None) -> None:
    """Close an account: no sign-in any more, and every browser is signed out. What the person did stays theirs."""
    refuse_oneself(user, actor)
    refuse_person_of_other_councils(user, council_id)
    _keep_an_administrator(council_id, without=user.id)
    user.active = False
    sessions.end_sessions(user_id=user.id)
    tell_of_change(user, council_id, actor, {"active": [True, False]})


def reopen_account(*, user: User, council_id: int, actor: User | None) -> None:
    """Open a closed account again, with the roles it still has. Who works for another council too was not closed here."""
    if user.active:
        return
    refuse_person_of_other_councils(user, council_id)
    user.active = True
    tell_of_change(user, council_id, actor, {"active": [False, True]})


def change_password(*, user: User, current: str, new: str, keep_token: str | None) -> None:
    """Change one's own password and end every other session; the browser that holds `keep_token` stays signed in."""
    if not passwords.matches(user, current):
        raise DomainError(N_("This is not your present password."), field="current")
    _check_password(new, email=user.email, field="new_password")
    if passwords.matches(user, new):
        raise DomainError(N_("The new password is the same as the present one."), field="new_password")
    user.password = passwords.hashed(new)
    sessions.end_sessions(user_id=user.id, but=keep_token)
    tell_of_change(user, None, user, {"password": "changed"})


def reset_password(*, user: User, council_id: int, actor: User | None) -> str:
    """Give an account a new random password and sign it out everywhere; the password is returned once and kept nowhere."""
    refuse_oneself(user, actor)
    refuse_person_of_other_councils(user, council_id)
    password = initial_password()
    user.password = passwords.hashed(password)
    guessing.forget_failures(guessing.password_of(user.email))
    sessions.end_sessions(user_id=user.id)
    tell_of_change(user, council_id, actor, {"password": "reset"})
    return password


def set_password(*, user: User, password: str, actor: User | None) -> None:
    """Set a password from the operator's console, and sign the account out everywhere."""
    _check_password(password, email=user.email)
    user.password = passwords.hashed(password)
    user.active = True
    sessions.end_sessions(user_id=user.id)
    tell_of_change(user, None, actor, {"password": "set by the operator"})


def tell_of_change(
    user: User, council_id: int | None, actor: User | None, details: dict[str, object]
) -> None:
    """The news of a changed account."""
    db.session.flush()
    publish(
        UserChanged(
            actor_id=actor.id if actor else None,
            council_id=council_id,
            subject_type="User",
            subject_id=user.id,
            details=details,
        )
    )


def _check_password(password: str, *, email: str, field: str = "password") -> None:
    problem = password_problem(password, email=email)
    if problem is not None:
        raise DomainError(problem, field=field)


def refuse_oneself(user: User, actor: User | None) -> None:
    """Nobody locks themselves out by a slip: one's own password is changed knowing the present one."""
    if actor is not None and actor.id == user.id:
        raise DomainError(
            N_(
                "This is your own account. Change your password under “My account”; another administrator can close it."
            )
        )


def refuse_person_of_other_councils(user: User, council_id: int) -> None:
    """One council's administrator has no power over what a person may do in another."""
    if queries.serves_elsewhere(user_id=user.id, council_id=council_id):
        raise DomainError(
            N_(
                "%(name)s also works for another council here. End the roles in this council instead; the account stays."
            ),
            name=user.full_name,
        )


def _keep_an_administrator(council_id: int, *, without: int) -> None:
    if not queries.administrators(council_id=council_id, but=without):
        raise DomainError(
            N_("A council needs at least one administrator. Give the role to someone else first.")
        )


def make_setup_link() -> str:
    """Make the one-time link's secret for the first administrator; only its SHA-256 is kept. Links made before die."""
    for old in queries.open_setup_links():
        old.used_at = now()
    token = secrets.token_urlsafe(32)
    moment = now()
    link = SetupLink(
        token_hash=sha256_of(token.encode()), created_at=moment, expires_at=moment + SETUP_LINK_LIFE
    )
    db.session.add(link)
    db.session.flush()
    publish(SetupLinkMade(actor_id=None, council_id=None, subject_type="SetupLink", subject_id=link.id))
    return token


def use_setup_link(*, token: str) -> None:
    """Use the link up. Raises `DomainError` when it is unknown, used or too old."""
    link = queries.find_setup_link(token, for_change=True)
    if link is None or not link.is_open(now()):
        raise DomainError(
            N_("This link cannot be used any more. Ask the person who runs this installation for a new one.")
        )
    link.used_at = now()
    db.session.flush()
