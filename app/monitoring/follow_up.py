"""The follow-up appendix of a round, filled from its rows; before issue the same paper is marked as a draft."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.as_of import as_of
from app.core.database import db
from app.core.pdf import cell
from app.core.vietnamese import day
from app.council.models import Council
from app.council.successors import Successors, successors_on
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.numbering import full_number
from app.documents.paper import Enclosure
from app.documents.printing import Manuscript
from app.documents.settings.queries import chosen_columns, paper_style
from app.monitoring import queries
from app.monitoring.courses import Course, courses_on
from app.monitoring.documents import FollowUpDocument, FollowUpRow, ReportedResult
from app.monitoring.domain import MainPaper, NewIssue
from app.monitoring.models import Assessment, Round
from app.monitoring.part_words import figure_words, progress_words, roadmap_words
from app.monitoring.parts import FoundPart, parts_in_round
from app.pledges.accountable import acting_names
from app.pledges.lineage import closings_on
from app.pledges.measuring import measure_of
from app.pledges.models import ClosingDecision, Pledge
from app.pledges.standing import standing
from app.resolutions.queries import numbers_of

PAPERS = {
    MainPaper.REPORT: ("Báo cáo", "BC-HĐND"),
    MainPaper.CONCLUSION: ("Kết luận", "KL-HĐND"),
    MainPaper.NOTICE: ("Thông báo", "TB-HĐND"),
    MainPaper.RESOLUTION: ("Nghị quyết", "NQ-HĐND"),
}
"""How each main paper is called on the appendix, and its usual symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""


def full_issue(new: NewIssue) -> NewIssue:
    """The issue with the symbol of its kind behind a bare number."""
    return replace(new, number=full_number(new.number, PAPERS[new.paper][1]))


def follow_up_of(round_: Round, council: Council, issue: NewIssue | None = None) -> FollowUpDocument:
    """The whole appendix; without an issue it is a draft."""
    rows = queries.assessments(round_.id)
    resolutions = numbers_of(
        {row.pledge.resolution_id for row in rows if row.pledge.resolution_id is not None}
    )
    courses = courses_on([row.pledge_id for row in rows], day=round_.as_of)
    closings = closings_on(list(courses), day=round_.as_of)
    parts = parts_in_round(rows, round_.as_of)
    acting = acting_names([row.pledge_id for row in rows], standing(as_of(round_.as_of)))
    successors, before = successors_on(round_.as_of), queries.find_round_before(round_)
    kind, symbol = PAPERS[issue.paper if issue else MainPaper.REPORT]
    style = paper_style()
    return FollowUpDocument(
        council_name=council.name,
        title=f"Kết quả theo dõi việc thực hiện cam kết sau chất vấn\n(Đợt {round_.number}, tính đến ngày {day(round_.as_of)})",
        enclosure=Enclosure(
            kind=kind,
            number=issue.number if issue else "",
            symbol=symbol,
            issued_on=issue.issued_on if issue else None,
            issuer=council.name,
        ),
        draft=issue is None,
        margins=style.margins,
        orientation=style.orientation,
        round_number=round_.number,
        as_of=round_.as_of,
        previous_as_of=before.as_of if before else None,
        rows=tuple(
            _row(
                row,
                resolutions.get(row.pledge.resolution_id or 0, ""),
                courses[row.pledge_id],
                parts.get(row.pledge_id, []),
                closings.get(row.pledge_id),
                acting.get(row.pledge_id, ""),
                successors,
            )
            for row in rows
        ),
        columns=chosen_columns(DocumentKind.FOLLOW_UP_APPENDIX),
    )


def example_of_follow_up(council: Council) -> FollowUpDocument | None:
    """The appendix of the latest round as a draft, for a look at the columns."""
    latest = queries.latest_round()
    return follow_up_of(latest, council) if latest else None


def papers_of(round_: Round, council: Council, issue: NewIssue) -> list[Manuscript]:
    """What goes out with an issue: the appendix, under number and day of the paper it is enclosed with."""
    document = follow_up_of(round_, council, issue)
    appendix = Manuscript(
        kind=DocumentKind.FOLLOW_UP_APPENDIX,
        number=issue.number,
        title=document.title.replace("\n", " "),
        issued_on=issue.issued_on,
        subject_type=Round.__name__,
        subject_id=round_.id,
        document=document,
    )
    return [appendix]


def with_todays_data(issued: IssuedDocument) -> FollowUpDocument:
    """The issued appendix as the register would fill it today; what approval froze is the same."""
    round_ = queries.get_round(issued.subject_id)
    before = FollowUpDocument.from_data(issued.data).enclosure
    paper = next((each for each, (kind, _symbol) in PAPERS.items() if kind == before.kind), MainPaper.REPORT)
    issue = NewIssue(paper=paper, number=before.number, issued_on=issued.issued_on)
    return follow_up_of(round_, db.session.get_one(Council, round_.council_id), issue)


def current_follow_up(round_: Round, council: Council) -> FollowUpDocument:
    """The appendix as it was issued; where none is, as it would be now, marked as a draft."""
    issued = documents.find_current(
        kind=DocumentKind.FOLLOW_UP_APPENDIX, subject_type=Round.__name__, subject_id=round_.id
    )
    return FollowUpDocument.from_data(issued.data) if issued is not None else follow_up_of(round_, council)


def _row(
    row: Assessment,
    resolution_number: str,
    course: Course,
    parts: Sequence[FoundPart],
    closing: ClosingDecision | None,
    acting: str,
    successors: Successors,
) -> FollowUpRow:
    pledge = row.pledge
    return FollowUpRow(
        number=pledge.row_number or 0,
        resolution_number=resolution_number,
        topic=pledge.topic_group.title,
        pledge=pledge.words,
        person=pledge.person.full_name if pledge.person else "",
        office=pledge.office.title if pledge.office else "",
        lead_agency=pledge.lead_agency.name if pledge.lead_agency else "",
        acting_agency=acting,
        deadline_words=pledge.deadline_words,
        original_due_on=pledge.original_due_on,
        effective_due_on=course.due_on,
        unmet=course.unmet,
        extensions=course.extensions,
        moves=course.moves,
        asked=course.asked,
        report=reported(row),
        verdict=row.verdict,
        reason=row.reason,
        remaining=row.remaining,
        completed_on=row.completed_on,
        cause=row.cause,
        next_step=row.next_step,
        previous_verdict=row.previous_verdict,
        closed_as=closing.reason if closing else None,
        closed_on_ground=closing.ground.words if closing and closing.ground else "",
        closed_by=closed_by(closing),
        code=pledge.code,
        coordinating=tuple(successors.name_with_successor(each.agency) for each in pledge.coordinators),
        expected=_expected(pledge),
        steps=roadmap_words(parts),
        progress=progress_words(row, parts, day=row.round.as_of, effective_due_on=course.due_on),
        opinion=row.opinion,
        evidence=tuple(each.file.name for each in row.evidence),
    )


def closed_by(closing: ClosingDecision | None) -> str:
    """The paper by which following ended, and its day: "15/NQ-HĐND, ngày 04/05/2026"."""
    if closing is None or not closing.document_number:
        return ""
    return f"{closing.document_number}, ngày {day(closing.closed_on or closing.from_day)}"


def _expected(pledge: Pledge) -> tuple[str, ...]:
    measure = measure_of(pledge)
    figure = measure.said(measure.target) if measure else ""
    return cell(pledge.expected_result, ": ".join(part for part in (pledge.measure, figure) if part))


def reported(row: Assessment) -> ReportedResult | None:
    """What the verdict rests on, as papers say it; None where the agency sent nothing."""
    report = row.report
    if report is None:
        return None
    return ReportedResult(
        state=report.state,
        text=report.text,
        figure=figure_words(row),
        document_number=report.document_number,
        reported_on=report.reported_on,
        difficulties=report.difficulties,
        solution=report.solution,
    )
