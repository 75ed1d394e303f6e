"""The columns of the follow-up appendix. A new one is a line here and a field of `FollowUpRow`."""

from typing import TYPE_CHECKING

from app.core import vietnamese
from app.core.pdf import Cell, cell
from app.documents.columns import Columns, PaperColumn
from app.monitoring import paper_words as words
from app.monitoring.domain import ReportState

if TYPE_CHECKING:
    from app.monitoring.documents import FollowUpDocument, FollowUpRow


def _number(row: "FollowUpRow", paper: "FollowUpDocument") -> Cell:
    """With the resolution where there are several and they have no column."""
    told = not paper.several_resolutions or "source" in paper.columns
    return cell(str(row.number), "" if told else row.resolution_number)


def _original(row: "FollowUpRow") -> Cell:
    return cell(row.deadline_words or words.UNDATED, _in_brackets(vietnamese.day(row.original_due_on)))


def _deadline(row: "FollowUpRow") -> Cell:
    """As it was said, then each step by which it moved, and what is asked for."""
    moves = row.moves
    if row.extensions and not moves:
        moves = (f"Gia hạn đến ngày {vietnamese.day(row.effective_due_on)}{_times(row.extensions)}",)
    return cell(*_original(row), *moves, row.asked)


def _effective(row: "FollowUpRow") -> Cell:
    extended = _in_brackets(f"gia hạn {row.extensions} lần" if row.extensions else "")
    return cell(vietnamese.day(row.effective_due_on) or words.UNDATED, extended, *row.moves, row.asked)


def _report(row: "FollowUpRow", *, with_source: bool) -> Cell:
    if row.report is None:
        return cell(words.REPORTS[ReportState.NOT_REPORTED])
    return cell(row.report.result, row.report.figure_line, row.report.source if with_source else "")


def _verdict(row: "FollowUpRow", paper: "FollowUpDocument") -> Cell:
    remaining = f"Còn lại: {row.remaining}" if row.remaining else ""
    late = row.late_by_original(paper.as_of)
    return cell(
        words.VERDICTS[row.verdict], row.timing(paper.as_of), late, *row.progress, remaining, row.ending
    )


def _cause(row: "FollowUpRow") -> Cell:
    cause = f"Nguyên nhân {words.CAUSES[row.cause]}" if row.cause else ""
    return cell(cause, row.report.difficulties if row.report else "")


def _opinion(row: "FollowUpRow") -> Cell:
    following = f"Đề nghị {words.NEXT_STEPS[row.next_step]}" if row.next_step else ""
    return cell(row.opinion, row.reason, following)


def _evidence(row: "FollowUpRow") -> Cell:
    return cell(row.report.source.strip("()") if row.report else "", *row.evidence)


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _times(extensions: int) -> str:
    return f" (lần thứ {extensions})" if extensions > 1 else ""


COLUMNS: "Columns[FollowUpRow, FollowUpDocument]" = Columns(
    (
        PaperColumn("number", "TT", 10, centred=True, always=True, make=_number),
        PaperColumn("source", "Nghị quyết", 22, usual=False, make=lambda row, _: cell(row.resolution_number)),
        PaperColumn("topic", "Nhóm vấn đề", 22, usual=False, make=lambda row, _: cell(row.topic)),
        PaperColumn("pledge", "Nội dung cam kết", 30, always=True, make=lambda row, _: cell(row.pledge)),
        PaperColumn(
            "accountable",
            "Cơ quan chủ trì",
            21,
            always=True,
            make=lambda row, _: cell(row.person, row.office, row.agency_beside_office, row.acts_now),
        ),
        PaperColumn(
            "coordinating",
            "Cơ quan phối hợp",
            19,
            usual=False,
            make=lambda row, _: cell("; ".join(row.coordinating)),
        ),
        PaperColumn(
            "expected", "Sản phẩm, chỉ tiêu", 19, usual=False, make=lambda row, _: cell(*row.expected)
        ),
        PaperColumn("steps", "Lộ trình, phần việc", 24, make=lambda row, _: cell(*row.steps)),
        PaperColumn("deadline", "Thời hạn", 22, make=lambda row, _: _deadline(row)),
        PaperColumn("original", "Thời hạn ban đầu", 24, usual=False, make=lambda row, _: _original(row)),
        PaperColumn(
            "effective",
            "Thời hạn hiện hành",
            22,
            centred=True,
            usual=False,
            make=lambda row, _: _effective(row),
        ),
        PaperColumn(
            "report",
            "Kết quả thực hiện",
            24,
            make=lambda row, paper: _report(row, with_source="evidence" not in paper.shown),
        ),
        PaperColumn("verdict", "Trạng thái", 25, always=True, strong=True, make=_verdict),
        PaperColumn("cause", "Nguyên nhân", 17, make=lambda row, _: _cause(row)),
        PaperColumn("measures", "Giải pháp, thời hạn mới", 18, make=lambda row, _: cell(*row.measures)),
        PaperColumn("opinion", "Ý kiến của Ban", 18, make=lambda row, _: _opinion(row)),
        PaperColumn("evidence", "Minh chứng", 18, make=lambda row, _: _evidence(row)),
        PaperColumn(
            "previous",
            "Đợt trước",
            17,
            usual=False,
            make=lambda row, _: cell(
                words.VERDICTS[row.previous_verdict] if row.previous_verdict else vietnamese.NO_RATE
            ),
        ),
        PaperColumn("code", "Mã cam kết", 20, usual=False, make=lambda row, _: cell(row.code)),
        PaperColumn("note", "Ghi chú", 18, usual=False, make=lambda _row, _paper: ()),
    )
)
