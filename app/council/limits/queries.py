"""Reading the limits of the council in scope."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.tenancy import get_owned
from app.council.domain import LimitCode
from app.council.limits.domain import Limit, course_of, limit_of
from app.council.models import LegalLimit


def rows_of(code: LimitCode) -> Sequence[LegalLimit]:
    """What the council set for a code, the earliest first."""
    statement = sa.select(LegalLimit).where(LegalLimit.code == code)
    return db.session.scalars(statement.order_by(LegalLimit.starts_on, LegalLimit.id)).all()


def get_row(limit_id: int) -> LegalLimit:
    found = get_owned(LegalLimit, limit_id)
    if found is None:
        raise NotFoundError(N_("There is no such limit."))
    return found


class Limits:
    """Every limit the council set, read once, for pages that ask for many days."""

    def __init__(self) -> None:
        rows = db.session.scalars(sa.select(LegalLimit).order_by(LegalLimit.code, LegalLimit.starts_on))
        self._own = [_limit(row) for row in rows]

    def on(self, code: LimitCode, day: date) -> Limit | None:
        return limit_of(code, self._own, day)

    def course(self, code: LimitCode) -> list[Limit]:
        return course_of(code, self._own)


def limit_on(code: LimitCode, day: date) -> Limit | None:
    """The limit in force on a day; None where the law knew none."""
    return limit_of(code, [_limit(row) for row in rows_of(code)], day)


def _limit(row: LegalLimit) -> Limit:
    return Limit(
        code=row.code,
        days=row.days,
        basis=row.basis,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        id=row.id,
    )
