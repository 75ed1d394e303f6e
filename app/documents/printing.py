"""Printing what will be issued: outside of any transaction, so that nobody waits for it who wants to write.

What is printed is a manuscript. The command that issues it gathers the manuscript again, under its locks, and refuses
when it is no longer the one that was printed; so a file on the list always says what the register said.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import current_app

from app.core import storage
from app.core.errors import N_, DomainError
from app.core.pdf import RenderedPdf, preview_pdf, render_pdf
from app.documents.domain import DocumentKind, new_code
from app.documents.paper import TEMPLATE, Paper
from app.documents.verification import Verification


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """A paper before it is printed: its data, and how it goes on the list."""

    kind: DocumentKind
    number: str
    """With its symbol, "95/NQ-HĐND"; "/NQ-HĐND" where the number is given after signature."""

    title: str
    issued_on: date
    subject_type: str
    subject_id: int
    document: Paper
    replaces_id: int | None = None
    corrects_id: int | None = None
    enclosed_in_id: int | None = None
    """An appendix issued alone: the paper it goes with. Papers issued together say it by their order."""

    def marked(self, verification: Verification) -> "Manuscript":
        """The same with the code that leads to its public page."""
        return replace(self, document=replace(self.document, verification=verification))


@dataclass(frozen=True, kw_only=True)
class PrintedPaper:
    """A manuscript and the stored file it was printed as."""

    manuscript: Manuscript
    verification: Verification
    sha256: str
    size: int
    pages: int

    def is_print_of(self, manuscript: Manuscript) -> bool:
        """Whether that manuscript would give this very file."""
        return manuscript.marked(self.verification) == self.manuscript


Prints = tuple[PrintedPaper, ...]


def print_papers(manuscripts: Sequence[Manuscript], *, address: str | None = None) -> Prints:
    """Print each manuscript with a code of its own and store the file; nothing is on the list yet.

    `address` is where the public pages stand; as set (PUBLIC_URL) where nobody tells it. A file whose paper is then not issued stays in the store and is harmless.
    Raises `DomainError` when a paper is still a draft or cannot be printed right.
    """
    public = current_app.config["PUBLIC_URL"] if address is None else address
    return tuple(_print(each, Verification(code=new_code(), address=public)) for each in manuscripts)


def _print(manuscript: Manuscript, verification: Verification) -> PrintedPaper:
    if manuscript.document.draft:
        raise DomainError(N_("A draft cannot be issued."))
    marked = manuscript.marked(verification)
    rendered = render_pdf(TEMPLATE, marked.document, title=marked.title)
    return PrintedPaper(
        manuscript=marked,
        verification=verification,
        sha256=storage.store("issued", rendered.content),
        size=len(rendered.content),
        pages=rendered.pages,
    )


def preview_of(manuscript: Manuscript) -> RenderedPdf:
    """The paper as it would be issued, marked as a draft; not on the list of papers."""
    return preview_pdf(_print_draft, replace(manuscript.document, draft=True), manuscript.title)


def _print_draft(draft: Paper, title: str) -> RenderedPdf:
    return render_pdf(TEMPLATE, draft, title=title)


def print_paper(paper: Paper) -> RenderedPdf:
    """A paper that is only printed, in nobody's name; it does not go on the list."""
    return render_pdf(TEMPLATE, paper, title=paper.title)
