"""The record as a paper, on one page: what came of the promises, each figure with its rule, the course through time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, Table
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, TablePaper

OVERDUE = (
    Column("code", "Mã", 26, always=True),
    Column("words", "Cam kết quá hạn lâu nhất", 88, always=True),
    Column("due", "Thời hạn", 24, centred=True, always=True),
    Column("days", "Số ngày", 24, centred=True, always=True),
)
MARKS = ("", "- ", "+ ")
"""In front of a figure, by how deep it stands under the one it is part of."""

BARS = (
    ("kept", "Đã thực hiện"),
    ("open_in_time", "Chưa xong, chưa quá hạn"),
    ("overdue", "Chưa xong, quá hạn"),
    ("apart", "Không còn theo dõi"),
)


@dataclass(frozen=True, kw_only=True)
class FigureLine(Plain):
    """A figure on each day of the course; a rate has its wholes beside it. `level` tells how deep it stands under others."""

    label: str
    counts: tuple[int, ...]
    wholes: tuple[int, ...] = ()
    level: int = 0

    @property
    def told(self) -> tuple[str, ...]:
        """A rate never without its numerator and denominator."""
        if not self.wholes:
            return tuple(vietnamese.number(count) for count in self.counts)
        return tuple(
            vietnamese.share(part, whole) for part, whole in zip(self.counts, self.wholes, strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class Bar(Plain):
    """How many stood where at the end of a day."""

    kept: int
    open_in_time: int
    overdue: int
    apart: int

    @property
    def whole(self) -> int:
        return self.kept + self.open_in_time + self.overdue + self.apart


@dataclass(frozen=True, kw_only=True)
class OverdueLine(Plain):
    """A promise past its deadline in force."""

    code: str
    words: str
    due_on: date
    days: int


@dataclass(frozen=True, kw_only=True)
class RecordDocument(TablePaper):
    """The whole record."""

    body: ClassVar[str] = "record.html"
    kind: ClassVar[str] = "Phiếu kết quả thực hiện cam kết"

    orientation: Orientation = Orientation.PORTRAIT

    days: tuple[date, ...]
    figures: tuple[FigureLine, ...]
    bars: tuple[Bar, ...]
    overdue: tuple[OverdueLine, ...] = ()
    overdue_more: int = 0
    """How many more are overdue than the list names."""

    @property
    def highest(self) -> int:
        """The height of the highest bar."""
        return max((bar.whole for bar in self.bars), default=0)

    @property
    def keys(self) -> list[tuple[str, str]]:
        """What the parts of the bars stand for, of those that are there."""
        return [(name, label) for name, label in BARS if any(getattr(bar, name) for bar in self.bars)]

    @property
    def course(self) -> Table:
        """The figures, a column for each day; the last is the day of the record."""
        names = [day.isoformat() for day in self.days]
        days = [
            Column(name, vietnamese.day(day), 22, centred=True, always=True)
            for name, day in zip(names, self.days, strict=True)
        ]
        rows = (
            Row(
                {
                    "label": (MARKS[line.level] + line.label,),
                    **{name: (told,) for name, told in zip(names, line.told, strict=True)},
                },
                total=not line.level,
            )
            for line in self.figures
        )
        return self.laid_out(
            [Column("label", "Đến hết ngày", 48, always=True), *days], [Section("", tuple(rows))]
        )

    @property
    def longest_overdue(self) -> Table:
        rows = [
            Row(
                {
                    "code": (each.code,),
                    "words": (each.words,),
                    "due": (vietnamese.day(each.due_on),),
                    "days": (vietnamese.number(each.days),),
                }
            )
            for each in self.overdue
        ]
        if self.overdue_more:
            rows.append(Row({"words": (f"và {vietnamese.number(self.overdue_more)} cam kết quá hạn khác",)}))
        return self.laid_out(OVERDUE, [Section("", tuple(rows))])

    @property
    def blocks(self) -> Sequence[Block]:
        listed = (Block(title="Quá hạn", table=self.longest_overdue),) if self.overdue else ()
        return (Block(table=self.course), *listed)

    @property
    def closing(self) -> str:
        return "Số liệu lấy từ sổ theo dõi cam kết./."
