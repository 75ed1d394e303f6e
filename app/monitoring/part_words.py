"""What a round found of a measure and of the parts of a pledge, as the follow-up appendix says it."""

from collections.abc import Sequence
from datetime import date

from app.core import vietnamese
from app.core.pdf import cell
from app.council.successors import with_successor
from app.monitoring import paper_words as words
from app.monitoring.models import Assessment
from app.monitoring.parts import Counted, FoundPart, counts, owing
from app.pledges.domain import PartKind, Verdict
from app.pledges.measuring import Reached, measure_of, paces_words, reached_words


def found_words(found: FoundPart) -> str:
    """Short, for a narrow column: "1. Khởi công (hạn 15/11/2017): đã thực hiện ngày 20/11/2017, chậm 5 ngày"."""
    part = found.part
    agency = with_successor(part.agency.name, found.acts) if part.agency else ""
    named = f"{agency}: {part.words}" if agency else f"{part.position}. {part.words}"
    due = vietnamese.day(part.due_on) or part.due_words
    begins = f"{named} (hạn {due})" if due else named
    if found.verdict is Verdict.NOT_ASSESSED:
        return begins
    verdict = words.VERDICTS[found.verdict]
    day = f" ngày {vietnamese.day(found.completed_on)}" if found.completed_on else ""
    late = f", chậm {vietnamese.number(found.days_late)} ngày" if found.days_late else ""
    return f"{begins}: {verdict[:1].lower()}{verdict[1:]}{day}{late}"


def roadmap_words(found: Sequence[FoundPart]) -> tuple[str, ...]:
    """The steps, then the shares; occurrences are only counted."""
    return cell(*(found_words(each) for each in found if each.part.kind is not PartKind.OCCURRENCE))


def figure_words(row: Assessment) -> str:
    """The figure the agency reported, held against the target; its own words where it gave no figure of the measure."""
    report, measure = row.report, measure_of(row.pledge)
    if report is None:
        return ""
    if measure is None or report.value is None:
        return report.figure
    return "; ".join(part for part in (reached_words(Reached(measure, report.value)), report.figure) if part)


def progress_words(
    row: Assessment, found: Sequence[FoundPart], *, day: date, effective_due_on: date | None
) -> tuple[str, ...]:
    """Beneath the verdict: the accepted figure and its pace, how many parts are kept, who still owes."""
    done = ", ".join(_counted(each) for each in counts(found, day))
    names = owing(found)
    return cell(
        *_measured(row, day, effective_due_on),
        f"Đã thực hiện {done}" if done else "",
        f"Còn nợ: {', '.join(names)}" if names else "",
    )


def _measured(row: Assessment, day: date, effective_due_on: date | None) -> tuple[str, ...]:
    measure = measure_of(row.pledge)
    value = row.value if row.value is not None else row.report.value if row.report else None
    if measure is None or value is None:
        return ()
    reached = Reached(measure, value)
    reported = row.value is None or (row.report is not None and row.report.value == value)
    pace = paces_words(reached, day=day, original=row.pledge.original_due_on, effective=effective_due_on)
    return ("" if reported else _raised(reached_words(reached)), _raised(pace))


def _raised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _counted(count: Counted) -> str:
    if count.kind is PartKind.OCCURRENCE:
        return f"{count.kept}/{count.due} kỳ đến hạn"
    return f"{count.kept}/{count.total} {'bước' if count.kind is PartKind.STEP else 'phần việc'}"
