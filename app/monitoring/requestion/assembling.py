"""The list for questioning again, filled from the register with the pledges that were ticked."""

from collections.abc import Collection

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.vietnamese import long_day
from app.council.models import Council
from app.council.successors import with_successor
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import (
    Subject,
    addressees_of,
    dressed,
    issuer,
    to_issue,
    to_list,
    usual_outgoing,
)
from app.documents.printing import Manuscript
from app.documents.settings.queries import chosen_columns, paper_style
from app.documents.wording import Paragraph
from app.monitoring import paper_words as words
from app.monitoring.domain import ReportState
from app.monitoring.follow_up import reported
from app.monitoring.requestion.paper import RequestionDocument, RequestionRow
from app.monitoring.requestion.queries import Candidate, candidates
from app.resolutions.appendix import occasion
from app.resolutions.queries import numbers_of

KIND = DocumentKind.REQUESTION_LIST


def list_of(council: Council, out: Outgoing, *, ticked: Collection[int] | None = None) -> RequestionDocument:
    """Of the pledges ticked; of those proposed where nobody ticked yet."""
    found = candidates(council, among=ticked)
    chosen = [each for each in found if ticked is not None or each.facts.is_proposed]
    return _document(council, out, chosen)


def to_be_issued(council: Council, out: Outgoing, *, ticked: Collection[int]) -> Manuscript:
    """The list as it goes out; refuses one without a pledge."""
    document = list_of(council, out, ticked=ticked)
    if not document.rows:
        raise DomainError(N_("Tick at least one pledge."))
    return to_issue(document, KIND, out, _about(council))


def to_be_shown(council: Council, out: Outgoing, *, ticked: Collection[int] | None) -> Manuscript:
    """The same for a preview."""
    return to_list(list_of(council, out, ticked=ticked), KIND, out, _about(council))


def example(council: Council) -> RequestionDocument:
    """The list as it is proposed today, for a look at the columns."""
    return list_of(council, usual_outgoing())


def _about(council: Council) -> Subject:
    return Subject(Council.__name__, council.id)


def _document(council: Council, out: Outgoing, chosen: list[Candidate]) -> RequestionDocument:
    resolutions = numbers_of({each.pledge.resolution_id for each in chosen if each.pledge.resolution_id})
    addressees = addressees_of(out.addressees)
    by = issuer(out, council).name
    document = RequestionDocument(
        council_name=council.name,
        title=f"Cam kết đề nghị tái chất vấn\n(tính đến {long_day(today())})",
        orientation=paper_style().orientation,
        addressees=addressees,
        paragraphs=(
            Paragraph(
                text=f"Qua theo dõi việc thực hiện cam kết sau chất vấn, {by} đề nghị tái chất vấn các cam kết sau đây:"
            ),
        ),
        rows=tuple(_row(number, each, resolutions) for number, each in enumerate(chosen, start=1)),
        columns=chosen_columns(KIND),
    )
    return dressed(document, KIND, out, council, addressed=bool(addressees))


def _row(number: int, found: Candidate, resolutions: dict[int, str]) -> RequestionRow:
    pledge, report = found.pledge, reported(found.latest) if found.latest else None
    sitting = pledge.session.sitting
    in_term = f"{sitting.name}, khóa {sitting.term.number}" if sitting else ""
    said_at = occasion(pledge.session)
    resolution = resolutions.get(pledge.resolution_id or 0, "")
    named = f"Nghị quyết số {resolution}, nội dung số {pledge.row_number}" if resolution else ""
    return RequestionRow(
        number=number,
        pledge=pledge.words,
        reasons=found.facts.reasons,
        sitting=in_term or f"{said_at[:1].upper()}{said_at[1:]}",
        resolution=named,
        deadline_words=pledge.deadline_words,
        original_due_on=pledge.original_due_on,
        effective_due_on=found.facts.due_on,
        extensions=found.facts.extensions,
        result=report.result if report else words.REPORTS[ReportState.NOT_REPORTED],
        figure=report.figure_line if report else "",
        source=report.source if report else "",
        verdict=found.facts.verdict,
        person=pledge.person.full_name if pledge.person else "",
        office=pledge.office.title if pledge.office else "",
        lead_agency=with_successor(
            pledge.lead_agency.name, pledge.acting_agency.name if pledge.acting_agency else ""
        )
        if pledge.lead_agency
        else "",
        topic=pledge.topic_group.title,
        code=pledge.code,
        proposals=tuple(each.line for each in found.facts.proposals),
    )
