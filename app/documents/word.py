"""An appendix as a Word file, for those who must work on it. The issued paper is the stored PDF; this is made from the same data."""

from collections.abc import Sequence

from app.core.docx import (
    Line,
    Style,
    add_rule,
    add_table,
    add_text,
    blank_paper,
    pack,
    register_lines,
)
from app.core.pdf import Table
from app.documents.paper import DRAFT_MARK, AppendixPaper, Orientation

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RULE = 60.0
"""Length of the rule under the head in millimetres, as in paper.css."""


class WordAppendix:
    """Begun with its head, filled from top to bottom; has neither letterhead nor signature (Nghị định 30/2020, III.1)."""

    def __init__(self, paper: AppendixPaper) -> None:
        self.paper = paper
        self.width = paper.text_width
        self.document = blank_paper(
            landscape=paper.orientation is Orientation.LANDSCAPE,
            cell_points=paper.orientation.table_points,
            mark=DRAFT_MARK if paper.draft else "",
        )
        self.body = self.document.element.body
        self.add(paper.heading, Style.HEADING)
        self.add(paper.title, Style.TITLE)
        self.add(paper.enclosure_line, Style.ENCLOSURE)
        add_rule(self.body, width=self.width, length=RULE)

    def add(self, text: str, style: Style) -> None:
        """A paragraph."""
        add_text(self.body, text, style)

    def add_register(self, table: Table, *, together: bool = False, with_next: bool = False) -> None:
        """A table with the columns and widths of the print."""
        add_table(self.body, table.widths, register_lines(table), together=together, with_next=with_next)

    def add_lines(self, shares: Sequence[float], lines: Sequence[Line]) -> None:
        """A table by shares of the width, on one page together with the paragraph that follows."""
        widths = [share * self.width for share in shares]
        add_table(self.body, widths, lines, together=True, with_next=True)

    def content(self) -> bytes:
        """The file; of the day of the paper it belongs to."""
        title = f"{self.paper.heading}. {self.paper.title}".replace("\n", " ")
        return pack(
            self.document,
            title=title,
            author=self.paper.council_name,
            made_on=self.paper.enclosure.issued_on,
        )
