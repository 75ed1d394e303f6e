"""A print of the register as a paper; it says itself what was asked for and of which day it tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Plain
from app.documents.tables.paper import Block, TablePaper
from app.dossier.extract.columns import COLUMNS


@dataclass(frozen=True, kw_only=True)
class ExtractRow(Plain):
    """One pledge as the register shows it on the day."""

    number: int
    code: str
    pledge: str
    session: str = ""
    """Where it was promised, and when: "Kỳ họp thứ Năm, 13/07/2017"."""

    resolution: str = ""
    topic: str = ""
    question: str = ""
    asked_by: str = ""
    person: str = ""
    office: str = ""
    agency: str = ""
    answers: str = ""
    """Who answers on the day, and who must act, each where it is another than who promised."""

    acts: str = ""
    coordinating: str = ""
    followed_by: str = ""
    expected: tuple[str, ...] = ()
    deadline_words: str = ""
    original_due_on: date | None = None
    effective_due_on: date | None = None
    extensions: int = 0
    asked: str = ""
    """The request for more time that waits on the day."""

    report: str = ""
    """What its agency reported last, and the paper it came in."""

    report_source: str = ""
    verdict: str = ""
    completed_on: date | None = None
    time: str = ""
    """How long it is overdue."""

    ended: str = ""
    source: str = ""

    @property
    def agency_beside_office(self) -> str:
        """The lead agency, unless the office names it already."""
        return self.agency if self.agency.casefold() not in self.office.casefold() else ""

    @property
    def now(self) -> str:
        """Below who promised: "(nay: Trần Văn B, Sở Xây dựng)"."""
        named = ", ".join(name for name in (self.answers, self.acts) if name)
        return f"(nay: {named})" if named else ""


@dataclass(frozen=True, kw_only=True)
class ExtractDocument(TablePaper):
    """The whole print. Not issued, it has neither number nor signature and says that it is only a print."""

    kind: ClassVar[str] = "Trích sổ theo dõi cam kết"

    rows: tuple[ExtractRow, ...]

    columns: tuple[str, ...] = ()
    """Codes of the columns the council chose, in order; empty where it chose none."""

    @property
    def blocks(self) -> Sequence[Block]:
        return (Block(table=COLUMNS.table(self, self.columns, [("", self.rows)])),)

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def closing(self) -> str:
        return f"Tổng số: {vietnamese.number(len(self.rows))} cam kết./."
