"""The statistics as a paper: shares with their rule, the square twice, the overdue by age, what changed, and one grouping."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, Table
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, TablePaper

SHARES = (
    Column("label", "Chỉ tiêu", 30, always=True, strong=True),
    Column("told", "Số liệu", 30, centred=True, always=True, strong=True),
    Column("rule", "Cách tính", 100, always=True),
)
SIDES = ("Theo thời hạn hiện hành", "Theo thời hạn ban đầu")


@dataclass(frozen=True, kw_only=True)
class ShareLine(Plain):
    """A figure or a rate, with its rule in words."""

    label: str
    told: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class CountLine(Plain):
    """A line with one count or several, in the order of the columns; the last line of a table may be its sum."""

    label: str
    counts: tuple[int, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class GroupLine(Plain):
    """Whose pledges, what is told of them, and the corners of the square for the bar."""

    name: str
    told: tuple[str, ...]
    corners: tuple[int, ...]
    is_total: bool = False


@dataclass(frozen=True, kw_only=True)
class StatisticsDocument(TablePaper):
    """Everything the page of statistics tells of a day."""

    body: ClassVar[str] = "statistics.html"
    kind: ClassVar[str] = "Biểu thống kê cam kết"
    orientation: Orientation = Orientation.PORTRAIT

    shares: tuple[ShareLine, ...]
    square: tuple[CountLine, ...]
    ages: tuple[CountLine, ...]
    changed: str
    """The two days: "Biến động từ sau ngày … đến ngày …"."""

    changes: tuple[CountLine, ...]
    grouped: str
    headings: tuple[str, ...]
    groups: tuple[GroupLine, ...]

    @property
    def shares_table(self) -> Table:
        rows = (Row({"label": (e.label,), "told": (e.told,), "rule": (e.rule,)}) for e in self.shares)
        return self.laid_out(SHARES, [Section("", tuple(rows))])

    @property
    def corners(self) -> list[tuple[int, ...]]:
        """The four corners by the deadline in force and by the original one, for the bars."""
        return [tuple(line.counts[side] for line in self.square[:4]) for side in (0, 1)]

    @property
    def longest_age(self) -> int:
        return max((line.counts[0] for line in self.ages if not line.is_total), default=0)

    @property
    def most_changed(self) -> int:
        return max((line.counts[0] for line in self.changes), default=0)

    @property
    def square_table(self) -> Table:
        return self._counted("Tình trạng", SIDES, self.square)

    @property
    def groups_table(self) -> Table:
        """For Word, where no bar stands beside it."""
        keys = [str(place) for place in range(len(self.headings))]
        columns = [
            Column("name", self.grouped, 28, always=True),
            *(
                Column(key, heading, 14, centred=True, always=True)
                for key, heading in zip(keys, self.headings, strict=True)
            ),
        ]
        rows = (
            Row(
                {"name": (each.name,), **{key: (told,) for key, told in zip(keys, each.told, strict=True)}},
                total=each.is_total,
            )
            for each in self.groups
        )
        return self.laid_out(columns, [Section("", tuple(rows))])

    def _counted(self, label: str, headings: Sequence[str], lines: Sequence[CountLine]) -> Table:
        keys = [str(place) for place in range(len(headings))]
        columns = [
            Column("label", label, 90, always=True),
            *(
                Column(key, heading, 40, centred=True, always=True)
                for key, heading in zip(keys, headings, strict=True)
            ),
        ]
        rows = (
            Row(
                {
                    "label": (each.label,),
                    **{
                        key: (vietnamese.number(count),) for key, count in zip(keys, each.counts, strict=True)
                    },
                },
                total=each.is_total,
            )
            for each in lines
        )
        return self.laid_out(columns, [Section("", tuple(rows))])

    @property
    def blocks(self) -> Sequence[Block]:
        return (
            Block(title="1. Tỷ lệ", table=self.shares_table),
            Block(title="2. Đúng hạn hay chậm", table=self.square_table),
            Block(
                title="3. Quá hạn theo số ngày",
                table=self._counted("Số ngày quá thời hạn hiện hành", ("Số cam kết",), self.ages),
            ),
            Block(
                title=f"4. {self.changed}",
                table=self._counted("Biến động", ("Số cam kết",), self.changes),
            ),
            Block(title=f"5. Thống kê theo {self.grouped.lower()}", table=self.groups_table),
        )

    @property
    def closing(self) -> str:
        return "Số liệu lấy từ sổ theo dõi cam kết. Ngày cuối của thời hạn còn tính là trong hạn./."
