"""Replacing a paper with wrong content by a new one of the same kind (Nghị định 30/2020/NĐ-CP, art. 18).

What was adopted or approved stays as it is, for it is frozen in the register and in the paper's data; head, title, signer,
recipients and form may be others.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.accounts.models import User
from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.pdf import Plain
from app.core.records import about, lock
from app.documents import kinds, listing
from app.documents.commands import check_papers, issue_papers
from app.documents.domain import APPENDICES, DocumentReplaced, spoken_of
from app.documents.models import IssuedDocument
from app.documents.numbering import full_number, symbol_of, unnumbered
from app.documents.paper import Letterhead, Orientation, Paper, Signature
from app.documents.printing import Manuscript, Prints
from app.documents.wording import lines_of


@dataclass(frozen=True, kw_only=True)
class NewReplacement(Plain):
    """What the new paper says otherwise than the old one."""

    reason: str
    title: str
    issued_on: date
    number: str = ""
    """Empty: given after signature. Not asked of an appendix that goes with a paper of ours."""

    from_register: bool = False
    """With what the register says today, in place of what the old paper said."""

    superior: str = ""
    agency: str = ""
    place: str = ""
    capacity: str = ""
    """Lines above the signer's name, one a line."""

    signer: str = ""
    recipients: str = ""
    orientation: Orientation = Orientation.PORTRAIT
    number_confirmed: bool = False


def has_own_number(document: IssuedDocument) -> bool:
    """Whether the new paper gets a number of its own: any but an appendix."""
    return document.kind not in APPENDICES


def gather_replacement(*, document: IssuedDocument, new: NewReplacement) -> list[Manuscript]:
    """What would be issued in place of the old paper; refuses what could not be."""
    _check(document, new)
    papers = papers_of(document, new)
    check_papers(papers, number_confirmed=new.number_confirmed)
    return papers


def papers_of(document: IssuedDocument, new: NewReplacement) -> list[Manuscript]:
    """The new paper, and anew the appendices that went with the old one."""
    number, day = _number_and_day(document, new)
    printed = "" if number.startswith("/") else number
    old = kinds.gather(document) if new.from_register else kinds.read(document)
    papers = [_manuscript(document, _changed(old, new).under(printed, day), number, day)]
    enclosures = listing.around(document).enclosures
    fates = listing.fates(enclosures)
    papers += [
        _manuscript(appendix, kinds.read(appendix).under(printed, day), number, day)
        for appendix in enclosures
        if fates[appendix.id].replaced_by is None
    ]
    return papers


def replace_document(
    *, document: IssuedDocument, new: NewReplacement, printed: Prints, actor: User | None
) -> IssuedDocument:
    """Issue what was printed in place of the old paper; both name each other from then on."""
    lock(document)
    issued, *_enclosed = issue_papers(
        manuscripts=gather_replacement(document=document, new=new), printed=printed, actor=actor
    )
    details = {"old": document.full_number, "new": issued.full_number, "reason": new.reason}
    publish(DocumentReplaced(**about(issued, actor), details=details))
    return issued


def _check(document: IssuedDocument, new: NewReplacement) -> None:
    if not kinds.can_be_read(document):
        raise DomainError(N_("This paper cannot be made again from what is kept of it."))
    if not document.issued_on <= new.issued_on <= today():
        raise DomainError(
            N_("The day lies between the day of the old paper (%(issued_on)s) and today."),
            issued_on=document.issued_on,
            field="issued_on",
        )


def _number_and_day(document: IssuedDocument, new: NewReplacement) -> tuple[str, date]:
    """An appendix of a paper of ours keeps number and day of that; a paper of its own takes those typed."""
    symbol = symbol_of(document.number)
    if document.enclosed_in_id is not None:
        known = not document.full_number.startswith("…")
        return document.full_number if known else unnumbered(symbol), document.issued_on
    return full_number(new.number, symbol) if new.number else unnumbered(symbol), new.issued_on


def _changed(paper: Paper, new: NewReplacement) -> Paper:
    return replace(
        paper,
        title=new.title,
        draft=False,
        orientation=new.orientation,
        letterhead=_head(paper.letterhead, new),
        signature=Signature(capacity=lines_of(new.capacity), name=new.signer) if paper.signature else None,
        recipients=lines_of(new.recipients) if paper.recipients else (),
    )


def _head(head: Letterhead | None, new: NewReplacement) -> Letterhead | None:
    return replace(head, superior=new.superior, agency=new.agency, place=new.place) if head else None


def _manuscript(document: IssuedDocument, paper: Paper, number: str, day: date) -> Manuscript:
    named = spoken_of(document.kind, document.full_number, document.issued_on)
    return Manuscript(
        kind=document.kind,
        number=number,
        title=paper.title.replace("\n", " "),
        issued_on=day,
        subject_type=document.subject_type,
        subject_id=document.subject_id,
        document=replace(paper, draft=False, replaces=named, verification=None),
        replaces_id=document.id,
        enclosed_in_id=document.enclosed_in_id,
    )
