"""The words and columns of the follow-up appendix. Issued papers are Vietnamese whatever language the screens speak."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from app.core.pdf import Column
from app.monitoring.domain import Cause, NextStep, ReportState
from app.pledges.domain import ClosingReason, DeadlineCause, Verdict

UNDATED = "Chưa xác định"
NO_AGENCY = "Chưa xác định cơ quan chủ trì"
NO_HOLDER = "chưa có người giữ chức vụ"
TOTAL = "Tổng số"
NOT_IN_ROUND_BEFORE = "Chưa có trong đợt trước"

VERDICTS = {
    Verdict.KEPT: "Đã thực hiện",
    Verdict.PARTLY_KEPT: "Thực hiện một phần",
    Verdict.IN_PROGRESS: "Đang thực hiện",
    Verdict.NOT_STARTED: "Chưa thực hiện",
    Verdict.BROKEN: "Không thực hiện",
    Verdict.UNSATISFACTORY: "Không đạt yêu cầu",
    Verdict.UNVERIFIABLE: "Chưa đủ căn cứ đánh giá",
    Verdict.NOT_ASSESSED: "Chưa đánh giá",
}
VERDICT_ORDER = tuple(VERDICTS)

REPORTS = {
    ReportState.NOT_REPORTED: "Chưa báo cáo",
    ReportState.IN_PROGRESS: "Báo cáo đang thực hiện",
    ReportState.CLAIMS_DONE: "Báo cáo đã hoàn thành",
    ReportState.BLOCKED: "Báo cáo có vướng mắc",
    ReportState.ASKS_EXTENSION: "Đề nghị gia hạn",
    ReportState.ASKS_DROP: "Đề nghị thôi theo dõi",
}

MOVES = {
    DeadlineCause.SITTING: "Theo ngày của kỳ họp",
    DeadlineCause.EVENT: "Theo ngày sự kiện",
    DeadlineCause.CONDITION: "Theo ngày đủ điều kiện",
    DeadlineCause.CALENDAR: "Theo lịch làm việc",
    DeadlineCause.DATE_GIVEN: "Xác định thời hạn",
}
"""How a deadline in force came to move otherwise than by an extension."""

CAUSES = {Cause.OBJECTIVE: "khách quan", Cause.SUBJECTIVE: "chủ quan", Cause.BOTH: "khách quan và chủ quan"}

NEXT_STEPS = {
    NextStep.KEEP_MONITORING: "tiếp tục theo dõi",
    NextStep.REMIND: "đôn đốc",
    NextStep.DEMAND_EXPLANATION: "yêu cầu giải trình",
    NextStep.REQUESTION: "tái chất vấn",
    NextStep.RE_MONITOR: "tái giám sát",
    NextStep.PROPOSE_HANDLING: "kiến nghị xem xét trách nhiệm",
    NextStep.CLOSE: "kết thúc theo dõi",
}

CLOSINGS = {
    ClosingReason.KEPT: "Kết thúc theo dõi",
    ClosingReason.DROPPED: "Thôi theo dõi",
    ClosingReason.REPLACED: "Thay bằng cam kết khác",
    ClosingReason.CARRIED_OVER: "Chuyển nhiệm kỳ sau",
}

VERDICT_COLUMNS = (
    Column("verdict", "Kết quả đánh giá", 60, always=True),
    Column("now", "Đợt này", 30, centred=True, always=True),
    Column("before", "Đợt trước", 30, centred=True),
)

AGENCY_COLUMNS = (
    Column("agency", "Cơ quan chủ trì", 36, always=True),
    Column("total", "Tổng số", 13, centred=True, always=True),
    Column("due", "Đã đến hạn", 15, centred=True, always=True),
    Column("done_on_time", "Hoàn thành đúng hạn", 18, centred=True, always=True),
    Column("done_late", "Hoàn thành quá hạn", 18, centred=True, always=True),
    Column("open_within_time", "Chưa xong, trong hạn", 18, centred=True, always=True),
    Column("open_overdue", "Quá hạn chưa xong", 17, centred=True, always=True),
    Column("outside", "Không xếp theo thời hạn", 18, centred=True),
    Column("rate", "Tỷ lệ đúng hạn", 24, centred=True, always=True),
)

TITLES = (
    "Biểu 1. Kết quả theo dõi từng cam kết",
    "Biểu 2. Tổng hợp theo kết quả đánh giá",
    "Biểu 3. Tổng hợp theo cơ quan chủ trì",
    "Biểu 4. Tổng hợp theo thời hạn",
)
SHARE_NOTE = (
    "Số liệu tính theo thời hạn hiện hành. Tỷ lệ đúng hạn: số cam kết hoàn thành trong thời hạn ban đầu "
    "trên số cam kết đã qua thời hạn ban đầu. Ngày cuối của thời hạn còn tính là trong hạn."
)
UNDATED_PLEDGES = "Chưa xác định thời hạn"
UNMET = "Chưa đủ điều kiện"
SQUARE_LABEL = "Kết quả"
SQUARE_SIDES = ("Theo thời hạn hiện hành", "Theo thời hạn ban đầu")
SQUARE_PARTS = ("Trong hạn", "Quá hạn", "Cộng")


class Judged(Protocol):
    """Anything with a verdict."""

    @property
    def verdict(self) -> Verdict: ...


def counted(rows: Sequence[Judged], *, detailed: bool) -> str:
    """How many, and how many of each verdict: "3 cam kết (đã thực hiện 2; đang thực hiện 1)"."""
    if not detailed:
        return f"{len(rows)} cam kết"
    found = Counter(row.verdict for row in rows)
    parts = [f"{_lowered(VERDICTS[verdict])} {found[verdict]}" for verdict in VERDICT_ORDER if found[verdict]]
    return f"{len(rows)} cam kết ({'; '.join(parts)})"


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
