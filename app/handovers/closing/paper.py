"""The two papers of a term's end: the list of what is carried on, and everything promised, by person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, cell
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, TablePaper

CARRIED_COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("pledge", "Nội dung cam kết", 60, always=True),
    Column("origin", "Kỳ họp, nghị quyết", 34),
    Column("who", "Người cam kết, cơ quan thực hiện", 40, always=True),
    Column("deadline", "Thời hạn hiện hành", 24, always=True),
    Column("condition", "Tình trạng khi chuyển", 32, always=True),
)
REVIEW_COLUMNS = (
    Column("number", "TT", 12, centred=True, always=True),
    Column("code", "Mã", 20, always=True),
    Column("pledge", "Nội dung cam kết", 116, always=True),
    Column("deadline", "Thời hạn", 18, centred=True, always=True),
    Column("result", "Kết quả", 52, always=True),
)
REVIEW_POINTS = 9.5
"""Type size of the review: everything of a term on as few pages as it takes; tables.css says the same."""

ONE_LINE = 88
"""Letters of a promise that stand on one line of the review; its code leads to the whole."""


@dataclass(frozen=True, kw_only=True)
class CarriedRow(Plain):
    """One open pledge that goes on with the next term."""

    number: int
    code: str
    pledge: str
    sitting: str = ""
    resolution: str = ""
    person: str = ""
    answers: str = ""
    """Who answers on the day, where it is another than who promised."""

    acts: str = ""
    deadline_words: str = ""
    due_on: date | None = None
    condition: str = ""

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        return {
            "number": cell(str(self.number)),
            "pledge": cell(self.pledge, f"({self.code})"),
            "origin": cell(self.sitting, self.resolution),
            "who": cell(self.person, f"nay: {self.answers}" if self.answers else "", self.acts),
            "deadline": cell(self.deadline_words, vietnamese.day(self.due_on)),
            "condition": cell(self.condition),
        }


@dataclass(frozen=True, kw_only=True)
class CarriedDocument(TablePaper):
    """The list of what is carried on."""

    kind: ClassVar[str] = "Danh mục"

    rows: tuple[CarriedRow, ...]

    @property
    def blocks(self) -> Sequence[Block]:
        rows = tuple(Row(dict(row.cells)) for row in self.rows)
        return (Block(table=self.laid_out(CARRIED_COLUMNS, [Section("", rows)])),)

    @property
    def closing(self) -> str:
        return f"Tổng số: {vietnamese.number(len(self.rows))} cam kết chuyển nhiệm kỳ sau./."


@dataclass(frozen=True, kw_only=True)
class ReviewRow(Plain):
    """One promise of the term in one line."""

    number: int
    code: str
    pledge: str
    due_on: date | None = None
    result: str = ""

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        words = " ".join(self.pledge.split())
        line = words if len(words) <= ONE_LINE else f"{words[:ONE_LINE].rsplit(' ', 1)[0]}…"
        return {
            "number": cell(str(self.number)),
            "code": cell(self.code),
            "pledge": cell(line),
            "deadline": cell(vietnamese.day(self.due_on)),
            "result": cell(self.result),
        }


@dataclass(frozen=True, kw_only=True)
class ReviewGroup(Plain):
    """What one person promised, and how it was kept."""

    person: str
    office: str = ""
    counted: str = ""
    """As "5 cam kết: đã thực hiện 3, còn theo dõi 2 (quá hạn 1)"."""

    rows: tuple[ReviewRow, ...]

    @property
    def heading(self) -> str:
        named = ", ".join(name for name in (self.person, self.office) if name)
        return f"{named}: {self.counted}"


@dataclass(frozen=True, kw_only=True)
class TermReviewDocument(TablePaper):
    """Everything promised in a term, by person; landscape and small, because all of it is to be seen at once."""

    kind: ClassVar[str] = "Tổng rà soát cam kết"
    body: ClassVar[str] = "term_review.html"

    orientation: Orientation = Orientation.LANDSCAPE
    groups: tuple[ReviewGroup, ...]
    counted: str = ""

    @property
    def cell_points(self) -> float:
        return REVIEW_POINTS

    @property
    def blocks(self) -> Sequence[Block]:
        sections = [
            Section(group.heading, tuple(Row(dict(row.cells)) for row in group.rows)) for group in self.groups
        ]
        return (Block(table=self.laid_out(REVIEW_COLUMNS, sections)),)

    @property
    def closing(self) -> str:
        return f"Tổng số: {self.counted}./."
