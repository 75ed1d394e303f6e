"""The papers of a term's end, filled from the register."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app.core.as_of import as_of
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.vietnamese import day, long_day, number
from app.council.models import Council, Term
from app.council.queries import given_name_key
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, dressed, to_issue, to_list
from app.documents.paper import Orientation
from app.documents.printing import Manuscript
from app.documents.settings.queries import paper_style
from app.documents.tables.paper import TablePaper
from app.documents.wording import Paragraph
from app.handovers.closing import queries
from app.handovers.closing.paper import (
    CarriedDocument,
    CarriedRow,
    ReviewGroup,
    ReviewRow,
    TermReviewDocument,
)
from app.monitoring.paper_words import CLOSINGS, NO_HOLDER, VERDICTS
from app.pledges.domain import ClosingReason, days_late
from app.pledges.standing import standing

KINDS = (DocumentKind.CARRIED_LIST, DocumentKind.TERM_REVIEW)
NOBODY = "Chưa xác định người cam kết"


def paper_of(kind: DocumentKind, council: Council, term: Term, out: Outgoing) -> TablePaper:
    """Either paper as it would be issued."""
    if kind is DocumentKind.TERM_REVIEW:
        return review_of(council, term, out)
    return carried_list_of(council, term, out)


def to_be_issued(kind: DocumentKind, council: Council, term: Term, out: Outgoing) -> Manuscript:
    """Either paper as it goes on the list."""
    return to_issue(paper_of(kind, council, term, out), kind, out, Subject(Term.__name__, term.id))


def to_be_shown(kind: DocumentKind, council: Council, term: Term, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    return to_list(paper_of(kind, council, term, out), kind, out, Subject(Term.__name__, term.id))


def carried_list_of(council: Council, term: Term, out: Outgoing) -> CarriedDocument:
    """What the closing of a term carried on, as it stood on that day."""
    closing = queries.find_closing(term.id)
    if closing is None:
        raise DomainError(N_("This term goes on; the list is made when it is closed."))
    lines = queries.carried(closing.id)
    on_the_day = standing(as_of(closing.closed_on))
    found = {row.id: row for row in queries.promises_of_term(term.id, on_the_day)}
    by = f" theo văn bản số {closing.document_number}" if closing.document_number else ""
    following = db.session.get_one(Term, closing.next_term_id)
    document = CarriedDocument(
        council_name=council.name,
        title=(
            f"Cam kết sau chất vấn chuyển từ khóa {term.number}, nhiệm kỳ {term.years}\n"
            f"sang khóa {following.number}, nhiệm kỳ {following.years} tiếp tục theo dõi"
        ),
        orientation=paper_style().orientation,
        paragraphs=(
            Paragraph(
                text=f"Tính đến {long_day(closing.closed_on)}, các cam kết sau đây còn được theo dõi và chuyển tiếp{by}:"
            ),
        ),
        rows=tuple(
            _carried(place, found[pledge_id], line.condition)
            for place, (pledge_id, line) in enumerate(lines.items(), start=1)
            if pledge_id in found
        ),
    )
    return dressed(document, DocumentKind.CARRIED_LIST, out, council)


def _carried(place: int, row: Any, condition: str) -> CarriedRow:
    return CarriedRow(
        number=place,
        code=row.code,
        pledge=row.words,
        sitting=row.sitting or "",
        resolution=f"Nghị quyết số {row.resolution}, nội dung số {row.row_number}" if row.resolution else "",
        person=row.person or row.office or "",
        answers=row.answers or (NO_HOLDER if row.vacant else ""),
        acts=row.acting or "",
        deadline_words=row.deadline_words,
        due_on=row.effective_due_on,
        condition=condition,
    )


def review_of(council: Council, term: Term, out: Outgoing) -> TermReviewDocument:
    """Everything promised in a term and how it stands today, by who promised it."""
    at = standing(as_of(None))
    rows = queries.promises_of_term(term.id, at)
    grouped: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        grouped.setdefault((row.person_id or 0, row.person or row.office or NOBODY), []).append(row)
    ordered = sorted(
        grouped.items(),
        key=lambda item: (item[0][1] == NOBODY, not item[0][0], given_name_key(item[0][1]), item[0][0]),
    )
    document = TermReviewDocument(
        council_name=council.name,
        title=f"Sau chất vấn của khóa {term.number}, nhiệm kỳ {term.years}\n(tính đến {long_day(today())})",
        groups=tuple(_group(name, those, at.day) for (_key, name), those in ordered),
        counted=f"{_counted(rows, at.day)}; {number(len(ordered))} người, chức vụ cam kết",
    )
    dress = dressed(document, DocumentKind.TERM_REVIEW, out, council)
    return replace(dress, orientation=Orientation.LANDSCAPE)


def _group(name: str, rows: Sequence[Any], on: date) -> ReviewGroup:
    return ReviewGroup(
        person=name,
        office="; ".join(dict.fromkeys(row.office for row in rows if row.office and row.person)),
        counted=_counted(rows, on),
        rows=tuple(_review(place, row, on) for place, row in enumerate(rows, start=1)),
    )


def _counted(rows: Sequence[Any], on: date) -> str:
    """As "5 cam kết: đã thực hiện 3 (chậm 1), thôi theo dõi 1, còn theo dõi 1 (quá hạn 1)"."""
    done = [row for row in rows if row.completed_on is not None and row.completed_on <= on]
    late = sum(1 for row in done if _late(row, on))
    apart = [row for row in rows if row not in done and row.closing_reason is not None]
    followed = [row for row in rows if row not in done and row.closing_reason is None]
    overdue = sum(1 for row in followed if _late(row, on))
    told = [
        f"đã thực hiện {number(len(done))}{f' (chậm {number(late)})' if late else ''}" if done else "",
        *(
            f"{CLOSINGS[reason].lower()} {number(count)}"
            for reason in ClosingReason
            if (count := sum(1 for row in apart if row.closing_reason is reason))
        ),
        f"còn theo dõi {number(len(followed))}{f' (quá hạn {number(overdue)})' if overdue else ''}"
        if followed
        else "",
    ]
    return f"{number(len(rows))} cam kết: {', '.join(part for part in told if part)}"


def _late(row: Any, on: date) -> int:
    return days_late(row.effective_due_on, completed_on=row.completed_on, day=row.closed_on or on)


def _review(place: int, row: Any, on: date) -> ReviewRow:
    late = _late(row, on)
    if row.completed_on is not None and row.completed_on <= on:
        result = f"Thực hiện {day(row.completed_on)}{f', chậm {number(late)} ngày' if late else ''}"
    elif row.closing_reason is not None:
        result = CLOSINGS[row.closing_reason]
    else:
        result = f"{VERDICTS[row.verdict]}{f', quá hạn {number(late)} ngày' if late else ''}"
    return ReviewRow(
        number=place, code=row.code, pledge=row.words, due_on=row.effective_due_on, result=result
    )
