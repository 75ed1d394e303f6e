"""A work that is offered on a page and asked for by a button: what is asked travels signed, so that nobody asks for another."""

from typing import Any, NamedTuple

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from app.core.errors import N_, DomainError
from app.core.tenancy import current_scope

LIFE_SECONDS = 24 * 3600


class Asked(NamedTuple):
    """What `commands.ask_for` is told."""

    kind: str
    title: str
    arguments: dict[str, Any]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="job ticket")


def ticket_for(asked: Asked, person: Any) -> str:
    """Good for this person in this council, for a day."""
    return str(_signer().dumps([person.id, current_scope(), list(asked)]))


def read_ticket(ticket: str, person: Any) -> Asked:
    """What is asked for. Raises `DomainError` for a ticket that is not ours, of somebody else, or too old."""
    try:
        person_id, council_id, asked = _signer().loads(ticket, max_age=LIFE_SECONDS)
    except (BadData, ValueError) as unread:
        raise _old() from unread
    if (person_id, council_id) != (person.id, current_scope()):
        raise _old()
    return Asked(*asked)


def _old() -> DomainError:
    return DomainError(N_("This page stood open too long. Go back, reload it and ask again."))
