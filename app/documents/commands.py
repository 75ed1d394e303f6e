"""Issuing papers that were printed, and giving a number to one that went out without."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.documents import queries
from app.documents.domain import PDF, DocumentIssued, DocumentNumbered
from app.documents.models import DocumentNumber, IssuedDocument
from app.documents.numbering import check_number, full_number, sequence_of, symbol_of
from app.documents.paper import TEMPLATE_VERSION
from app.documents.printing import Manuscript, PrintedPaper, Prints
from app.documents.seals import seal_of, seal_of_number
from app.documents.settings.queries import paper_style


def check_papers(manuscripts: Sequence[Manuscript], *, number_confirmed: bool = False) -> None:
    """Refuse, before anything is printed, what could not be issued for its number or for what it replaces."""
    for manuscript in manuscripts:
        _check_predecessor(manuscript)
    main = manuscripts[0]
    may_wait = main.enclosed_in_id is not None or not paper_style().number_at_issue
    if not symbol_of(main.number) or (sequence_of(main.number) is None and not may_wait):
        raise DomainError(N_("A paper needs its number before it is issued."), field="number")
    if _takes_number(main):
        given = queries.given_numbers(symbol_of(main.number), main.issued_on.year)
        check_number(main.number, main.issued_on, given, confirmed=number_confirmed)


def issue_papers(
    *, manuscripts: Sequence[Manuscript], printed: Prints, actor: User | None
) -> list[IssuedDocument]:
    """Put printed papers on the list of issued ones, in the caller's transaction; those after the first are enclosed in it.

    `manuscripts` are gathered anew, and checked by `check_papers`, by the command that issues. Raises `DomainError` when
    they are no longer what was printed, or when another paper took the number meanwhile.
    """
    if len(manuscripts) != len(printed) or not all(
        paper.is_print_of(manuscript) for paper, manuscript in zip(printed, manuscripts, strict=True)
    ):
        raise DomainError(
            N_(
                "Someone changed what this paper says while it was being printed. Look at it, then issue it again."
            )
        )
    takes_number = _takes_number(printed[0].manuscript)
    enclosed_in_id = printed[0].manuscript.enclosed_in_id
    around = queries.get_document(enclosed_in_id) if enclosed_in_id is not None else None
    main = _put_on_list(printed[0], around, actor)
    enclosed = [_put_on_list(paper, main, actor) for paper in printed[1:]]
    if takes_number:
        _give(main, printed[0].manuscript.number, main.issued_on, actor)
    return [main, *enclosed]


def give_number(
    *, document: IssuedDocument, typed: str, numbered_on: date, confirmed: bool, actor: User | None
) -> DocumentNumber:
    """Give a paper that was issued without one its number, once; the stored file stays as it is."""
    if sequence_of(document.full_number) is not None or document.enclosed_in_id is not None:
        raise DomainError(N_("This paper has its number already."), field="number")
    if not document.issued_on <= numbered_on <= today():
        raise DomainError(
            N_("The day lies between the day of the paper (%(issued_on)s) and today."),
            issued_on=document.issued_on,
            field="numbered_on",
        )
    symbol = symbol_of(document.number)
    number = full_number(typed, symbol)
    if symbol_of(number) != symbol:
        raise DomainError(
            N_("The paper was signed with the symbol %(symbol)s; only the number before it is given now."),
            symbol=symbol,
            field="number",
        )
    given = queries.given_numbers(symbol, document.issued_on.year)
    check_number(number, document.issued_on, given, confirmed=confirmed)
    made = _give(document, number, numbered_on, actor)
    details = {"number": number, "numbered_on": numbered_on.isoformat(), "digest": seal_of_number(made)}
    publish(DocumentNumbered(**about(document, actor), details=details))
    return made


def _takes_number(manuscript: Manuscript) -> bool:
    """An appendix has the number of its paper, and one that replaces another may go on under the same."""
    if sequence_of(manuscript.number) is None or manuscript.enclosed_in_id is not None:
        return False
    if manuscript.replaces_id is None:
        return True
    return queries.get_document(manuscript.replaces_id).full_number != manuscript.number


def _check_predecessor(manuscript: Manuscript) -> None:
    """A wrong paper is replaced by one of the same kind that names it (art. 18), and once."""
    if manuscript.replaces_id is None:
        return
    old = queries.get_document(manuscript.replaces_id)
    same = (manuscript.kind, manuscript.subject_type, manuscript.subject_id)
    if (old.kind, old.subject_type, old.subject_id) != same:
        raise DomainError(N_("A paper can only replace one of the same kind on the same subject."))
    newer = queries.replaced_by([old]).get(old.id)
    if newer is not None:
        raise DomainError(
            N_("This paper was replaced already, by %(number)s of %(day)s. Replace that one."),
            number=newer.full_number,
            day=newer.issued_on,
        )


def _put_on_list(
    paper: PrintedPaper, enclosed_in: IssuedDocument | None, actor: User | None
) -> IssuedDocument:
    manuscript = paper.manuscript
    issued = IssuedDocument(
        kind=manuscript.kind,
        number=manuscript.number,
        title=manuscript.title,
        issued_on=manuscript.issued_on,
        subject_type=manuscript.subject_type,
        subject_id=manuscript.subject_id,
        sha256=paper.sha256,
        size=paper.size,
        pages=paper.pages,
        media_type=PDF,
        data=manuscript.document.to_data(),
        template_version=TEMPLATE_VERSION,
        replaces_id=manuscript.replaces_id,
        corrects_id=manuscript.corrects_id,
        enclosed_in=enclosed_in,
        numbering=None,
        code=paper.verification.code,
        issued_by_id=actor.id if actor else None,
    )
    db.session.add(issued)
    db.session.flush()
    details = {
        "kind": issued.kind.value,
        "number": issued.number,
        "sha256": issued.sha256,
        "pages": issued.pages,
        "replaces": issued.replaces_id,
        "corrects": issued.corrects_id,
        "digest": seal_of(issued),
    }
    publish(DocumentIssued(**about(issued, actor), details=details))
    return issued


def _give(document: IssuedDocument, number: str, numbered_on: date, actor: User | None) -> DocumentNumber:
    try:
        with db.session.begin_nested():
            made = DocumentNumber(
                council_id=document.council_id,
                document=document,
                symbol=symbol_of(number),
                year=document.issued_on.year,
                sequence=sequence_of(number) or 0,
                numbered_on=numbered_on,
                given_by_id=actor.id if actor else None,
            )
            db.session.add(made)
    except IntegrityError as taken:
        raise DomainError(
            N_("The number %(number)s was given to another paper a moment ago. Please choose the next one."),
            number=number,
            field="number",
        ) from taken
    return made
