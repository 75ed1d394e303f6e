"""The columns a table on paper can have: all that its data has, of which a council chooses some in an order of its own."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from app.core.errors import N_, DomainError
from app.core.pdf import Cell, Column, Row, Section, Table, lay_out
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.paper import Paper

RowT = TypeVar("RowT")
PaperT = TypeVar("PaperT", bound=Paper)


@dataclass(frozen=True)
class PaperColumn(Column, Generic[RowT, PaperT]):
    """One column: its code, its heading, its least width, and how a cell is made of a row and the paper around it.

    A column that is there `always` cannot be left out.
    """

    make: Callable[[RowT, PaperT], Cell] = field(kw_only=True)
    usual: bool = True
    """Printed where the council chose nothing, if any row says something in it."""


@dataclass(frozen=True)
class Columns(Generic[RowT, PaperT]):
    """All columns of one table in their usual order."""

    offered: tuple[PaperColumn[RowT, PaperT], ...]

    @property
    def usual(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.offered if column.usual or column.always)

    def chosen(self, codes: Sequence[str]) -> tuple[PaperColumn[RowT, PaperT], ...]:
        """The columns in the order of their codes, shown also where no row says anything in them.

        Without codes the usual ones. A code that is no longer offered is passed over, a column that must be there is put first.
        """
        known = {column.key: column for column in self.offered}
        if not codes:
            return tuple(known[code] for code in self.usual)
        missing = [column.key for column in self.offered if column.always and column.key not in codes]
        return tuple(replace(known[code], always=True) for code in (*missing, *codes) if code in known)

    def check(self, codes: Sequence[str]) -> None:
        """Raise `DomainError` for a choice with an unknown column, one twice, or without one that must be there."""
        known = {column.key for column in self.offered}
        if len(set(codes)) != len(codes) or not known.issuperset(codes):
            raise DomainError(N_("This table does not have such columns."))
        for column in self.offered:
            if column.always and column.key not in codes:
                raise DomainError(N_("The column “%(heading)s” cannot be left out."), heading=column.heading)

    def table(
        self, paper: PaperT, codes: Sequence[str], groups: Iterable[tuple[str, Iterable[RowT]]]
    ) -> Table:
        """The table of the chosen columns, laid out between the margins of the paper; a group is a heading and its rows."""
        columns = self.chosen(codes)
        sections = [
            Section(
                heading,
                tuple(Row({column.key: column.make(row, paper) for column in columns}) for row in rows),
            )
            for heading, rows in groups
        ]
        return lay_out(
            columns,
            sections,
            width=paper.text_width,
            height=paper.text_height,
            points=paper.orientation.table_points,
        )


@dataclass(frozen=True)
class Register:
    """A table whose columns a council may choose; `example` is its latest paper as a draft, None where there is none yet."""

    columns: Columns[Any, Any]
    example: Callable[[Council], Paper | None]


registers: dict[DocumentKind, Register] = {}
"""By the paper the table stands in."""


def offer(kind: DocumentKind, register: Register) -> None:
    """Let councils choose the columns of a table; the features that print it say so where they are put together."""
    registers[kind] = register
