"""The letter that corrects what is printed in an issued paper: wrong in form, not in substance (Nghị định 30/2020/NĐ-CP, art. 18)."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from app.core.pdf import Column, Plain, Row, Section, Table, cell, lay_out
from app.documents.letter import LetterDocument

COLUMNS = (
    Column("number", "TT", 10, centred=True, always=True),
    Column("place", "Vị trí", 25, always=True),
    Column("printed", "Đã in", 40, always=True),
    Column("corrected", "Nay sửa là", 40, always=True),
)


@dataclass(frozen=True, kw_only=True)
class CorrectionRow(Plain):
    """One mistake."""

    place: str
    """Where it stands: "Trang 2, dòng thứ 3"."""

    printed: str
    corrected: str


@dataclass(frozen=True, kw_only=True)
class CorrectionDocument(LetterDocument):
    """A letter with a table of what was printed and what it should say."""

    body: ClassVar[str] = "correction.html"

    rows: tuple[CorrectionRow, ...]

    @cached_property
    def table(self) -> Table:
        rows = [
            Row(
                {
                    "number": (str(number),),
                    "place": cell(row.place),
                    "printed": cell(row.printed),
                    "corrected": cell(row.corrected),
                }
            )
            for number, row in enumerate(self.rows, start=1)
        ]
        points = self.orientation.table_points
        sections = [Section("", tuple(rows))]
        return lay_out(COLUMNS, sections, width=self.text_width, height=self.text_height, points=points)
