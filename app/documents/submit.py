"""From a sent form to an issued paper: gathered, printed while nobody waits, then issued in one short transaction."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from app.core.clock import today
from app.core.errors import DomainError
from app.core.forms import BaseForm
from app.core.submit import carry_out
from app.core.transaction import let_others_write
from app.core.web import public_address
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.issuing.forms import OutgoingForm
from app.documents.numbering import offered
from app.documents.printing import Manuscript, Prints, print_papers
from app.documents.settings.queries import paper_style, signers_on

Record = TypeVar("Record")


def outgoing_form(kind: DocumentKind, *, without: tuple[str, ...] = ()) -> OutgoingForm:
    """The form of a paper that goes out today under the next number of its kind, without the fields it does not have."""
    day = today()
    given = documents.given_numbers(paper_style().symbol_of(kind), day.year)
    form = OutgoingForm(issued_on=day, number=offered(given))
    form.offer(signers_on(day))
    return form.without(*without)


def carry_out_printed(
    form: BaseForm, gather: Callable[[], Sequence[Manuscript]], act: Callable[[Prints], Record]
) -> Record | None:
    """What the command issued or changed; None where the form was not sent or was refused.

    `gather` reads, and refuses what could not be issued anyway; `act` loads afresh what it changes, for the printing let
    go of everything that was read before. It gathers again and refuses prints of what no longer stands.
    """
    if not form.validate_on_submit():
        return None
    try:
        manuscripts = gather()
        let_others_write()
        printed = print_papers(manuscripts, address=public_address())
    except DomainError as error:
        form.refuse(error)
        return None
    return carry_out(form, lambda: act(printed))
