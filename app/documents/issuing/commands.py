"""Issuing a paper that stands by itself: nothing of the register changes with it."""

from app.accounts.models import User
from app.documents.commands import issue_papers
from app.documents.models import IssuedDocument
from app.documents.printing import Manuscript, Prints


def issue_paper(*, manuscript: Manuscript, printed: Prints, actor: User | None) -> IssuedDocument:
    """Put the printed paper on the list; `manuscript` is gathered anew, so that it still says what the register says."""
    [issued] = issue_papers(manuscripts=[manuscript], printed=printed, actor=actor)
    return issued
