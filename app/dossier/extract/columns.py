"""The columns of a print of the register. A new one is a line here and a field of `ExtractRow`."""

from typing import TYPE_CHECKING

from app.core import vietnamese
from app.core.pdf import Cell, cell
from app.documents.columns import Columns, PaperColumn
from app.monitoring.paper_words import UNDATED

if TYPE_CHECKING:
    from app.dossier.extract.paper import ExtractDocument, ExtractRow


def _deadline(row: "ExtractRow") -> Cell:
    original = vietnamese.day(row.original_due_on)
    moved = row.effective_due_on != row.original_due_on and row.effective_due_on is not None
    now = f"Hiện hành: {vietnamese.day(row.effective_due_on)}" if moved else ""
    return cell(row.deadline_words or UNDATED, f"({original})" if original else "", now, row.asked)


def _standing(row: "ExtractRow") -> Cell:
    done = f"Hoàn thành ngày {vietnamese.day(row.completed_on)}" if row.completed_on else ""
    return cell(row.verdict, done, row.time, row.ended)


COLUMNS: "Columns[ExtractRow, ExtractDocument]" = Columns(
    (
        PaperColumn("number", "TT", 11, centred=True, always=True, make=lambda row, _: cell(str(row.number))),
        PaperColumn("code", "Mã cam kết", 20, make=lambda row, _: cell(row.code)),
        PaperColumn(
            "origin", "Kỳ họp, nghị quyết", 24, make=lambda row, _: cell(row.session, row.resolution)
        ),
        PaperColumn("topic", "Nhóm vấn đề", 22, usual=False, make=lambda row, _: cell(row.topic)),
        PaperColumn(
            "question",
            "Nội dung chất vấn",
            26,
            usual=False,
            make=lambda row, _: cell(row.question, row.asked_by),
        ),
        PaperColumn("pledge", "Nội dung cam kết", 36, always=True, make=lambda row, _: cell(row.pledge)),
        PaperColumn(
            "accountable",
            "Người trả lời, cơ quan chủ trì",
            26,
            always=True,
            make=lambda row, _: cell(row.person, row.office, row.agency_beside_office, row.now),
        ),
        PaperColumn(
            "coordinating", "Cơ quan phối hợp", 20, usual=False, make=lambda row, _: cell(row.coordinating)
        ),
        PaperColumn(
            "followed_by", "Cơ quan theo dõi", 20, usual=False, make=lambda row, _: cell(row.followed_by)
        ),
        PaperColumn(
            "expected", "Sản phẩm, chỉ tiêu", 20, usual=False, make=lambda row, _: cell(*row.expected)
        ),
        PaperColumn("deadline", "Thời hạn", 24, make=lambda row, _: _deadline(row)),
        PaperColumn(
            "original",
            "Thời hạn ban đầu",
            22,
            centred=True,
            usual=False,
            make=lambda row, _: cell(vietnamese.day(row.original_due_on)),
        ),
        PaperColumn(
            "effective",
            "Thời hạn hiện hành",
            22,
            centred=True,
            usual=False,
            make=lambda row, _: cell(vietnamese.day(row.effective_due_on)),
        ),
        PaperColumn(
            "extensions",
            "Số lần gia hạn",
            14,
            centred=True,
            usual=False,
            make=lambda row, _: cell(str(row.extensions) if row.extensions else ""),
        ),
        PaperColumn("report", "Kết quả báo cáo", 28, make=lambda row, _: cell(row.report, row.report_source)),
        PaperColumn(
            "standing", "Trạng thái", 24, always=True, strong=True, make=lambda row, _: _standing(row)
        ),
        PaperColumn("source", "Nguồn", 24, usual=False, make=lambda row, _: cell(row.source)),
        PaperColumn("note", "Ghi chú", 18, usual=False, make=lambda _row, _paper: ()),
    )
)
