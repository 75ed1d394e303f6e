"""The rows of the sheet that tell how a pledge went: its deadline, its rounds, its chain."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from app.core import vietnamese
from app.core.pdf import cell
from app.council.successors import Successors
from app.dossier.course import Course, Step
from app.dossier.pledge_sheet.paper import SheetRow, row_of
from app.monitoring.models import AgencyReport, Assessment
from app.monitoring.paper_words import CAUSES, MOVES, NEXT_STEPS, REPORTS, UNDATED, UNMET, VERDICTS
from app.pledges.domain import AnchorKind, DeadlineCause, LinkKind, RequestStatus
from app.pledges.hanging import Anchors
from app.pledges.models import DeadlineChange, ExtensionRequest, Pledge, PledgeLink

_CAUSES = {DeadlineCause.ADOPTION: "Thời hạn khi thông qua", DeadlineCause.EXTENSION: "Gia hạn", **MOVES}
_TURNED_DOWN = {
    RequestStatus.REFUSED: "Không đồng ý gia hạn",
    RequestStatus.WITHDRAWN: "Rút đề nghị gia hạn",
}
_LINKS = {
    LinkKind.REPLACED: "Thay bằng cam kết khác",
    LinkKind.MERGED: "Gộp vào cam kết khác",
    LinkKind.SPLIT: "Tách thành nhiều cam kết",
    LinkKind.PROMISED_AGAIN: "Hứa lại",
    LinkKind.CARRIED_OVER: "Chuyển nhiệm kỳ sau",
}


class Told(Protocol):
    """A pledge with its histories as they stood on a day."""

    @property
    def pledge(self) -> Pledge: ...
    @property
    def course(self) -> Course: ...
    @property
    def anchors(self) -> Anchors: ...
    @property
    def successors(self) -> Successors: ...
    @property
    def reports(self) -> list[AgencyReport]: ...
    @property
    def assessments(self) -> list[Assessment]: ...


def deadline_rows(told: Told) -> tuple[SheetRow, ...]:
    """The words as spoken, each step since, and the request that waits."""
    pledge, course = told.pledge, told.course
    said = pledge.deadline_words
    spoken = row_of(
        (vietnamese.day(pledge.session.held_on),),
        (f"Theo cam kết: “{said}”" if said else "Cam kết không nêu thời hạn",),
        (vietnamese.day(pledge.original_due_on) or UNDATED,),
        (pledge.deadline_basis, *(f"Điều kiện: {each}" for each in _conditions(told))),
    )
    asked = (_waiting(course.pending),) if course.pending else ()
    return (spoken, *(_step(step) for step in course.steps), *asked)


def _conditions(told: Told) -> Iterator[str]:
    """What the deadline depends on, with who must see to it; what the words say besides."""
    said, condition = told.pledge.deadline_condition, told.anchors.get(AnchorKind.CONDITION)
    if condition is not None:
        duty = condition.duty_agency
        named = f" (cơ quan bảo đảm: {told.successors.name_with_successor(duty)})" if duty else ""
        yield f"{condition.words}{named}"
    if said and (condition is None or said != condition.words):
        yield said


def _waiting(pending: ExtensionRequest) -> SheetRow:
    number = f"Văn bản số {pending.paper_number}" if pending.paper_number else ""
    late = " (xin muộn)" if pending.is_late else ""
    return row_of(
        (vietnamese.day(pending.received_on),),
        (f"Đang xin gia hạn{late}",),
        (vietnamese.day(pending.new_due_on),),
        (number, pending.reason),
    )


def _step(step: Step) -> SheetRow:
    line, request = step.line, step.request
    if line is not None:
        due, what, note = vietnamese.day(line.due_on) or UNDATED, _moved_by(line), line.note
        told = (_asked_in(request), request.reason) if request else ()
        return row_of((vietnamese.day(step.on),), (what,), (due,), (note, *told))
    if request is None:
        raise ValueError("a step moved the deadline or turned a request down")
    number = f"Văn bản số {request.decision_number}" if request.decision_number else ""
    asked = f"Xin đến ngày {vietnamese.day(request.new_due_on)}"
    return row_of((vietnamese.day(step.on),), (_TURNED_DOWN[request.status],), (), (asked, number))


def _moved_by(line: DeadlineChange) -> str:
    waits = line.cause is DeadlineCause.CONDITION and line.due_on is None
    return UNMET if waits else _CAUSES[line.cause]


def _asked_in(request: ExtensionRequest) -> str:
    number = f" số {request.paper_number}" if request.paper_number else ""
    return f"Đề nghị tại văn bản{number} ngày {vietnamese.day(request.received_on)}"


def round_rows(told: Told) -> tuple[SheetRow, ...]:
    """Each approved verdict with the report it rests on, then the reports no round has judged yet, in order of time."""
    reports = {report.id: report for report in told.reports}
    found = [
        (row.round.as_of, _round(row, reports.pop(row.report_id or 0, None))) for row in told.assessments
    ]
    found += [
        (report.reported_on, row_of((vietnamese.day(report.reported_on),), _report(report), (), ()))
        for report in reports.values()
    ]
    return tuple(row for _on, row in sorted(found, key=lambda pair: pair[0]))


def _round(row: Assessment, report: AgencyReport | None) -> SheetRow:
    done = f"Hoàn thành ngày {vietnamese.day(row.completed_on)}" if row.completed_on else ""
    remaining = f"Còn lại: {row.remaining}" if row.remaining else ""
    cause = f"Nguyên nhân: {CAUSES[row.cause]}" if row.cause else ""
    proposed = f"Đề xuất: {NEXT_STEPS[row.next_step]}" if row.next_step else ""
    return row_of(
        (f"Đợt {row.round.number}", f"tính đến {vietnamese.day(row.round.as_of)}"),
        _report(report) if report else ("Chưa báo cáo",),
        (VERDICTS[row.verdict], done, remaining, row.reason, row.opinion, cause, proposed),
        (each.file.name for each in row.evidence),
    )


def _report(report: AgencyReport) -> Iterable[str]:
    paper = f"Văn bản số {report.document_number} " if report.document_number else ""
    return cell(
        report.text or REPORTS[report.state],
        f"Số liệu: {report.figure}" if report.figure else "",
        f"Khó khăn: {report.difficulties}" if report.difficulties else "",
        f"Giải pháp: {report.solution}" if report.solution else "",
        f"({paper}ngày {vietnamese.day(report.reported_on)})",
    )


def chain_rows(told: Told) -> tuple[SheetRow, ...]:
    """The promises that led to this one, itself, and those that follow from it; nothing where it stands alone."""
    chain = told.course.lineage
    if not chain.links:
        return ()
    own = told.pledge
    slipped = told.course.slip
    late = f"chậm {slipped.months} tháng {slipped.days} ngày so với thời hạn đầu tiên" if slipped else ""
    times = f"Hứa lần thứ {chain.times}" if chain.times > 1 else "Hứa lần đầu"
    return (
        *(_link(link, link.older) for link in chain.earlier),
        _promise(own, ("Cam kết này", times, late)),
        *(_link(link, link.newer) for link in chain.later),
    )


def _link(link: PledgeLink, other: Pledge) -> SheetRow:
    number = f"Văn bản số {link.document_number}" if link.document_number else ""
    return _promise(other, (_LINKS[link.kind], number))


def _promise(pledge: Pledge, how: Iterable[str]) -> SheetRow:
    return row_of(
        (vietnamese.day(pledge.session.held_on), pledge.code),
        (pledge.words,),
        (vietnamese.day(pledge.original_due_on) or UNDATED,),
        how,
    )
