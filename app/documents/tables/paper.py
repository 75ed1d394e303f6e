"""A paper whose text is one table or several, each under its title (Nghị định 30/2020/NĐ-CP, Phụ lục I, I.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.core.pdf import Column, Plain, Section, Table, lay_out
from app.documents.paper import Paper
from app.documents.wording import Paragraph, listed


@dataclass(frozen=True, kw_only=True)
class Block:
    """A table with its title; a title is left out where there is one table alone."""

    table: Table
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class TablePaper(Paper):
    """Kind and subject, to whom, what is said before the tables, the tables, the closing line."""

    body: ClassVar[str] = "tables.html"
    kind: ClassVar[str]

    addressees: tuple[str, ...] = ()
    """Names after "Kính gửi:", without dashes and stops."""

    paragraphs: tuple[Paragraph, ...] = ()

    told_on: str = ""
    """The day things are looked at, above the tables: "Số liệu tính đến ngày …"."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The tables in their order."""
        raise NotImplementedError

    @property
    def closing(self) -> str:
        """The last line, with the mark of the end."""
        raise NotImplementedError

    @property
    def addressee_lines(self) -> tuple[str, ...]:
        """One name stands alone on the line of "Kính gửi:"; several have ";" and a last "." (element 9a)."""
        return self.addressees if len(self.addressees) == 1 else listed(self.addressees)

    def laid_out(self, columns: Sequence[Column], sections: Sequence[Section]) -> Table:
        """A table between the margins of the paper."""
        return lay_out(
            columns, sections, width=self.text_width, height=self.text_height, points=self.cell_points
        )

    @property
    def cell_points(self) -> float:
        """Type size in its tables; the style sheet says the same."""
        return self.orientation.table_points


@dataclass(frozen=True, kw_only=True)
class Line(Plain):
    """One line of a table of two columns: what it is about, and what is said."""

    label: str
    paragraphs: tuple[str, ...]
