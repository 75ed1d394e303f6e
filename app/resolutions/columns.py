"""The columns of the appendix of pledges. A new one is a line here and a field of `AppendixRow`."""

from typing import TYPE_CHECKING

from app.core import vietnamese
from app.core.pdf import cell
from app.documents.columns import Columns, PaperColumn

if TYPE_CHECKING:
    from app.resolutions.documents import AppendixDocument, AppendixRow

UNDATED = "Chưa xác định"

COLUMNS: "Columns[AppendixRow, AppendixDocument]" = Columns(
    (
        PaperColumn("number", "TT", 10, centred=True, always=True, make=lambda row, _: cell(str(row.number))),
        PaperColumn(
            "question", "Nội dung chất vấn", 20, make=lambda row, _: cell(row.question, row.asked_by_line)
        ),
        PaperColumn("pledge", "Nội dung cam kết", 32, always=True, make=lambda row, _: cell(row.pledge)),
        PaperColumn(
            "accountable",
            "Người trả lời, cơ quan chủ trì",
            23,
            always=True,
            make=lambda row, _: cell(row.person, row.office, row.agency_beside_office),
        ),
        PaperColumn(
            "coordinating",
            "Cơ quan phối hợp",
            19,
            make=lambda row, _: cell("; ".join(row.coordinating), *row.shares),
        ),
        PaperColumn(
            "result",
            "Sản phẩm, chỉ tiêu",
            18,
            make=lambda row, _: cell(row.expected_result, *(measure.words for measure in row.measures)),
        ),
        PaperColumn("steps", "Lộ trình", 24, make=lambda row, _: cell(*row.steps)),
        PaperColumn(
            "deadline",
            "Thời hạn hoàn thành",
            29,
            always=True,
            make=lambda row, _: cell(
                row.deadline_words or UNDATED, f"({vietnamese.day(row.due_on)})" if row.due_on else ""
            ),
        ),
        PaperColumn(
            "followed_by", "Cơ quan theo dõi", 21, make=lambda row, _: cell("; ".join(row.followed_by))
        ),
        PaperColumn("code", "Mã cam kết", 20, usual=False, make=lambda row, _: cell(row.code)),
        PaperColumn("note", "Ghi chú", 18, usual=False, make=lambda _row, _paper: ()),
    )
)
