"""Letters as they would be printed, marked as drafts; never on the list of papers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.pdf import RenderedPdf, preview_pdf, render_pdf
from app.council.models import Council
from app.documents.paper import TEMPLATE, Paper
from app.pressing.letters.assembling import letters_as_papers
from app.pressing.letters.paper import PressingLetter
from app.pressing.models import Letter


@dataclass(frozen=True, kw_only=True)
class DraftRun(Paper):
    """Several letters in one file, each on its own pages."""

    body = "pressing_letter.html"

    letters: tuple[PressingLetter, ...]

    @property
    def parts(self) -> tuple[Paper, ...]:
        return tuple(part for letter in self.letters for part in letter.parts)


def preview_letter(letter: Letter, council: Council) -> bytes:
    """One letter."""
    [paper] = letters_as_papers([letter], council)
    return preview_pdf(_print, paper, paper.title).content


def preview_letters(letters: Sequence[Letter], council: Council) -> bytes:
    """Some letters of a run in one file."""
    papers = letters_as_papers(letters, council)
    together = DraftRun(council_name=council.name, title=papers[0].title, letters=tuple(papers))
    return preview_pdf(_print, together, together.title).content


def _print(draft: Paper, title: str) -> RenderedPdf:
    return render_pdf(TEMPLATE, draft, title=title)
