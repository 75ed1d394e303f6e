"""Hashing and checking passwords: Argon2 through Flask-Security, the letters normalised so that any keyboard gives the same."""

import unicodedata

from flask_security import hash_password, verify_password

from app.accounts.models import User


def hashed(password: str) -> str:
    return str(hash_password(_normal(password)))


def matches(user: User, password: str) -> bool:
    return user.password is not None and bool(verify_password(_normal(password), user.password))


def _normal(password: str) -> str:
    """NFKD, the form sign-in compares in (SECURITY_PASSWORD_NORMALIZE_FORM)."""
    return unicodedata.normalize("NFKD", password)
