"""The handover sheet: who hands over to whom, the open pledges, and three signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, cell
from app.documents.paper import Signature
from app.documents.tables.paper import Block, TablePaper

COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("pledge", "Nội dung cam kết", 52, always=True),
    Column("origin", "Nghị quyết, người cam kết", 34),
    Column("deadline", "Thời hạn hiện hành", 24, always=True),
    Column("standing", "Tình trạng", 28, always=True),
    Column("asked", "Việc phải làm tiếp", 34),
)


@dataclass(frozen=True, kw_only=True)
class HandoverRow(Plain):
    """One open pledge as it is handed over."""

    number: int
    code: str
    pledge: str
    resolution: str = ""
    person: str = ""
    deadline_words: str = ""
    due_on: date | None = None
    days_late: int = 0
    verdict: str = ""
    asked: str = ""
    """What should follow by the last approved round."""

    note: str = ""

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        late = f"Quá hạn {vietnamese.number(self.days_late)} ngày" if self.days_late else "Trong thời hạn"
        return {
            "number": cell(str(self.number)),
            "pledge": cell(self.pledge, f"({self.code})"),
            "origin": cell(self.resolution, self.person),
            "deadline": cell(self.deadline_words, vietnamese.day(self.due_on)),
            "standing": cell(self.verdict, late if self.due_on else ""),
            "asked": cell(self.asked, self.note),
        }


@dataclass(frozen=True, kw_only=True)
class HandoverDocument(TablePaper):
    """The whole sheet. It is signed by who hands over, who takes over, and a witness of the council."""

    kind: ClassVar[str] = "Biên bản"
    body: ClassVar[str] = "handover.html"

    rows: tuple[HandoverRow, ...]
    parties: tuple[Signature, ...]
    """Bên giao, bên nhận, chứng kiến: each with the lines above its name."""

    @property
    def blocks(self) -> Sequence[Block]:
        rows = tuple(Row(dict(row.cells)) for row in self.rows)
        return (Block(table=self.laid_out(COLUMNS, [Section("", rows)])),)

    @property
    def closing(self) -> str:
        return (
            f"Tổng số: {vietnamese.number(len(self.rows))} cam kết. Biên bản được lập thành ba bản có giá trị như nhau, "
            "mỗi bên giữ một bản, một bản lưu hồ sơ theo dõi của Hội đồng nhân dân./."
        )
