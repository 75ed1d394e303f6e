"""The appendix of pledges of a resolution on questioning, as plain data (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, RenderedPdf, Row, Section, Table, cell, lay_out, render_pdf
from app.documents.paper import TEMPLATE, AppendixPaper

COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("question", "Nội dung chất vấn", 20),
    Column("pledge", "Nội dung cam kết", 32, always=True),
    Column("accountable", "Người trả lời, cơ quan chủ trì", 23, always=True),
    Column("coordinating", "Cơ quan phối hợp", 19),
    Column("result", "Sản phẩm, chỉ tiêu", 18),
    Column("deadline", "Thời hạn hoàn thành", 29, always=True),
    Column("followed_by", "Cơ quan theo dõi", 21),
)


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
    """Co-ordinating agencies."""

    expected_result: str = ""
    measures: tuple[Measure, ...] = ()
    deadline_words: str = ""
    """The deadline as spoken; always printed as it was said."""

    due_on: date | None = None
    """The day read from those words, printed beneath in brackets."""

    followed_by: tuple[str, ...] = ()
    """Bodies told to follow the pledge."""

    def to_row(self) -> Row:
        """The cells; an agency that the office names already is not said twice."""
        agency = self.lead_agency if self.lead_agency.casefold() not in self.office.casefold() else ""
        asked = f"(Đại biểu {', '.join(self.asked_by)})" if self.asked_by else ""
        day = f"({vietnamese.day(self.due_on)})" if self.due_on else ""
        return Row(
            {
                "number": (str(self.number),),
                "question": cell(self.question, asked),
                "pledge": cell(self.pledge),
                "accountable": cell(self.person, self.office, agency),
                "coordinating": cell("; ".join(self.coordinating)),
                "result": cell(self.expected_result, *(measure.words for measure in self.measures)),
                "deadline": cell(self.deadline_words or "Chưa xác định", day),
                "followed_by": cell("; ".join(self.followed_by)),
            }
        )


@dataclass(frozen=True, kw_only=True)
class AppendixGroup(Plain):
    """The pledges of one topic group, in the order of their numbers."""

    title: str
    rows: tuple[AppendixRow, ...]


@dataclass(frozen=True, kw_only=True)
class AppendixDocument(AppendixPaper):
    """The whole appendix.

    A column in which no pledge says anything is left out of the table, so that the others have room; number, pledge,
    who answers for it and the deadline are always there.
    """

    body: ClassVar[str] = "appendix.html"

    groups: tuple[AppendixGroup, ...]

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
        sections = [Section(group.title, tuple(row.to_row() for row in group.rows)) for group in self.groups]
        points = self.orientation.table_points
        return lay_out(
            COLUMNS, sections, width=self.text_width, height=self.text_height, points=points
        )


def print_appendix(document: AppendixDocument) -> RenderedPdf:
    """The appendix as PDF; raises `DomainError` when it cannot be printed right."""
    return render_pdf(
        TEMPLATE,
        document,
        title=f"Phụ lục {document.enclosure.kind} {document.enclosure.number}".strip(),
    )
