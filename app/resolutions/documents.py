"""The appendix of pledges of a resolution on questioning, as plain data (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Plain, RenderedPdf, Table, render_pdf
from app.documents.paper import TEMPLATE, AppendixPaper
from app.resolutions.columns import COLUMNS


@dataclass(frozen=True, kw_only=True)
class Measure(Plain):
    """A figure that was promised: "kinh phí còn thiếu: 9,4 tỷ đồng"."""

    what: str
    target: Decimal | None = None
    unit: str = ""

    @property
    def words(self) -> str:
        if self.target is None:
            return self.what
        return f"{self.what}: {vietnamese.number(self.target)} {self.unit}".strip().removeprefix(": ")


@dataclass(frozen=True, kw_only=True)
class AppendixRow(Plain):
    """One pledge."""

    number: int
    """Row number in the appendix; frozen at adoption, never given twice."""

    pledge: str
    """What was promised, in the words that are adopted."""

    question: str = ""
    """What was asked."""

    asked_by: tuple[str, ...] = ()
    """Names of the delegates who asked."""

    person: str = ""
    """The one accountable person, by name."""

    office: str = ""
    """The office held: "Giám đốc Sở Tài chính"."""

    lead_agency: str = ""
    coordinating: tuple[str, ...] = ()
    """Co-ordinating agencies that have no share of their own."""

    shares: tuple[str, ...] = ()
    """The shares of agencies, each with its part and its time."""

    expected_result: str = ""
    measures: tuple[Measure, ...] = ()
    deadline_words: str = ""
    """The deadline as spoken; always printed as it was said."""

    due_on: date | None = None
    """The day read from those words, printed beneath in brackets."""

    followed_by: tuple[str, ...] = ()
    """Bodies told to follow the pledge."""

    code: str = ""
    """Code of the pledge in the register."""

    steps: tuple[str, ...] = ()
    """The steps of the roadmap, each with its time."""

    @property
    def asked_by_line(self) -> str:
        return f"(Đại biểu {', '.join(self.asked_by)})" if self.asked_by else ""

    @property
    def agency_beside_office(self) -> str:
        """The lead agency, unless the office names it already."""
        return self.lead_agency if self.lead_agency.casefold() not in self.office.casefold() else ""


@dataclass(frozen=True, kw_only=True)
class AppendixGroup(Plain):
    """The pledges of one topic group, in the order of their numbers."""

    title: str
    rows: tuple[AppendixRow, ...]


@dataclass(frozen=True, kw_only=True)
class AppendixDocument(AppendixPaper):
    """The whole appendix.

    Of the usual columns one in which no pledge says anything is left out, so that the others have room; number, pledge,
    who answers for it and the deadline are always there.
    """

    body: ClassVar[str] = "appendix.html"

    groups: tuple[AppendixGroup, ...]

    columns: tuple[str, ...] = ()
    """Codes of the columns the council chose, in order; empty where it chose none."""

    @property
    def total(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def closing(self) -> str:
        """The last line, with the mark of the end."""
        spread = f", thuộc {len(self.groups)} nhóm vấn đề" if len(self.groups) > 1 else ""
        return f"Tổng số: {vietnamese.number(self.total)} nội dung cam kết{spread}./."

    @property
    def table(self) -> Table:
        return COLUMNS.table(self, self.columns, ((group.title, group.rows) for group in self.groups))


def print_appendix(document: AppendixDocument) -> RenderedPdf:
    """The appendix as PDF; raises `DomainError` when it cannot be printed right."""
    return render_pdf(
        TEMPLATE,
        document,
        title=f"Phụ lục {document.enclosure.kind} {document.enclosure.number}".strip(),
    )
