"""The list for questioning again as a paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Plain
from app.documents.tables.paper import Block, TablePaper
from app.monitoring.requestion.columns import COLUMNS
from app.pledges.domain import Verdict


@dataclass(frozen=True, kw_only=True)
class RequestionRow(Plain):
    """One pledge, and why it is proposed."""

    number: int
    pledge: str
    reasons: tuple[str, ...]
    sitting: str = ""
    """Where it was promised: "Kỳ họp thứ Năm, khóa XVII"."""

    resolution: str = ""
    """With its row: "Nghị quyết số 95/NQ-HĐND, nội dung số 7"."""

    deadline_words: str = ""
    original_due_on: date | None = None
    effective_due_on: date | None = None
    extensions: int = 0
    result: str = ""
    """What its agency reported last, with the figure and the paper it came in."""

    figure: str = ""
    source: str = ""
    verdict: Verdict = Verdict.NOT_ASSESSED
    person: str = ""
    office: str = ""
    lead_agency: str = ""
    topic: str = ""
    code: str = ""
    proposals: tuple[str, ...] = ()
    """Who proposed it, each with the reason given."""

    @property
    def agency_beside_office(self) -> str:
        """The lead agency, unless the office names it already."""
        return self.lead_agency if self.lead_agency.casefold() not in self.office.casefold() else ""


@dataclass(frozen=True, kw_only=True)
class RequestionDocument(TablePaper):
    """The whole list."""

    kind: ClassVar[str] = "Danh mục"

    rows: tuple[RequestionRow, ...]

    columns: tuple[str, ...] = ()
    """Codes of the columns the council chose, in order; empty where it chose none."""

    @cached_property
    def shown(self) -> frozenset[str]:
        """Codes of the columns that are printed."""
        return frozenset(self.columns or COLUMNS.usual)

    @property
    def blocks(self) -> Sequence[Block]:
        return (Block(table=COLUMNS.table(self, self.columns, [("", self.rows)])),)

    @property
    def closing(self) -> str:
        return f"Tổng số: {vietnamese.number(len(self.rows))} cam kết đề nghị tái chất vấn./."
