"""Correcting what is wrong in the form of an issued paper by a letter (Nghị định 30/2020/NĐ-CP, art. 18)."""

from dataclasses import dataclass
from datetime import date

from app.accounts.models import User
from app.core.clock import today
from app.core.errors import N_, DomainError
from app.council.models import Council
from app.documents.commands import check_papers, issue_papers
from app.documents.correction import CorrectionDocument, CorrectionRow
from app.documents.domain import DocumentKind, SigningCapacity, spoken_of
from app.documents.models import IssuedDocument
from app.documents.numbering import full_number, unnumbered
from app.documents.printing import Manuscript, Prints
from app.documents.settings.domain import signature_of
from app.documents.settings.queries import paper_style
from app.documents.wording import Paragraph, lines_of


@dataclass(frozen=True, kw_only=True)
class NewCorrection:
    """What the letter says."""

    issued_on: date
    rows: tuple[CorrectionRow, ...]
    addressees: str
    """One a line."""

    signer_name: str
    signer_title: str = ""
    signing_capacity: SigningCapacity = SigningCapacity.BY_ORDER
    recipients: str = ""
    number: str = ""
    """Empty: given after signature."""

    number_confirmed: bool = False


def gather_correction(*, document: IssuedDocument, new: NewCorrection, council: Council) -> list[Manuscript]:
    """The letter that would be issued; refuses what could not be."""
    if not document.issued_on <= new.issued_on <= today():
        raise DomainError(
            N_("The day lies between the day of the old paper (%(issued_on)s) and today."),
            issued_on=document.issued_on,
            field="issued_on",
        )
    if not new.rows:
        raise DomainError(N_("Write at least one place that was printed wrong."))
    papers = [paper_of(document, new, council)]
    check_papers(papers, number_confirmed=new.number_confirmed)
    return papers


def paper_of(document: IssuedDocument, new: NewCorrection, council: Council) -> Manuscript:
    """The letter before it is printed."""
    symbol = paper_style().symbol_of(DocumentKind.CORRECTION)
    number = full_number(new.number, symbol) if new.number else unnumbered(symbol)
    letter = _letter(document, new, council)
    return Manuscript(
        kind=DocumentKind.CORRECTION,
        number=number,
        title=letter.title,
        issued_on=new.issued_on,
        subject_type=document.subject_type,
        subject_id=document.subject_id,
        document=letter.under("" if number.startswith("/") else number, new.issued_on),
        corrects_id=document.id,
    )


def correct_document(
    *, document: IssuedDocument, new: NewCorrection, council: Council, printed: Prints, actor: User | None
) -> IssuedDocument:
    """Issue the letter that was printed; the old paper's pages show it from then on."""
    manuscripts = gather_correction(document=document, new=new, council=council)
    return issue_papers(manuscripts=manuscripts, printed=printed, actor=actor)[0]


def _letter(document: IssuedDocument, new: NewCorrection, council: Council) -> CorrectionDocument:
    style = paper_style()
    named = spoken_of(document.kind, document.full_number, document.issued_on)
    head = style.letterhead(
        council_name=council.name,
        place=council.place,
        number="",
        symbol=style.symbol_of(DocumentKind.CORRECTION),
        issued_on=None,
        subject=f"V/v đính chính {named}",
    )
    told = f"{council.name} đã ban hành {named}. Do có sai sót về thể thức, kỹ thuật trình bày, nay đính chính như sau:"
    return CorrectionDocument(
        council_name=council.name,
        title=f"Đính chính {named}",
        draft=False,
        margins=style.margins,
        letterhead=head,
        addressees=lines_of(new.addressees),
        paragraphs=(Paragraph(text=told),),
        rows=new.rows,
        closing="Các nội dung khác của văn bản được giữ nguyên./.",
        signature=signature_of(capacity=new.signing_capacity, name=new.signer_name, title=new.signer_title),
        address_line=style.address_line,
        recipients=("Như trên", *style.recipient_lines(new.recipients)),
    )
