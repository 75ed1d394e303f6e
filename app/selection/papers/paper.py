"""The opinion form and the notice of the topics as papers (Nghị định 30/2020/NĐ-CP)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.core import vietnamese
from app.core.pdf import Column, Plain, Row, Section, cell
from app.documents.paper import Orientation
from app.documents.tables.paper import Block, TablePaper

NO_PERSON = "Chưa xác định"


@dataclass(frozen=True, kw_only=True)
class TopicRow(Plain):
    """A group of issues, who is questioned, by which criterion, why, and the opinions on it."""

    number: int
    title: str
    person: str = ""
    office: str = ""
    criterion: str = ""
    reason: str = ""
    agreed: int = 0
    in_office: int = 0
    chosen: bool = True

    @property
    def questioned(self) -> tuple[str, ...]:
        """Name and office; who holds the office may not be known."""
        return cell(self.person, self.office) or (NO_PERSON,)


@dataclass(frozen=True, kw_only=True)
class OpinionFormDocument(TablePaper):
    """Phiếu xin ý kiến: a box to tick for yes and one for no beside each group of the shortlist."""

    body: ClassVar[str] = "opinion_form.html"
    kind: ClassVar[str] = "Phiếu xin ý kiến"

    rows: tuple[TopicRow, ...]
    return_by: str = ""
    """The day, in words, by which the form is handed back."""

    return_to: str = ""
    remark: ClassVar[str] = "Ý kiến khác: " + "." * 116
    """A line to write on."""

    @property
    def blocks(self) -> Sequence[Block]:
        columns = (
            Column("number", "TT", 10, centred=True, always=True),
            Column("title", "Nhóm vấn đề chất vấn", 60, always=True, strong=True),
            Column("person", "Người bị chất vấn", 38, always=True),
            Column("criterion", "Tiêu chí lựa chọn", 40, always=True),
            Column("yes", "Đồng ý", 17, centred=True, always=True, boxed=True),
            Column("no", "Không đồng ý", 17, centred=True, always=True, boxed=True),
        )
        rows = tuple(
            Row(
                {
                    "number": cell(str(each.number)),
                    "title": cell(each.title, each.reason),
                    "person": each.questioned,
                    "criterion": cell(each.criterion),
                }
            )
            for each in self.rows
        )
        return (Block(table=self.laid_out(columns, [Section("", rows)])),)

    @property
    def closing(self) -> str:
        handed = " ".join(
            part for part in (f"về {self.return_to}" if self.return_to else "", self.return_by) if part
        )
        return (
            f"Đề nghị đại biểu đánh dấu vào một ô đối với mỗi nhóm vấn đề và gửi phiếu {handed}".rstrip()
            + "./."
        )


@dataclass(frozen=True, kw_only=True)
class SelectionDocument(TablePaper):
    """The notice (thông báo) of the groups of issues and the persons questioned."""

    kind: ClassVar[str] = "Thông báo"
    orientation: Orientation = Orientation.PORTRAIT

    rows: tuple[TopicRow, ...]
    asked: bool = True
    """Whether the opinion of the delegates was asked for."""

    @property
    def blocks(self) -> Sequence[Block]:
        columns = (
            Column("number", "TT", 10, centred=True, always=True),
            Column("title", "Nhóm vấn đề chất vấn", 46, always=True, strong=True),
            Column("person", "Người bị chất vấn", 32, always=True),
            Column("criterion", "Tiêu chí lựa chọn", 38, always=True),
            Column("opinions", "Kết quả xin ý kiến", 24, centred=True),
        )
        rows = tuple(
            Row(
                {
                    "number": cell(str(each.number)),
                    "title": cell(each.title, each.reason),
                    "person": each.questioned,
                    "criterion": cell(each.criterion),
                    "opinions": cell(
                        vietnamese.share(each.agreed, each.in_office) if self.asked else "",
                        "đồng ý" if self.asked else "",
                    ),
                }
            )
            for each in self.rows
        )
        return (Block(table=self.laid_out(columns, [Section("", rows)])),)

    @property
    def closing(self) -> str:
        return "Người bị chất vấn trực tiếp trả lời đầy đủ nội dung chất vấn, không ủy quyền cho người khác trả lời thay./."
