"""What takes long, told as plain data, so that a worker can make it ready again; and how the worker does it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from flask import g
from flask_babel import gettext as _

from app.core import storage
from app.core.jobs.registry import Progress, know, page_address
from app.core.pdf import Plain, RenderedPdf, preview_pdf
from app.core.transaction import let_others_write, transaction
from app.council.models import Council
from app.documents.domain import PDF
from app.documents.issuing.commands import issue_paper
from app.documents.models import IssuedDocument
from app.documents.paper import Paper
from app.documents.printing import Manuscript, Prints, print_papers

MOST_AT_ONCE = 150
"""Rows of a table that are printed while somebody waits: a matter of a second or two."""


class LongIssue(Plain):
    """Papers that are printed and then issued in one transaction; a frozen dataclass of what was typed."""

    kind: ClassVar[str]

    def gather(self, council: Council) -> Sequence[Manuscript]:
        """What is printed; refuses what could not be issued anyway."""
        raise NotImplementedError

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        """Inside a transaction: loads afresh what it changes, and gives the main paper."""
        raise NotImplementedError


class LongPaper(LongIssue):
    """One paper that changes nothing but the list of papers."""

    def issue(self, council: Council, printed: Prints, actor: Any) -> IssuedDocument:
        [manuscript] = self.gather(council)
        return issue_paper(manuscript=manuscript, printed=printed, actor=actor)


class LongPrint(Plain):
    """A paper that is only printed; a frozen dataclass of what was asked for."""

    kind: ClassVar[str]
    printer: ClassVar[Callable[[Any], RenderedPdf]]

    def gather(self, council: Council) -> Paper:
        raise NotImplementedError

    def named(self, paper: Paper) -> str:
        """What the file is called."""
        raise NotImplementedError


def know_issue(issue: type[LongIssue]) -> None:
    know(issue.kind, partial(_issue, issue))


def know_print(made: type[LongPrint]) -> None:
    know(made.kind, partial(_print, made))


def _issue(issue: type[LongIssue], arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The paper goes on the list in the transaction that ends the work: once, whenever the worker is killed."""
    asked = issue.from_data(arguments["asked"])
    progress.step(0, 0, _("Printing"))
    manuscripts = asked.gather(g.council)
    let_others_write()
    printed = print_papers(manuscripts, address=arguments["public_address"])
    with transaction():
        issued = asked.issue(g.council, printed, progress.owner)
        result = {
            "address": page_address("documents.show_document", document_id=issued.id),
            "label": _("Open the paper"),
            "summary": _("Issued: %(number)s, %(pages)s pages.", number=issued.number, pages=issued.pages),
        }
        progress.conclude(result)
    return result


def _print(made: type[LongPrint], arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    asked = made.from_data(arguments["asked"])
    progress.step(0, 0, _("Printing"))
    paper = asked.gather(g.council)
    let_others_write()
    printed = preview_pdf(made.printer, paper)
    return {
        "file": storage.store("results", printed.content),
        "name": asked.named(paper),
        "media_type": PDF,
        "label": _("Download the print"),
        "summary": _("%(pages)s pages.", pages=printed.pages),
    }
