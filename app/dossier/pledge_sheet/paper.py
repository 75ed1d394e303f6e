"""The sheet of one pledge as a paper: what was asked, answered and promised, and everything that came of it by a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.core.pdf import Column, Plain, Row, Section, cell
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, Line, TablePaper

LABELLED = (
    Column("label", "Mục", 36, always=True, strong=True),
    Column("said", "Nội dung", 100, always=True),
)
DEADLINES = (
    Column("on", "Ngày", 24, centred=True, always=True),
    Column("what", "Diễn biến", 44, always=True),
    Column("due", "Thời hạn", 26, centred=True, always=True),
    Column("source", "Căn cứ, ghi chú", 40),
)
PASSAGES = (
    Column("on", "Ngày", 24, centred=True, always=True),
    Column("what", "Diễn biến", 40, always=True),
    Column("who", "Từ → đến", 50, always=True),
    Column("source", "Văn bản, ghi chú", 40),
)
ROUNDS = (
    Column("round", "Đợt, ngày", 24, always=True),
    Column("report", "Cơ quan báo cáo", 44, always=True),
    Column("verdict", "Kết luận", 38, always=True, strong=True),
    Column("evidence", "Minh chứng", 28),
)
CHAIN = (
    Column("when", "Ngày, mã", 26, always=True),
    Column("pledge", "Nội dung hứa", 60, always=True),
    Column("due", "Thời hạn ban đầu", 26, centred=True),
    Column("how", "Quan hệ", 34),
)


@dataclass(frozen=True, kw_only=True)
class SheetRow(Plain):
    """A row of a table: the paragraphs of its cells, in the order of the columns."""

    cells: tuple[tuple[str, ...], ...]


def row_of(*cells: Iterable[str]) -> SheetRow:
    """A row of the paragraphs that say something."""
    return SheetRow(cells=tuple(cell(*paragraphs) for paragraphs in cells))


@dataclass(frozen=True, kw_only=True)
class PledgeSheetDocument(TablePaper):
    """The whole sheet; a table in which nothing stands is left out."""

    kind: ClassVar[str] = "Phiếu theo dõi cam kết"

    orientation: Orientation = Orientation.PORTRAIT

    about: tuple[Line, ...]
    """Question, answer, pledge, who answers for it, how it stands."""

    deadlines: tuple[SheetRow, ...] = ()
    """Each step of the deadline."""

    passages: tuple[SheetRow, ...] = ()
    """Agencies and offices that took it over, sheets that handed it over, terms it was carried into."""

    figures: tuple[Line, ...] = ()
    """The measure, the steps and the shares."""

    rounds: tuple[SheetRow, ...] = ()
    """What was reported and found in each round, with the names of the files seen."""

    chain: tuple[SheetRow, ...] = ()
    """The promises before and after."""

    @property
    def blocks(self) -> Sequence[Block]:
        tables = (
            ("Nội dung chất vấn và cam kết", LABELLED, lines_of(self.about)),
            ("Thời hạn", DEADLINES, rows_of(DEADLINES, self.deadlines)),
            ("Chuyển giao việc thực hiện", PASSAGES, rows_of(PASSAGES, self.passages)),
            ("Chỉ tiêu, lộ trình, phần việc", LABELLED, lines_of(self.figures)),
            ("Báo cáo và kết luận qua các đợt", ROUNDS, rows_of(ROUNDS, self.rounds)),
            ("Các lần hứa trước và sau", CHAIN, rows_of(CHAIN, self.chain)),
        )
        there = [(title, columns, rows) for title, columns, rows in tables if rows]
        return [
            Block(title=f"{number}. {title}", table=self.laid_out(columns, [Section("", rows)]))
            for number, (title, columns, rows) in enumerate(there, start=1)
        ]

    @property
    def closing(self) -> str:
        return "Phiếu được lập từ sổ theo dõi cam kết./."


def lines_of(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Rows of a table of two columns, of the lines that say something."""
    return tuple(Row({"label": (line.label,), "said": line.paragraphs}) for line in lines if line.paragraphs)


def rows_of(columns: Sequence[Column], rows: Iterable[SheetRow]) -> tuple[Row, ...]:
    """Rows of a table of these columns."""
    keys = [column.key for column in columns]
    return tuple(Row(dict(zip(keys, row.cells, strict=True))) for row in rows)
