"""The code of a pledge: the year of its session and a running number, unique in its council ("2017-0031")."""

import re
from collections.abc import Iterable

import sqlalchemy as sa

from app.core.database import db
from app.core.tenancy import current_scope
from app.council.models import Council
from app.pledges.models import Pledge


def reserve_codes(*, year: int, count: int, besides: Iterable[str] = ()) -> list[str]:
    """The next codes of a year, without gaps, after those there are and those about to be taken (`besides`).

    The council's row is locked until the transaction ends, so that two writers never take the same number (SQLite lets
    only one write at a time anyway).
    """
    council = sa.select(Council.id).where(Council.id == current_scope())
    db.session.execute(council.with_for_update(key_share=True))
    taken = db.session.scalars(sa.select(Pledge.code).where(Pledge.code.like(f"{year}-%")))
    numbers = [
        int(match[1])
        for match in (re.fullmatch(rf"{year}-(\d{{4,9}})", code) for code in {*taken, *besides})
        if match
    ]
    first = max(numbers, default=0) + 1
    return [f"{year}-{number:04d}" for number in range(first, first + count)]
