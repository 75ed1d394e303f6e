"""The dossier as a paper: cover, contents with page numbers, a summary, then pledge after pledge with everything known of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.core.pdf import Column, Plain, Row, Section, Table
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, Line, TablePaper
from app.dossier.pledge_sheet.paper import (
    CHAIN,
    DEADLINES,
    LABELLED,
    PASSAGES,
    ROUNDS,
    SheetRow,
    lines_of,
    rows_of,
)

SUMMARY = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("pledge", "Cam kết", 66, always=True),
    Column("who", "Người chịu trách nhiệm", 40, always=True),
    Column("due", "Thời hạn", 24, centred=True, always=True),
    Column("standing", "Tình trạng", 32, always=True),
)
OPINIONS = (
    Column("who", "Đại biểu", 40, always=True),
    Column("opinion", "Ý kiến", 30, always=True),
    Column("reason", "Lý do", 70),
)
EVIDENCE = (
    Column("file", "Tài liệu", 60, always=True),
    Column("proves", "Chứng minh", 55),
    Column("source", "Nguồn, đợt", 40, always=True),
)
STEPS = (
    Column("on", "Ngày", 24, centred=True, always=True),
    Column("step", "Việc đã làm", 50, always=True),
    Column("paper", "Văn bản", 32),
    Column("answer", "Nơi nhận, trả lời", 44),
)
ROWS_OF_A_PLEDGE = 5
"""What a pledge of the dossier takes to print, in rows of a table: thirty of them are the most somebody waits for."""


@dataclass(frozen=True, kw_only=True)
class Chapter(Plain):
    """One pledge: what was asked, answered and promised, and what came of it by the day."""

    code: str
    heading: str
    """The code and the words of the pledge, as they stand among the contents."""

    who: str
    due: str
    standing: str
    """In short, for the summary."""

    about: tuple[Line, ...]
    asked_by: str = ""
    question: tuple[str, ...] = ()
    answered_by: str = ""
    answer: tuple[str, ...] = ()
    """The whole of it, paragraph by paragraph."""

    causes: tuple[str, ...] = ()
    opinions: tuple[SheetRow, ...] = ()
    pledge: tuple[Line, ...] = ()
    deadlines: tuple[SheetRow, ...] = ()
    passages: tuple[SheetRow, ...] = ()
    parts: tuple[Line, ...] = ()
    rounds: tuple[SheetRow, ...] = ()
    evidence: tuple[SheetRow, ...] = ()
    steps: tuple[SheetRow, ...] = ()
    chain: tuple[SheetRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DossierDocument(TablePaper):
    """The whole dossier. One pledge alone has neither cover nor contents."""

    body: ClassVar[str] = "dossier.html"
    kind: ClassVar[str] = "Hồ sơ cam kết"

    orientation: Orientation = Orientation.PORTRAIT

    purpose: str = "Tài liệu phục vụ phiên chất vấn"
    """Under the title of the cover."""

    asked: str = ""
    """Which pledges of the register it holds, in words."""

    totals: tuple[Line, ...] = ()
    """Of how many what came, above the summary."""

    chapters: tuple[Chapter, ...]

    @property
    def is_book(self) -> bool:
        return len(self.chapters) > 1

    @property
    def total(self) -> int:
        return ROWS_OF_A_PLEDGE * len(self.chapters)

    @property
    def totals_table(self) -> Table:
        return self.laid_out(LABELLED, [Section("", lines_of(self.totals))])

    @property
    def summary(self) -> Table:
        rows = (
            Row(
                {
                    "number": (str(number),),
                    "pledge": (each.heading,),
                    "who": (each.who,),
                    "due": (each.due,),
                    "standing": (each.standing,),
                }
            )
            for number, each in enumerate(self.chapters, start=1)
        )
        return self.laid_out(SUMMARY, [Section("", tuple(rows))])

    def sections_of(self, chapter: Chapter) -> list[Block]:
        """The tables of a pledge after the words of its question and answer; those in which nothing stands are left out."""
        tables = (
            ("Ý kiến của đại biểu về nội dung trả lời", OPINIONS, rows_of(OPINIONS, chapter.opinions)),
            ("Cam kết", LABELLED, lines_of(chapter.pledge)),
            ("Thời hạn và các lần thay đổi", DEADLINES, rows_of(DEADLINES, chapter.deadlines)),
            ("Chuyển giao việc thực hiện", PASSAGES, rows_of(PASSAGES, chapter.passages)),
            ("Lộ trình, phần việc, chỉ tiêu", LABELLED, lines_of(chapter.parts)),
            ("Báo cáo và kết luận qua các đợt giám sát", ROUNDS, rows_of(ROUNDS, chapter.rounds)),
            ("Tài liệu, minh chứng", EVIDENCE, rows_of(EVIDENCE, chapter.evidence)),
            ("Đôn đốc và các bước đã thực hiện", STEPS, rows_of(STEPS, chapter.steps)),
            ("Các lần hứa trước và sau", CHAIN, rows_of(CHAIN, chapter.chain)),
        )
        return [self._block(title, columns, rows) for title, columns, rows in tables if rows]

    def about_of(self, chapter: Chapter) -> Table:
        return self.laid_out(LABELLED, [Section("", lines_of(chapter.about))])

    def _block(self, title: str, columns: Sequence[Column], rows: Iterable[Row]) -> Block:
        return Block(title=title, table=self.laid_out(columns, [Section("", tuple(rows))]))

    @property
    def blocks(self) -> Sequence[Block]:
        """Every table of it, in order."""
        found = [Block(title="Tổng hợp", table=self.summary)] if self.is_book else []
        for chapter in self.chapters:
            found += [Block(table=self.about_of(chapter)), *self.sections_of(chapter)]
        return found

    @property
    def closing(self) -> str:
        return "Hồ sơ được lập từ sổ theo dõi cam kết./."
