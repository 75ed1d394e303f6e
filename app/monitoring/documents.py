"""The follow-up appendix of a monitoring round, as plain data; every total on it is counted from its rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, RenderedPdf, Section, Table, cell, lay_out, render_pdf
from app.documents.paper import TEMPLATE, AppendixPaper
from app.monitoring import paper_words as words
from app.monitoring.columns import COLUMNS
from app.monitoring.domain import Cause, NextStep, ReportState
from app.monitoring.follow_up_totals import (
    SquareCounts,
    SquareTable,
    count_square,
    square_table,
    summary_rows,
    verdict_rows,
)
from app.pledges.domain import ClosingReason, Verdict, days_late


class Grouping(StrEnum):
    """What the rows of the appendix stand under."""

    TOPIC = "topic"
    VERDICT = "verdict"
    AGENCY = "agency"


@dataclass(frozen=True, kw_only=True)
class ReportedResult(Plain):
    """What the agency reported in this round."""

    state: ReportState
    text: str = ""
    figure: str = ""
    """The figure reached, as reported: "7/12 công trình"."""

    document_number: str = ""
    """Number of the paper the report came in: "598/BC-SNN"."""

    reported_on: date | None = None

    difficulties: str = ""
    solution: str = ""
    """What the agency will do, and the new time it proposes."""

    @property
    def result(self) -> str:
        return self.text or words.REPORTS[self.state]

    @property
    def figure_line(self) -> str:
        return f"Số liệu: {self.figure}" if self.figure else ""

    @property
    def source(self) -> str:
        """The paper it came in: "(Văn bản số 598/BC-SNN ngày 12/06/2018)"."""
        paper = f"Văn bản số {self.document_number}" if self.document_number else ""
        day = f"ngày {vietnamese.day(self.reported_on)}" if self.reported_on else ""
        return f"({' '.join(part for part in (paper, day) if part)})" if paper or day else ""


@dataclass(frozen=True, kw_only=True)
class FollowUpRow(Plain):
    """One pledge in the round."""

    number: int
    """Row number in the appendix of the resolution."""

    resolution_number: str
    """"95/NQ-HĐND"."""

    topic: str = ""
    """Topic group in the resolution."""

    pledge: str
    person: str = ""
    """The one accountable person, by name."""

    office: str = ""
    """The office held: "Giám đốc Sở Tài chính"."""

    lead_agency: str = ""
    acting_agency: str = ""
    """Who must act on the as-of day, where the lead agency was reorganised."""

    deadline_words: str = ""
    """The deadline as spoken."""

    original_due_on: date | None = None
    """O: the day read from those words at adoption; never changes."""

    effective_due_on: date | None = None
    """E: O, or the day of the latest granted extension."""

    unmet: bool = False
    """Whether the promise waits for a condition nobody has met: then no deadline runs, and it is counted by itself."""

    extensions: int = 0
    """How many extensions were granted by the as-of day."""

    moves: tuple[str, ...] = ()
    """Each step by which the deadline in force moved, in order of time."""

    asked: str = ""
    """The request for more time that waits on the as-of day."""

    report: ReportedResult | None = None
    """None where the agency sent nothing."""

    verdict: Verdict = Verdict.NOT_ASSESSED
    reason: str = ""
    """Why it was found so."""

    opinion: str = ""
    """Of the committee."""

    remaining: str = ""
    """What is left of a pledge that was kept in part."""

    completed_on: date | None = None
    """Day of completion; only with the verdict `kept`."""

    cause: Cause | None = None
    next_step: NextStep | None = None
    previous_verdict: Verdict | None = None
    """Verdict of the round before; None where it was not in one."""

    closed_as: ClosingReason | None = None
    """Set where following ended by the as-of day; dropped, replaced and carried-over pledges stand outside the square."""

    closed_on_ground: str = ""
    closed_by: str = ""
    """The paper by which following ended, and its day."""

    code: str = ""
    """Code of the pledge in the register."""

    coordinating: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    """What was to be shown, and the figures promised."""

    steps: tuple[str, ...] = ()
    """The steps and shares, each with its time and what became of it."""

    progress: tuple[str, ...] = ()
    """The accepted figure and its pace, how many parts are kept, who still owes."""

    evidence: tuple[str, ...] = ()
    """Names of the files seen."""

    @property
    def agency_beside_office(self) -> str:
        """The lead agency, unless the office names it already."""
        return self.lead_agency if self.lead_agency.casefold() not in self.office.casefold() else ""

    @property
    def acts(self) -> str:
        """Whose line it stands in: counts go on when agencies are reorganised."""
        return self.acting_agency or self.lead_agency

    @property
    def acts_now(self) -> str:
        """Below who promised: "(nay: Sở Xây dựng)"."""
        return f"(nay: {self.acting_agency})" if self.acting_agency else ""

    @property
    def measures(self) -> tuple[str, ...]:
        """What the agency will do, and the new deadline where it was granted."""
        extended = f"Thời hạn mới: {vietnamese.day(self.effective_due_on)}" if self.extensions else ""
        return cell(self.report.solution if self.report else "", extended)

    @property
    def outside(self) -> bool:
        return self.closed_as is not None and self.closed_as is not ClosingReason.KEPT

    @property
    def ending(self) -> str:
        """How following ended: "Thôi theo dõi: Chủ trương đã thay đổi (15/NQ-HĐND, ngày 04/05/2026)"; nothing where it was kept."""
        if self.closed_as is None or not self.outside:
            return ""
        ground = f": {self.closed_on_ground}" if self.closed_on_ground else ""
        return f"{words.CLOSINGS[self.closed_as]}{ground}{f' ({self.closed_by})' if self.closed_by else ''}"

    def timing(self, as_of: date) -> str:
        """On time, on time after an extension, late by n days; or how long it is overdue."""
        late_original = days_late(self.original_due_on, completed_on=self.completed_on, day=as_of)
        late_effective = days_late(self.effective_due_on, completed_on=self.completed_on, day=as_of)
        if self.completed_on is None and self.unmet:
            return words.UNMET
        if self.completed_on is None:
            return (
                f"Quá hạn {vietnamese.number(late_effective)} ngày"
                if late_effective and not self.outside
                else ""
            )
        done = f"Hoàn thành ngày {vietnamese.day(self.completed_on)}"
        if self.effective_due_on is None:
            return done
        if late_effective:
            return f"{done}, chậm {vietnamese.number(late_effective)} ngày"
        return f"{done}, đúng hạn sau gia hạn" if late_original else f"{done}, đúng hạn"

    def late_by_original(self, as_of: date) -> str:
        """How many days late against the first deadline, where another one is in force."""
        late = days_late(self.original_due_on, completed_on=self.completed_on, day=as_of)
        moved = self.original_due_on != self.effective_due_on
        counts = moved and not self.outside and not (self.unmet and self.completed_on is None)
        return f"Chậm {vietnamese.number(late)} ngày so với thời hạn ban đầu" if late and counts else ""


@dataclass(frozen=True, kw_only=True)
class FollowUpDocument(AppendixPaper):
    """The whole appendix: the pledges one by one, then the totals by verdict, by agency and by deadline."""

    round_number: int
    as_of: date
    """The day things are looked at."""

    previous_as_of: date | None = None
    """The as-of day of the round before; None in the first round."""

    grouping: Grouping = Grouping.TOPIC
    rows: tuple[FollowUpRow, ...]
    """In the order of the resolution."""

    columns: tuple[str, ...] = ()
    """Codes of the columns the council chose, in order; empty where it chose none."""

    body: ClassVar[str] = "follow_up.html"
    titles: ClassVar[tuple[str, ...]] = words.TITLES
    note: ClassVar[str] = words.SHARE_NOTE

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def as_of_line(self) -> str:
        return f"Số liệu tính đến {vietnamese.long_day(self.as_of)}"

    @property
    def closing(self) -> str:
        """The last line, with the mark of the end."""
        return f"Tổng số: {vietnamese.number(self.total)} cam kết được theo dõi./."

    @property
    def groups(self) -> list[tuple[str, list[FollowUpRow]]]:
        """Rows under their headings: topics and agencies in the order of the rows, verdicts in the order of the status model."""
        grouped: dict[str, list[FollowUpRow]] = {}
        if self.grouping is Grouping.VERDICT:
            grouped = {words.VERDICTS[verdict]: [] for verdict in words.VERDICT_ORDER}
        for row in self.rows:
            grouped.setdefault(self._heading(row), []).append(row)
        return [(heading, rows) for heading, rows in grouped.items() if rows]

    def _heading(self, row: FollowUpRow) -> str:
        if self.grouping is Grouping.VERDICT:
            return words.VERDICTS[row.verdict]
        if self.grouping is Grouping.AGENCY:
            return row.acts or words.NO_AGENCY
        return (
            f"{row.topic} (Nghị quyết số {row.resolution_number})" if self.several_resolutions else row.topic
        )

    @cached_property
    def several_resolutions(self) -> bool:
        return len({row.resolution_number for row in self.rows}) > 1

    @cached_property
    def shown(self) -> frozenset[str]:
        """Codes of the columns that are printed."""
        return frozenset(self.columns or COLUMNS.usual)

    @property
    def table(self) -> Table:
        detailed = self.grouping is not Grouping.VERDICT
        groups = (
            (f"{heading}: {words.counted(rows, detailed=detailed)}" if heading else "", rows)
            for heading, rows in self.groups
        )
        return COLUMNS.table(self, self.columns, groups)

    @property
    def verdict_table(self) -> Table:
        """How many pledges have each verdict, in this round and in the one before."""
        return self._laid_out(words.VERDICT_COLUMNS, [Section("", verdict_rows(self.rows))])

    @property
    def agency_table(self) -> Table:
        return self._laid_out(words.AGENCY_COLUMNS, [Section("", summary_rows(self.rows, self.as_of))])

    @property
    def square_by_effective(self) -> SquareCounts:
        """The classic square against the deadline in force."""
        return count_square(self.rows, self.as_of, original=False)

    @property
    def square_by_original(self) -> SquareCounts:
        """The classic square against the original deadline."""
        return count_square(self.rows, self.as_of, original=True)

    @property
    def square(self) -> SquareTable:
        """The classic square against both deadlines, side by side."""
        return square_table(self.square_by_effective, self.square_by_original)

    def _laid_out(self, columns: tuple[Column, ...], sections: list[Section]) -> Table:
        points = self.orientation.table_points
        return lay_out(columns, sections, width=self.text_width, height=self.text_height, points=points)


def print_follow_up(document: FollowUpDocument) -> RenderedPdf:
    """The follow-up appendix as PDF; raises `DomainError` when it cannot be printed right."""
    return render_pdf(TEMPLATE, document, title=f"Phụ lục theo dõi cam kết, đợt {document.round_number}")
