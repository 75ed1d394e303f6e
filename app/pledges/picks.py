"""Finding a pledge by its code or its words, for the pickers."""

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.searchable import matches
from app.core.text import search_tokens
from app.council.picks import MOST, Pick
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge

SHOWN_WORDS = 110


def pledge_picks(query: str, *, but: int | None = None) -> list[Pick]:
    """Adopted pledges that hold every word of the query, the latest first; the code is what stands in the field."""
    return [Pick(pledge.code, _shortened(pledge.words)) for pledge in _search(query) if pledge.id != but]


def find_pledge(label: str) -> Pledge:
    """The one pledge of that code, else the one with those words. Raises `DomainError` for the form."""
    exact = db.session.scalar(sa.select(Pledge).where(Pledge.code == label))
    if exact is not None:
        return exact
    found = _search(label)
    if len(found) == 1:
        return found[0]
    if found:
        raise DomainError(
            N_("Several pledges answer to “%(label)s”. Choose one by its code, for example %(code)s."),
            label=label, code=found[0].code, field="others",
        )  # fmt: skip
    raise DomainError(N_("No adopted pledge answers to “%(label)s”."), label=label, field="others")


def _search(query: str) -> list[Pledge]:
    tokens = search_tokens(query)
    if not tokens:
        return []
    statement = (
        sa.select(Pledge)
        .where(Pledge.lifecycle != Lifecycle.DRAFT, *matches(Pledge.search_text, tokens))
        .order_by(Pledge.id.desc())
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def _shortened(words: str) -> str:
    return words if len(words) <= SHOWN_WORDS else f"{words[:SHOWN_WORDS].rstrip()}…"
