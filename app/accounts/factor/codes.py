"""The codes themselves: of the app (TOTP, RFC 6238), each good once, and the ten recovery codes, each good once."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import segno
from flask import current_app
from flask_security.totp import Totp

from app.accounts.models import User
from app.core.storage import sha256_of

ISSUER = "Sổ Lời Hứa"
WINDOW = 30  # seconds before and after: the code that just changed, and a clock half a minute off
RECOVERY_CODES = 10
METHOD = "authenticator"


class CountedTotp(Totp):  # type: ignore[misc] # Flask-Security is not followed by the type checker
    """Codes that count: one that was used, or came before one that was used, is refused."""

    def get_last_counter(self, user: User) -> int | None:
        return user.tf_last_counter

    def set_last_counter(self, user: User, tmatch: Any) -> None:
        user.tf_last_counter = tmatch.counter


@dataclass(frozen=True)
class Setup:
    """What the page of setting up shows."""

    by_hand: str
    squares: list[list[bool]]


def codes() -> CountedTotp:
    """Secrets are stored encrypted with a key drawn from the installation's own."""
    key = hashlib.sha256(b"second factor " + str(current_app.secret_key).encode()).hexdigest()
    return CountedTotp({1: key}, ISSUER)


def new_secret() -> str:
    return str(codes().generate_totp_secret())


def setup_of(secret: str, email: str) -> Setup:
    uri = codes().get_totp_uri(email, secret)
    rows = segno.make(uri, error="m", micro=False).matrix
    return Setup(str(codes().get_totp_pretty_key(secret)), [[bool(cell) for cell in row] for row in rows])


def fits(code: str, secret: str, user: User) -> bool:
    """Whether a code of the app is right and was not used; spaces do not matter. Uses it up."""
    digits = "".join(code.split())
    return digits.isascii() and bool(codes().verify_totp(digits, secret, user, window=WINDOW))


def new_recovery_codes() -> list[str]:
    return ["-".join(secrets.token_hex(2) for _ in range(4)) for _ in range(RECOVERY_CODES)]


def recovery_mark(code: str) -> str:
    """What is stored of a recovery code."""
    return sha256_of("".join(letter for letter in code.casefold() if letter.isalnum()).encode())
