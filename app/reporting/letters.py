"""The letters and demands issued to an agency: what its contact reads of them, and nothing of what is issued to another."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.core.database import db
from app.core.errors import N_, NotFoundError
from app.core.paging import Page, newest_first
from app.council.successors import successors_on
from app.documents.models import IssuedDocument
from app.documents.queries import with_number
from app.pressing.models import Letter, LetterRun


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """A paper issued to the agency, or to one whose work came to it, and the letter it is, replaces or corrects."""

    paper: IssuedDocument
    letter: Letter

    @property
    def due_on(self) -> date | None:
        return self.letter.run.answer_due_on


@dataclass(frozen=True, slots=True)
class LetterCounts:
    """How many papers there are, how many letters still wait for an answer, and by which day the first of them does."""

    issued: int = 0
    awaited: int = 0
    due_on: date | None = None


def addressed_to(agency_ids: Collection[int]) -> list[int]:
    """Those agencies and every one whose work came to them: what was written to it is theirs to answer."""
    successors = successors_on()
    return sorted({each for agency_id in agency_ids for each in successors.those_before(agency_id)})


def letter_page(agency_ids: Collection[int], *, cursor: str | None = None) -> Page[OwnLetter]:
    """A page of what was issued to these agencies, the latest first."""
    page = newest_first(
        _papers(agency_ids),
        IssuedDocument.id,
        cursor=cursor,
        fetch=lambda ordered: db.session.execute(ordered).all(),
        number_of=lambda row: row[0].id,
    )
    return Page([OwnLetter(row[0], row[1]) for row in page.rows], page.next_cursor, page.previous_cursor)


def count_letters(agency_ids: Collection[int]) -> LetterCounts:
    """One statement."""
    awaited = sa.and_(
        Letter.document_id == IssuedDocument.id,
        Letter.answered_on.is_(None),
        LetterRun.answer_due_on.is_not(None),
    )
    row = db.session.execute(
        _issued(
            sa.select(
                sa.func.count(),
                sa.func.sum(sa.case((awaited, 1), else_=0)),
                sa.func.min(sa.case((awaited, LetterRun.answer_due_on))),
            ),
            agency_ids,
        )
    ).one()
    return LetterCounts(row[0], row[1] or 0, row[2])


def get_own_paper(document_id: int, *, agency_ids: Collection[int]) -> IssuedDocument:
    """A letter to one of these agencies as it was issued; for any other there is nothing here."""
    row = db.session.execute(_papers(agency_ids).where(IssuedDocument.id == document_id)).first()
    if row is None:
        raise NotFoundError(N_("This paper does not exist."))
    paper: IssuedDocument = row[0]
    return paper


def _papers(agency_ids: Collection[int]) -> Any:
    return _issued(sa.select(IssuedDocument, Letter), agency_ids).options(
        *with_number(), joinedload(Letter.run), joinedload(Letter.agency)
    )


def _issued(statement: Any, agency_ids: Collection[int]) -> Any:
    """Letters to these agencies with the papers on them: the letter itself, and what replaced or corrected it."""
    on_it = sa.and_(IssuedDocument.subject_type == Letter.__name__, IssuedDocument.subject_id == Letter.id)
    return (
        statement.select_from(Letter)
        .join(LetterRun, LetterRun.id == Letter.run_id)
        .join(IssuedDocument, on_it)
        .where(Letter.document_id.is_not(None), Letter.agency_id.in_(list(agency_ids)))
    )
