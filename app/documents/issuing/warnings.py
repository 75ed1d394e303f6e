"""What would be wrong on the frame of a paper that is signed by itself: its head, its number, its signer."""

from app.core.clock import today
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.paper import Paper
from app.documents.settings import queries as settings
from app.documents.warnings import Mend, PaperWarning, about_head, about_number, about_signer


def about_frame(paper: Paper, kind: DocumentKind, out: Outgoing) -> list[PaperWarning]:
    """Of the paper as it would go out on that day, today where none is typed yet."""
    style, day = settings.paper_style(), out.issued_on or today()
    symbol = style.symbol_of(kind)
    number = out.number if "/" in out.number or not out.number else f"{out.number}/{symbol}"
    given = documents.given_numbers(symbol, day.year)
    return [
        *about_number(
            number, day, given, at_issue=style.number_at_issue and bool(out.issued_on), mend=Mend.HERE
        ),
        *about_signer(out.signer_name, day, settings.signers(), mend=Mend.HERE),
        *about_head(paper),
    ]
