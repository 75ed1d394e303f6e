"""The paper of statistics, filled with the counts the page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale

from app.core import vietnamese
from app.core.clock import today
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.papers import as_print, dressed, usual_outgoing
from app.statistics.domain import AGES, CORNERS, IN_FORCE, OUTSIDE, Change, Counts, Grouping, Measure, Span
from app.statistics.sheet.paper import CountLine, GroupLine, ShareLine, StatisticsDocument

M = Measure
NOBODY = "Không ghi"
PRINTED = {M.MADE: "Đã cam kết", M.REPLACED: "Gộp, thay bằng cam kết khác"}
"""What a paper calls otherwise than a screen does."""

RULES = {
    M.MADE: "Mọi cam kết đã thông qua trong nghị quyết đến ngày tính, dù kết quả về sau thế nào.",
    M.EXECUTED: "Số cam kết có kết luận đã thực hiện / số cam kết đã qua thời hạn hiện hành. Không tính cam kết chưa đến hạn "
    "(kể cả do gia hạn), chưa xác định thời hạn, chưa đủ điều kiện, thôi theo dõi, được thay, chuyển nhiệm kỳ.",
    M.ON_TIME: "Số cam kết hoàn thành trong thời hạn ban đầu / số cam kết đã qua thời hạn ban đầu. Gia hạn không làm thay đổi.",
}


@dataclass(frozen=True)
class Counted:
    """What the page of statistics counted."""

    span: Span
    whole: Counts
    changes: Mapping[Change, int]
    grouping: Grouping
    lines: Sequence[Counts]
    narrowed: Sequence[tuple[Grouping, str]]


def statistics_paper(council: Council, counted: Counted) -> StatisticsDocument:
    """A print: it has no number, and says of which day it is. Vietnamese whatever the screens speak."""
    with force_locale("vi"):
        document = _filled(council, counted)
    told = vietnamese.long_day(counted.span.until)
    printed = f"In từ sổ ngày {vietnamese.day(today())}. Số liệu tính đến {told}"
    return as_print(dressed(document, DocumentKind.REGISTER_EXTRACT, usual_outgoing(), council), printed)


def _filled(council: Council, counted: Counted) -> StatisticsDocument:
    whole, span = counted.whole, counted.span
    said = "; ".join(f"{by.label.lower()}: {name or NOBODY.lower()}" for by, name in counted.narrowed)
    return StatisticsDocument(
        council_name=council.name,
        title=f"Tính đến {vietnamese.long_day(span.until)}" + (f"\n({said})" if said else ""),
        shares=(
            _share("Số cam kết", vietnamese.number(whole[M.MADE]), M.MADE),
            _share("Tỷ lệ thực hiện", vietnamese.share(whole[M.EXECUTED], whole[M.DUE]), M.EXECUTED),
            _share("Tỷ lệ đúng hạn", vietnamese.share(whole[M.ON_TIME], whole[M.DUE_ORIGINALLY]), M.ON_TIME),
        ),
        square=(
            *(
                CountLine(label=_label(first), counts=(whole[first], whole[second]))
                for first, second in CORNERS + OUTSIDE
            ),
            CountLine(label="Tổng số", counts=(whole[M.MADE],) * 2, is_total=True),
        ),
        ages=(
            *(CountLine(label=measure.label, counts=(whole[measure],)) for measure in AGES),
            CountLine(label="Tổng số", counts=(whole[M.OPEN_OVERDUE],), is_total=True),
        ),
        changed=f"Biến động từ sau ngày {vietnamese.day(span.since)} đến ngày {vietnamese.day(span.until)}",
        changes=tuple(
            CountLine(label=change.label, counts=(count,)) for change, count in counted.changes.items()
        ),
        grouped=counted.grouping.label,
        headings=_headings(),
        groups=(
            *(_group(line, line.name or NOBODY) for line in counted.lines),
            _group(whole, "Tổng số", is_total=True),
        ),
    )


def _label(measure: Measure) -> str:
    return PRINTED.get(measure) or measure.label


def _share(label: str, told: str, measure: Measure) -> ShareLine:
    return ShareLine(label=label, told=told, rule=RULES[measure])


def _headings() -> tuple[str, ...]:
    counts = (M.MADE, M.DUE, *IN_FORCE)
    return (
        *(_label(measure) for measure in counts),
        "Không xếp theo thời hạn",
        "Tỷ lệ thực hiện",
        "Tỷ lệ đúng hạn",
    )


def _group(counts: Counts, name: str, *, is_total: bool = False) -> GroupLine:
    told = (*(counts[measure] for measure in (M.MADE, M.DUE, *IN_FORCE)), counts.outside)
    return GroupLine(
        name=name,
        told=(
            *(vietnamese.number(count) for count in told),
            vietnamese.share(counts[M.EXECUTED], counts[M.DUE]),
            vietnamese.share(counts[M.ON_TIME], counts[M.DUE_ORIGINALLY]),
        ),
        corners=tuple(counts[measure] for measure in IN_FORCE),
        is_total=is_total,
    )
