"""The list of who did not report, filled from the clock of a sitting."""

from app.core.clock import today
from app.core.vietnamese import long_day
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, addressees_of, dressed, to_issue, to_list
from app.documents.paper import Orientation
from app.documents.printing import Manuscript
from app.documents.wording import Paragraph
from app.pressing.clock.paper import MissingReportsDocument, MissingRow
from app.pressing.clock.queries import Clock, Obligation
from app.sittings.models import Sitting

KIND = DocumentKind.MISSING_REPORTS


def list_of(clock: Clock, council: Council, out: Outgoing) -> MissingReportsDocument:
    """As it stands now."""
    sitting = clock.sitting
    addressees = addressees_of(out.addressees)
    due = f" chậm nhất {long_day(clock.due_on)}" if clock.due_on else " trước kỳ họp"
    document = MissingReportsDocument(
        council_name=council.name,
        title=f"Người, cơ quan chưa gửi báo cáo việc thực hiện nghị quyết\nvà cam kết sau chất vấn phục vụ {sitting.name}",
        orientation=Orientation.PORTRAIT,
        addressees=addressees,
        paragraphs=(
            Paragraph(
                text=(
                    f"{sitting.name} khai mạc {long_day(sitting.opens_on)}; báo cáo việc thực hiện nghị quyết và những vấn đề đã "
                    f"hứa phải gửi đến Thường trực Hội đồng nhân dân{due}. Tính đến {long_day(today())}, những người, cơ quan "
                    "sau đây chưa gửi hoặc gửi chậm báo cáo:"
                )
            ),
        ),
        missing=tuple(_row(each) for each in clock.missing),
        late=tuple(_row(each) for each in clock.late),
        must=len([each for each in clock.obligations if each.pledges]),
    )
    return dressed(document, KIND, out, council, addressed=bool(addressees))


def to_be_issued(clock: Clock, council: Council, out: Outgoing) -> Manuscript:
    return to_issue(list_of(clock, council, out), KIND, out, _about(clock.sitting))


def to_be_shown(clock: Clock, council: Council, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    return to_list(list_of(clock, council, out), KIND, out, _about(clock.sitting))


def _about(sitting: Sitting) -> Subject:
    return Subject(Sitting.__name__, sitting.id)


def _row(owed: Obligation) -> MissingRow:
    report = owed.report
    return MissingRow(
        who=owed.name,
        agency=owed.beside,
        pledges=owed.pledges,
        overdue=owed.overdue,
        received_on=report.received_on if report else None,
        document_number=report.document_number if report else "",
        days_late=owed.days_late,
    )
