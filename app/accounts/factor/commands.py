"""Every write to a person's second factor, each with its line in the log."""

import sqlalchemy as sa

from app.accounts import commands, guessing, passwords, sessions
from app.accounts.factor import codes
from app.accounts.models import User
from app.core.database import db
from app.core.errors import N_, DomainError

WRONG = N_("This code is not right, or it was used already. Wait for the next one the app shows.")


def set_up(*, user: User, secret: str, code: str, password: str, keep_token: str | None) -> list[str]:
    """Take a secret over once its first code is right; the recovery codes are returned once. Other sessions end."""
    _check_password(user, password)
    _lock(user)
    user.tf_last_counter = None
    if not codes.fits(code, secret, user):
        raise DomainError(WRONG, field="code")
    fresh = codes.new_recovery_codes()
    user.tf_primary_method, user.tf_totp_secret = codes.METHOD, secret
    user.mf_recovery_codes = [codes.recovery_mark(each) for each in fresh]
    sessions.end_sessions(user_id=user.id, but=keep_token)
    commands.tell_of_change(user, None, user, {"second_factor": "set up"})
    return fresh


def check(*, user: User, code: str) -> bool:
    """Whether the code of the app, or one of the recovery codes, is right; either is used up by it."""
    _lock(user)
    if user.tf_totp_secret and codes.fits(code, user.tf_totp_secret, user):
        db.session.flush()
    elif codes.recovery_mark(code) in (user.mf_recovery_codes or ()):
        mark = codes.recovery_mark(code)
        user.mf_recovery_codes = [each for each in user.mf_recovery_codes or () if each != mark]
        commands.tell_of_change(user, None, user, {"second_factor": "recovery code used"})
    else:
        return False
    guessing.forget_failures(guessing.codes_of(user.id))
    return True


def turn_off(*, user: User, password: str) -> None:
    """Go back to the password alone, knowing it."""
    _check_password(user, password)
    _remove(user)
    commands.tell_of_change(user, None, user, {"second_factor": "turned off"})


def reset(*, user: User, council_id: int, actor: User | None) -> None:
    """For a lost phone: the administrator takes the second factor away, and the person is signed out everywhere."""
    commands.refuse_oneself(user, actor)
    commands.refuse_person_of_other_councils(user, council_id)
    _remove(user)
    sessions.end_sessions(user_id=user.id)
    commands.tell_of_change(user, council_id, actor, {"second_factor": "reset"})


def reset_by_operator(*, user: User) -> None:
    """From the operator's console, where the only administrator's phone is lost."""
    _remove(user)
    sessions.end_sessions(user_id=user.id)
    commands.tell_of_change(user, None, None, {"second_factor": "reset by the operator"})


def _remove(user: User) -> None:
    user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = user.tf_last_counter = None
    guessing.forget_failures(guessing.codes_of(user.id))


def _check_password(user: User, password: str) -> None:
    if not passwords.matches(user, password):
        raise DomainError(N_("This is not your present password."), field="password")


def _lock(user: User) -> None:
    """One code at a time: of two browsers with the same code the second waits, and finds it used."""
    db.session.execute(sa.select(User.id).where(User.id == user.id).with_for_update())
    db.session.refresh(user)
