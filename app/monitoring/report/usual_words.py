"""The words offered for the report on a round, written from its rows; whoever writes the report changes them as they like."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from app.core.vietnamese import day
from app.monitoring import paper_words as words
from app.monitoring.documents import FollowUpDocument, FollowUpRow
from app.monitoring.domain import NextStep
from app.monitoring.follow_up_totals import corner
from app.monitoring.report.domain import ReportWords
from app.pledges.domain import Square, Verdict

_LONGEST = 140
_FOUND_WANTING = (Verdict.BROKEN, Verdict.UNSATISFACTORY, Verdict.NOT_STARTED, Verdict.UNVERIFIABLE)
_PROPOSALS = {
    NextStep.DEMAND_EXPLANATION: "Yêu cầu cơ quan chủ trì giải trình",
    NextStep.REQUESTION: "Đề nghị tái chất vấn",
    NextStep.RE_MONITOR: "Đề nghị tái giám sát",
    NextStep.PROPOSE_HANDLING: "Kiến nghị xem xét trách nhiệm",
    NextStep.REMIND: "Tiếp tục đôn đốc",
}


def usual_words(appendix: FollowUpDocument) -> ReportWords:
    """Without addressee and recipients: those are the council's own."""
    return ReportWords(
        results=_results(appendix),
        shortcomings=_shortcomings(appendix),
        causes=_causes(appendix.rows),
        solutions=_solutions(appendix.rows),
        proposals=_proposals(appendix.rows),
    )


def _results(appendix: FollowUpDocument) -> str:
    kept = [row for row in appendix.rows if row.verdict is Verdict.KEPT]
    return _paragraph("Các cam kết được đánh giá đã thực hiện", kept)


def _shortcomings(appendix: FollowUpDocument) -> str:
    overdue = [
        row
        for row in appendix.rows
        if corner(row, appendix.as_of, original=False) is Square.OPEN_OVERDUE
        and row.verdict not in _FOUND_WANTING
    ]
    silent = [row for row in appendix.rows if row.report is None]
    by_verdict = (
        _paragraph(
            f"Kết luận {words.VERDICTS[verdict].lower()}",
            [row for row in appendix.rows if row.verdict is verdict],
            reasoned=True,
        )
        for verdict in _FOUND_WANTING
    )
    told = (
        *by_verdict,
        _paragraph("Đã quá thời hạn hiện hành mà chưa hoàn thành", overdue),
        _paragraph("Chưa có báo cáo của cơ quan chủ trì", silent),
    )
    return "\n".join(each for each in told if each)


def _causes(rows: Sequence[FollowUpRow]) -> str:
    found = Counter(row.cause for row in rows if row.cause is not None)
    natures = "; ".join(
        f"nguyên nhân {words.CAUSES[cause]}: {count} cam kết" for cause, count in found.items()
    )
    said: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.report and row.report.difficulties:
            said[_short(row.report.difficulties)].append(_agency(row))
    told = [f"Qua đánh giá, {natures}."] if natures else []
    told += [
        f"{', '.join(dict.fromkeys(agencies))} nêu: {difficulty}." for difficulty, agencies in said.items()
    ]
    return "\n".join(told)


def _solutions(rows: Sequence[FollowUpRow]) -> str:
    """By agency: what it will do and by when, of what is not done."""
    by_agency: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.verdict is not Verdict.KEPT and row.measures:
            by_agency[_agency(row)].append(f"nội dung số {row.number}: {_short('; '.join(row.measures))}")
    return "\n".join(f"{agency}: {'; '.join(said)}." for agency, said in by_agency.items())


def _proposals(rows: Sequence[FollowUpRow]) -> str:
    told = (
        _paragraph(said, [row for row in rows if row.next_step is step]) for step, said in _PROPOSALS.items()
    )
    return "\n".join(each for each in told if each)


def _paragraph(begins: str, rows: Iterable[FollowUpRow], *, reasoned: bool = False) -> str:
    """As "Đã quá hạn: 2 cam kết, gồm Sở Y tế (nội dung số 3, thời hạn 30/06/2026); …"."""
    said = [_named(row, reasoned=reasoned) for row in rows]
    return f"{begins}: {len(said)} cam kết, gồm {'; '.join(said)}." if said else ""


def _named(row: FollowUpRow, *, reasoned: bool) -> str:
    due = f", thời hạn {day(row.effective_due_on)}" if row.effective_due_on else ""
    reason = f": {_short(row.reason)}" if reasoned and row.reason else ""
    return f"{_agency(row)} (nội dung số {row.number}{due}){reason}"


def _agency(row: FollowUpRow) -> str:
    return row.acts or row.office or row.person or words.NO_AGENCY


def _short(text: str) -> str:
    line = " ".join(text.split()).rstrip(" .;")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"
