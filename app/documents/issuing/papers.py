"""Giving a paper its head, its signature and its recipients, and its place among the papers to be issued."""

from dataclasses import replace
from typing import NamedTuple, TypeVar

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.council.models import Council
from app.documents.commands import check_papers
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Issuer, Outgoing, issuer_of
from app.documents.models import Signer
from app.documents.numbering import full_number, unnumbered
from app.documents.paper import Copy, Paper
from app.documents.printing import Manuscript
from app.documents.settings.domain import PaperStyle, signature_of
from app.documents.settings.queries import paper_style, signers_on
from app.documents.tables.paper import TablePaper
from app.documents.wording import lines_of

PaperT = TypeVar("PaperT", bound=Paper)
TableT = TypeVar("TableT", bound=TablePaper)
AS_ABOVE = "Như trên"


class Subject(NamedTuple):
    """The record a paper is about."""

    type: str
    id: int


def usual_outgoing() -> Outgoing:
    """As a paper would go out today: signed by the first who may, to the council's usual recipients."""
    return signed_by(next(iter(signers_on(today())), None), Outgoing())


def signed_by(signer: Signer | None, out: Outgoing) -> Outgoing:
    """The same, signed by somebody on the list."""
    if signer is None:
        return out
    return replace(
        out,
        signer_name=signer.name,
        signer_title=signer.title,
        signing_capacity=signer.capacity,
        on_behalf_of=signer.on_behalf_of,
    )


def issuer(out: Outgoing, council: Council, style: PaperStyle | None = None) -> Issuer:
    """The body the paper is of."""
    style = style or paper_style()
    return issuer_of(
        out.signing_capacity,
        council_name=council.name,
        head_name=style.head_name,
        superior=style.superior,
        body=out.on_behalf_of,
    )


def number_of(kind: DocumentKind, out: Outgoing, style: PaperStyle) -> str:
    """As it stands on the list: with the symbol of its kind; the symbol alone where the number comes after signature."""
    symbol = style.symbol_of(kind)
    return full_number(out.number, symbol) if out.number else unnumbered(symbol)


def dressed(
    paper: PaperT, kind: DocumentKind, out: Outgoing, council: Council, *, addressed: bool = False
) -> PaperT:
    """The paper with head, signature and recipients, of which whoever it is addressed to is the first; a draft without a day."""
    style = paper_style()
    draft = out.issued_on is None
    body = issuer(out, council, style)
    number = "" if draft else number_of(kind, out, style)
    head = style.letterhead(
        council_name=council.name,
        place=council.place,
        number="" if number.startswith("/") else number,
        symbol=number.partition("/")[2] or style.symbol_of(kind),
        issued_on=out.issued_on,
    )
    return replace(
        paper,
        council_name=council.name,
        draft=draft,
        margins=style.margins,
        copy=Copy.ELECTRONIC if out.electronic else Copy.PAPER,
        letterhead=replace(head, superior=body.superior, agency=body.agency),
        signature=signature_of(
            capacity=out.signing_capacity,
            name=out.signer_name,
            title=out.signer_title,
            body=out.on_behalf_of,
        ),
        recipients=(*((AS_ABOVE,) if addressed else ()), *style.recipient_lines(out.recipients)),
    )


def as_print(paper: TableT, told_on: str) -> TableT:
    """The same paper where it is only printed: no number, no signature, no recipients, and no mark of a draft."""
    head = paper.letterhead
    unnumbered = replace(head, number="", symbol="", issued_on=today()) if head else None
    return replace(paper, draft=False, letterhead=unnumbered, signature=None, recipients=(), told_on=told_on)


def to_issue(paper: Paper, kind: DocumentKind, out: Outgoing, subject: Subject) -> Manuscript:
    """A dressed paper as it goes on the list. Raises `DomainError` where its day or its number will not do."""
    manuscript = to_list(paper, kind, out, subject)
    check_papers([manuscript], number_confirmed=out.number_confirmed)
    return manuscript


def to_list(paper: Paper, kind: DocumentKind, out: Outgoing, subject: Subject) -> Manuscript:
    """The same without a look at the number, for papers that are checked together and for previews."""
    if out.issued_on is None or out.issued_on > today():
        raise DomainError(N_("A paper is issued on a day that has come."), field="issued_on")
    return Manuscript(
        kind=kind,
        number=number_of(kind, out, paper_style()),
        title=paper.title.replace("\n", " "),
        issued_on=out.issued_on,
        subject_type=subject.type,
        subject_id=subject.id,
        document=paper,
    )


def addressees_of(typed: str) -> tuple[str, ...]:
    """The names after "Kính gửi", without dashes and stops."""
    return tuple(line.lstrip("-– ").rstrip(" ;.") for line in lines_of(typed))
