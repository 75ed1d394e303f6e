"""The columns of the list for questioning again. A new one is a line here and a field of `RequestionRow`."""

from typing import TYPE_CHECKING

from app.core import vietnamese
from app.core.pdf import Cell, cell
from app.documents.columns import Columns, PaperColumn
from app.monitoring import paper_words as words

if TYPE_CHECKING:
    from app.monitoring.requestion.paper import RequestionDocument, RequestionRow


def _deadline(row: "RequestionRow") -> Cell:
    original, now = vietnamese.day(row.original_due_on), vietnamese.day(row.effective_due_on)
    extended = f"Gia hạn đến ngày {now}" if row.extensions and now else ""
    return cell(row.deadline_words or words.UNDATED, f"({original})" if original else "", extended)


def _result(row: "RequestionRow", *, with_verdict: bool) -> Cell:
    verdict = words.VERDICTS[row.verdict] if with_verdict else ""
    return cell(row.result, row.figure, row.source, f"Đánh giá: {verdict.lower()}" if verdict else "")


COLUMNS: "Columns[RequestionRow, RequestionDocument]" = Columns(
    (
        PaperColumn("number", "TT", 10, centred=True, always=True, make=lambda row, _: cell(str(row.number))),
        PaperColumn("pledge", "Cam kết", 36, always=True, make=lambda row, _: cell(row.pledge)),
        PaperColumn(
            "origin",
            "Kỳ họp, nghị quyết gốc",
            26,
            make=lambda row, _: cell(row.sitting, row.resolution),
        ),
        PaperColumn("deadline", "Thời hạn", 24, make=lambda row, _: _deadline(row)),
        PaperColumn(
            "result",
            "Kết quả",
            28,
            make=lambda row, paper: _result(row, with_verdict="verdict" not in paper.shown),
        ),
        PaperColumn(
            "verdict", "Đánh giá", 22, usual=False, make=lambda row, _: cell(words.VERDICTS[row.verdict])
        ),
        PaperColumn("reasons", "Lý do tái chất vấn", 32, always=True, make=lambda row, _: cell(*row.reasons)),
        PaperColumn(
            "accountable",
            "Người trả lời",
            26,
            always=True,
            make=lambda row, _: cell(row.person, row.office, row.agency_beside_office),
        ),
        PaperColumn(
            "proposals", "Đại biểu đề nghị", 28, usual=False, make=lambda row, _: cell(*row.proposals)
        ),
        PaperColumn("topic", "Nhóm vấn đề", 22, usual=False, make=lambda row, _: cell(row.topic)),
        PaperColumn("code", "Mã cam kết", 20, usual=False, make=lambda row, _: cell(row.code)),
        PaperColumn("note", "Ghi chú", 18, usual=False, make=lambda _row, _paper: ()),
    )
)
