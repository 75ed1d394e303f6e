"""The list of who did not report before a sitting, for its chair."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, cell
from app.documents.tables.paper import Block, TablePaper

COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("who", "Người, cơ quan phải báo cáo", 62, always=True),
    Column("pledges", "Số cam kết đang theo dõi", 24, centred=True, always=True),
    Column("overdue", "Trong đó quá hạn", 22, centred=True, always=True),
    Column("state", "Việc gửi báo cáo", 44, always=True),
)
MISSING, LATE = "Chưa gửi báo cáo", "Gửi báo cáo chậm"


@dataclass(frozen=True, kw_only=True)
class MissingRow(Plain):
    """Somebody who did not report, or did so late."""

    who: str
    agency: str = ""
    pledges: int = 0
    overdue: int = 0
    received_on: date | None = None
    document_number: str = ""
    days_late: int = 0

    def cells(self, number: int) -> Row:
        return Row(
            {
                "number": (str(number),),
                "who": cell(self.who, self.agency),
                "pledges": cell(vietnamese.number(self.pledges)),
                "overdue": cell(vietnamese.number(self.overdue)),
                "state": cell(self._state(), self.document_number),
            }
        )

    def _state(self) -> str:
        days = f"{vietnamese.number(self.days_late)} ngày"
        if self.received_on is None:
            return f"Chưa gửi, đã quá {days}" if self.days_late else "Chưa gửi"
        return f"Gửi ngày {vietnamese.day(self.received_on)}, chậm {days}"


@dataclass(frozen=True, kw_only=True)
class MissingReportsDocument(TablePaper):
    """Those who did not report, then those who did so late."""

    kind: ClassVar[str] = "Danh sách"

    missing: tuple[MissingRow, ...]
    late: tuple[MissingRow, ...] = ()
    must: int = 0
    """How many had to report."""

    @property
    def blocks(self) -> Sequence[Block]:
        parts = [(MISSING, self.missing)] + ([(LATE, self.late)] if self.late else [])
        sections = [
            Section(heading, tuple(row.cells(number) for number, row in enumerate(rows, start=1)))
            for heading, rows in parts
        ]
        return (Block(table=self.laid_out(COLUMNS, sections)),)

    @property
    def closing(self) -> str:
        late = f"; gửi chậm: {vietnamese.number(len(self.late))}" if self.late else ""
        return (
            f"Tổng số phải gửi báo cáo: {vietnamese.number(self.must)}; chưa gửi: "
            f"{vietnamese.number(len(self.missing))}{late}./."
        )
