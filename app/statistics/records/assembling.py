"""The paper of a record, filled from what the register says of a day."""

from dataclasses import replace

from app.core import vietnamese
from app.core.clock import today
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, as_print, dressed, to_issue, to_list, usual_outgoing
from app.documents.printing import Manuscript
from app.statistics.domain import Grouping, Measure
from app.statistics.records.domain import BESIDE, FATES, RATES
from app.statistics.records.paper import Bar, FigureLine, OverdueLine, RecordDocument
from app.statistics.records.queries import Record

KIND = DocumentKind.ANSWERER_RECORD
MOST_OVERDUE = 5
"""Overdue promises that are named: the whole record stands on one page."""

MOST_FIGURES, HEADING_AND_REST = 19, 3
"""Figures that fill the page, and what the list of the overdue takes beside its promises, in lines of figures."""

LONGEST_WORDS = 48
"""Letters of a promise: one line."""

WHOSE = {
    Grouping.AGENCY: "Cơ quan chủ trì",
    Grouping.ACTING_AGENCY: "",
    Grouping.OFFICE: "Chức vụ đã hứa",
    Grouping.ACTING_OFFICE: "",
    Grouping.PERSON: "Người hứa",
    Grouping.ANSWERER: "",
    Grouping.BODY: "Nội dung do cơ quan theo dõi",
    Grouping.TOPIC: "Nhóm vấn đề",
    Grouping.SUBJECT: "Chủ đề",
    Grouping.SESSION: "Phiên chất vấn",
    Grouping.TERM: "Nhiệm kỳ",
}
LABELS = {
    Measure.MADE: "Đã cam kết",
    Measure.KEPT: "Đã thực hiện",
    Measure.KEPT_ON_TIME: "đúng hạn ban đầu",
    Measure.KEPT_AFTER_EXTENSION: "đúng hạn sau gia hạn",
    Measure.DONE_LATE: "chậm",
    Measure.KEPT_UNDATED: "không có thời hạn",
    Measure.OPEN: "Chưa thực hiện xong",
    Measure.OPEN_WITHIN_TIME: "còn trong hạn",
    Measure.OPEN_OVERDUE: "quá hạn",
    Measure.CONDITION_UNMET: "chưa đủ điều kiện",
    Measure.OPEN_UNDATED: "chưa xác định hạn",
    Measure.DROPPED: "Thôi theo dõi",
    Measure.REPLACED: "Gộp, thay cam kết khác",
    Measure.CARRIED_OVER: "Chuyển nhiệm kỳ sau",
    Measure.DUE: "Đã qua thời hạn hiện hành",
    Measure.BROKEN: "Kết luận không thực hiện",
    Measure.EXECUTED: "Tỷ lệ thực hiện: đã thực hiện / đã qua thời hạn hiện hành",
    Measure.ON_TIME: "Tỷ lệ đúng hạn: xong trong hạn ban đầu / đã qua hạn ban đầu",
}
ANSWERED_FOR, OWN = "Chịu trách nhiệm", "tự mình hứa"
"""Of a person: all they answered for; the rest of it came with the office."""

ALWAYS = {
    Measure.MADE,
    Measure.KEPT,
    Measure.KEPT_ON_TIME,
    Measure.DONE_LATE,
    Measure.OPEN,
    Measure.OPEN_OVERDUE,
    *BESIDE,
}
"""Printed also where they are nought throughout."""


def record_paper(council: Council, record: Record, out: Outgoing) -> RecordDocument:
    """The record as it would be issued."""
    figures = (*_fates(record), *_beside(record), *_rates(record))
    named = record.overdue[: min(MOST_OVERDUE, max(MOST_FIGURES - HEADING_AND_REST - len(figures), 0))]
    document = RecordDocument(
        council_name=council.name,
        title=f"{whose(council, record)},\ntính đến {vietnamese.long_day(record.as_of.day)}",
        days=tuple(point.on for point in record.course),
        figures=figures,
        bars=tuple(
            Bar(kept=each.kept, open_in_time=each.open_in_time, overdue=each.overdue, apart=each.apart)
            for each in record.course
        ),
        overdue=tuple(
            OverdueLine(code=each.code, words=_shortened(each.words), due_on=each.due_on, days=each.days)
            for each in named
        ),
        overdue_more=record.counts[Measure.OPEN_OVERDUE] - len(named),
    )
    return dressed(document, KIND, out, council)


def whose(council: Council, record: Record) -> str:
    """As the title of the paper names them."""
    named = [f"{WHOSE[by]} {name}".strip() for by, name in record.names]
    return ", ".join(named) or council.name


def plain_print(council: Council, record: Record) -> RecordDocument:
    """The record without number and signature: "In từ sổ ngày …"."""
    document = record_paper(council, record, usual_outgoing())
    return as_print(document, f"In từ sổ ngày {vietnamese.day(today())}")


def to_be_issued(council: Council, record: Record, out: Outgoing) -> Manuscript:
    return to_issue(record_paper(council, record, out), KIND, out, _about(council, record))


def to_be_shown(council: Council, record: Record, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    return to_list(record_paper(council, record, out), KIND, out, _about(council, record))


def _about(council: Council, record: Record) -> Subject:
    scope = record.scope
    named = (
        ("Person", scope.answerer_id),
        ("Office", scope.acting_office_id),
        ("Agency", scope.acting_agency_id),
        ("Body", scope.body_id),
    )
    return next((Subject(type_, id_) for type_, id_ in named if id_), Subject(Council.__name__, council.id))


def _fates(record: Record) -> list[FigureLine]:
    found = [
        _line(record, measure, level)
        for measure, level in FATES
        if measure in ALWAYS or any(point.counts[measure] for point in record.course)
    ]
    if record.own:
        own = tuple(counts[Measure.MADE] for counts in record.own)
        found[:1] = [replace(found[0], label=ANSWERED_FOR), FigureLine(label=OWN, counts=own, level=2)]
    return found


def _beside(record: Record) -> list[FigureLine]:
    return [_line(record, measure, 1) for measure in BESIDE]


def _line(record: Record, measure: Measure, level: int) -> FigureLine:
    counts = tuple(point.counts[measure] for point in record.course)
    return FigureLine(label=LABELS[measure], counts=counts, level=level)


def _rates(record: Record) -> list[FigureLine]:
    return [
        FigureLine(
            label=LABELS[part],
            counts=tuple(point.counts[part] for point in record.course),
            wholes=tuple(point.counts[whole] for point in record.course),
            level=1,
        )
        for part, whole in RATES
    ]


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_WORDS else f"{line[:LONGEST_WORDS].rsplit(' ', 1)[0]}…"
