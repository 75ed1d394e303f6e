"""Which council a request is for: the first segment of its address, and what the person signed in may do there."""

from typing import Any

from flask import Flask, abort, g
from flask_security import current_user

from app.accounts import queries as accounts
from app.accounts.domain import permissions_of
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.jobs.registry import enter_with
from app.core.tenancy import enter_council
from app.council import queries
from app.council.models import Council


def _load_council() -> None:
    """Set `g.council`, the scope of every select, and `g.permissions`. An unknown council, or one not one's own, is a 404."""
    g.council = None
    slug = g.get("council_slug")
    if not slug:
        return
    council = queries.find_council(slug)
    if council is None:
        abort(404)
    g.council = council
    enter_council(council.id)
    if current_user.is_authenticated:
        g.memberships = accounts.memberships_in(council_id=council.id, user_id=current_user.id)
        g.permissions = permissions_of(frozenset(membership.role for membership in g.memberships))
        if not g.permissions:
            abort(404)


def enter_for(council_id: int, user: Any) -> None:
    """For work in the background: what a request of that person in that council would have had, the rights of today.

    Raises `DomainError` where the person has no role there any longer.
    """
    g.council = db.session.get_one(Council, council_id)
    g.council_slug = g.council.slug
    if user is None:
        return
    g.memberships = accounts.memberships_in(council_id=council_id, user_id=user.id)
    g.permissions = permissions_of(frozenset(membership.role for membership in g.memberships))
    if not (user.active and g.permissions):
        raise DomainError(N_("Whoever asked for this has no role in the council any longer."))


def init_council_request(app: Flask) -> None:
    enter_with(enter_for)
    app.before_request(_load_council)
