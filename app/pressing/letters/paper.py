"""A letter that presses, with its table of pledges: within the text where it is short, else as an appendix (Nghị định 30/2020/NĐ-CP, Phụ lục I, I.2 and III.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, Table, cell, lay_out
from app.documents.letter import LetterDocument
from app.documents.paper import AppendixPaper, Enclosure, Orientation, Paper
from app.monitoring import paper_words as words
from app.pledges.domain import Verdict

COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("pledge", "Nội dung cam kết", 44, always=True),
    Column("deadline", "Thời hạn", 28, always=True),
    Column("overdue", "Quá hạn", 16, centred=True),
    Column("found", "Kết quả đánh giá gần nhất", 28),
    Column("request", "Yêu cầu", 36, always=True),
)


@dataclass(frozen=True, kw_only=True)
class PressedRow(Plain):
    """One pledge of the agency."""

    pledge: str
    source: str = ""
    """The resolution and its row: "Nghị quyết số 95/NQ-HĐND, nội dung số 7"."""

    deadline_words: str = ""
    original_due_on: date | None = None
    effective_due_on: date | None = None
    days_overdue: int = 0
    verdict: Verdict = Verdict.NOT_ASSESSED
    verdict_on: date | None = None
    request: str = ""
    reminders: int = 0
    """How many times it was pressed for before."""

    code: str = ""

    def cells(self, number: int) -> Row:
        return Row(
            {
                "number": (str(number),),
                "pledge": cell(self.pledge, f"({self.source})" if self.source else ""),
                "deadline": self._deadline(),
                "overdue": cell(f"{vietnamese.number(self.days_overdue)} ngày" if self.days_overdue else ""),
                "found": self._found(),
                "request": cell(self.request, f"(Đã đôn đốc {self.reminders} lần)" if self.reminders else ""),
            }
        )

    def _deadline(self) -> tuple[str, ...]:
        original, now = vietnamese.day(self.original_due_on), vietnamese.day(self.effective_due_on)
        said = self.deadline_words or words.UNDATED
        if now and now != original:
            return cell(said, f"({original})" if original else "", f"Hiện hành: {now}")
        return cell(said, f"({original})" if original and original not in said else "")

    def _found(self) -> tuple[str, ...]:
        if self.verdict is Verdict.NOT_ASSESSED:
            return ()
        on = vietnamese.day(self.verdict_on)
        return cell(words.VERDICTS[self.verdict], f"(tính đến {on})" if on else "")


def table_of(rows: Sequence[PressedRow], paper: Paper) -> Table:
    """The table between the margins of a paper."""
    lines = tuple(row.cells(number) for number, row in enumerate(rows, start=1))
    return lay_out(
        COLUMNS,
        [Section("", lines)],
        width=paper.text_width,
        height=paper.text_height,
        points=paper.orientation.table_points,
    )


@dataclass(frozen=True, kw_only=True)
class PledgeListAppendix(AppendixPaper):
    """The table as an appendix of its letter, in the same file."""

    body: ClassVar[str] = "appendix.html"

    rows: tuple[PressedRow, ...]

    @cached_property
    def table(self) -> Table:
        return table_of(self.rows, self)

    @property
    def closing(self) -> str:
        return f"Tổng số: {vietnamese.number(len(self.rows))} cam kết./."


@dataclass(frozen=True, kw_only=True)
class PressingLetter(LetterDocument):
    """A reminder, a demand for explanation, or a request for a report."""

    body: ClassVar[str] = "pressing_letter.html"
    MOST_WITHIN: ClassVar[int] = 6
    """Rows of a table that still stands within the text."""

    ending: tuple[str, ...] = ()
    """Paragraphs between the table and the last one."""

    rows: tuple[PressedRow, ...]

    tables_landscape: bool = True
    """Which way the appendix lies."""

    @property
    def within(self) -> bool:
        """Whether the table stands in the text."""
        return len(self.rows) <= self.MOST_WITHIN

    @cached_property
    def table(self) -> Table:
        return table_of(self.rows, self)

    @property
    def appendix(self) -> PledgeListAppendix:
        head = self.letterhead
        return PledgeListAppendix(
            council_name=self.council_name,
            title="Các cam kết sau chất vấn",
            draft=self.draft,
            margins=self.margins,
            orientation=Orientation.LANDSCAPE if self.tables_landscape else Orientation.PORTRAIT,
            enclosure=Enclosure(
                kind="Công văn",
                number=head.number if head else "",
                symbol=head.symbol if head else "",
                issued_on=head.issued_on if head else None,
                issuer=self.issuer or self.council_name,
            ),
            rows=self.rows,
        )

    issuer: str = ""
    """The body the letter is of, as the appendix names it."""

    @property
    def parts(self) -> tuple[Paper, ...]:
        """The letter, then its appendix in the same file."""
        return (self,) if self.within else (self, self.appendix)
