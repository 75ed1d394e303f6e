"""The figures of a round in sentences: all of them counted from the rows of its follow-up appendix, so that both agree."""

from collections import Counter
from collections.abc import Sequence

from app.core import vietnamese
from app.monitoring import paper_words as words
from app.monitoring.documents import FollowUpDocument, FollowUpRow
from app.monitoring.follow_up_totals import SquareCounts, corner, waits_for_condition
from app.pledges.domain import ClosingReason, Square, Verdict


def figures_of(appendix: FollowUpDocument) -> tuple[str, ...]:
    """How many pledges, their verdicts, where they stand in time, the share on time, and what changed since the round before."""
    rows = appendix.rows
    told = (
        _scope(appendix),
        _by_verdict(rows),
        _by_deadline("thời hạn hiện hành", appendix.square_by_effective),
        _by_deadline("thời hạn ban đầu", appendix.square_by_original),
        _share(appendix),
        _extended(rows),
        _reports(rows),
        _since(appendix),
    )
    return tuple(sentence for sentence in told if sentence)


def _scope(appendix: FollowUpDocument) -> str:
    rows = appendix.rows
    agencies = len({row.acts for row in rows if row.acts})
    resolutions = sorted({row.resolution_number for row in rows if row.resolution_number})
    of = f" theo Nghị quyết số {', '.join(resolutions)}" if 0 < len(resolutions) <= 3 else ""  # noqa: PLR2004 - as many as a sentence bears
    by = f", do {_n(agencies)} cơ quan chủ trì" if agencies else ""
    return f"Đến {vietnamese.long_day(appendix.as_of)}, {_n(len(rows))} cam kết{of} được theo dõi{by}."


def _by_verdict(rows: Sequence[FollowUpRow]) -> str:
    found = Counter(row.verdict for row in rows)
    said = [
        f"{_lowered(words.VERDICTS[verdict])} {vietnamese.share(found[verdict], len(rows))}"
        for verdict in words.VERDICT_ORDER
        if found[verdict]
    ]
    return f"Theo kết quả đánh giá: {'; '.join(said)}." if said else ""


def _by_deadline(named: str, square: SquareCounts) -> str:
    counts = (
        ("hoàn thành trong hạn", square.done_on_time),
        ("hoàn thành quá hạn", square.done_late),
        ("chưa hoàn thành, còn trong hạn", square.open_within_time),
        ("chưa hoàn thành, đã quá hạn", square.open_overdue),
        (words.UNDATED_PLEDGES.lower(), square.undated),
        (words.UNMET.lower(), square.unmet),
        (words.CLOSINGS[ClosingReason.DROPPED].lower(), square.dropped),
        (words.CLOSINGS[ClosingReason.REPLACED].lower(), square.replaced),
        (words.CLOSINGS[ClosingReason.CARRIED_OVER].lower(), square.carried_over),
    )
    said = [f"{what} {_n(count)}" for what, count in counts if count]
    return f"Theo {named}: {'; '.join(said)}." if said else ""


def _share(appendix: FollowUpDocument) -> str:
    """On time among those whose first deadline has passed; the same rule as in the table by agency."""
    day = appendix.as_of
    due = [
        row
        for row in appendix.rows
        if not row.outside
        and not waits_for_condition(row, day)
        and row.original_due_on is not None
        and row.original_due_on < day
    ]
    on_time = sum(corner(row, day, original=True) is Square.DONE_ON_TIME for row in due)
    if not due:
        return ""
    return f"Tỷ lệ hoàn thành trong thời hạn ban đầu trên số cam kết đã qua thời hạn đó: {vietnamese.share(on_time, len(due))}."


def _extended(rows: Sequence[FollowUpRow]) -> str:
    extended = [row.extensions for row in rows if row.extensions]
    again = sum(times > 1 for times in extended)
    more = f", trong đó {_n(again)} cam kết được gia hạn từ hai lần" if again else ""
    return f"{_n(len(extended))} cam kết đã được gia hạn{more}." if extended else ""


def _reports(rows: Sequence[FollowUpRow]) -> str:
    silent = sum(row.report is None for row in rows)
    return f"{_n(silent)} cam kết chưa có báo cáo của cơ quan chủ trì." if silent else ""


def _since(appendix: FollowUpDocument) -> str:
    before = [row for row in appendix.rows if row.previous_verdict is not None]
    if appendix.previous_as_of is None or not before:
        return ""
    kept = sum(row.verdict is Verdict.KEPT and row.previous_verdict is not Verdict.KEPT for row in before)
    return (
        f"So với đợt trước (tính đến {vietnamese.long_day(appendix.previous_as_of)}): thêm {_n(kept)} cam kết được đánh giá "
        f"đã thực hiện trong {_n(len(before))} cam kết được theo dõi ở cả hai đợt."
    )


def _n(count: int) -> str:
    return vietnamese.number(count)


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
