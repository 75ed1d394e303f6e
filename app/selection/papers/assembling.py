"""Filling the papers of the selection from the shortlist."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.clock import today
from app.core.errors import N_, DomainError
from app.core.vietnamese import long_day
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, addressees_of, dressed, to_issue, to_list
from app.documents.paper import Orientation, Signature
from app.documents.printing import Manuscript
from app.documents.tables.paper import TablePaper
from app.documents.wording import Paragraph
from app.pledges.accountable import current_holders
from app.selection import queries
from app.selection.domain import CallStatus, Criterion, Tally
from app.selection.models import TopicCall, TopicCandidate
from app.selection.papers.paper import OpinionFormDocument, SelectionDocument, TopicRow

CRITERIA = {
    Criterion.PRESSING: (
        "Vấn đề bức xúc, nổi lên trong đời sống kinh tế - xã hội của địa phương, được nhiều đại biểu, cử tri quan tâm"
    ),
    Criterion.BREACH_OF_LAW: "Vấn đề có dấu hiệu vi phạm pháp luật",
    Criterion.ANSWER_NOT_ACCEPTED: (
        "Vấn đề đã được trả lời trực tiếp hoặc bằng văn bản nhưng đại biểu chưa đồng ý với nội dung trả lời"
    ),
    Criterion.BETTER_MANAGEMENT: (
        "Vấn đề khác nhằm nâng cao hiệu lực, hiệu quả chỉ đạo, điều hành, quản lý nhà nước"
    ),
}
"""The criteria as papers write them (Nghị quyết 594/NQ-UBTVQH15)."""

DELEGATE = Signature(capacity=("Đại biểu Hội đồng nhân dân",))


def paper_of(call: TopicCall, council: Council, kind: DocumentKind, out: Outgoing) -> TablePaper:
    """The opinion form, or the notice of the decision."""
    if kind is DocumentKind.OPINION_FORM:
        return opinion_form(call, council, out)
    return notice(call, council, out)


def opinion_form(call: TopicCall, council: Council, out: Outgoing) -> OpinionFormDocument:
    """The form each delegate ticks and signs; it bears no signature of the office."""
    until = f"chậm nhất {long_day(call.opinions_close_on)}" if call.opinions_close_on else ""
    document = OpinionFormDocument(
        council_name=council.name,
        title=f"Về lựa chọn nhóm vấn đề chất vấn và người bị chất vấn\ntại {_sitting(call)}",
        orientation=Orientation.PORTRAIT,
        paragraphs=(
            Paragraph(text="Họ và tên đại biểu: " + "." * 70),
            Paragraph(text="Tổ đại biểu: " + "." * 80),
            Paragraph(
                text="Trên cơ sở đề xuất của đại biểu, kiến nghị của cử tri và vấn đề dư luận xã hội quan tâm, đề nghị đại biểu "
                "cho ý kiến về các nhóm vấn đề dự kiến chất vấn sau đây:"
            ),
        ),
        rows=_rows(call, queries.candidates_of(call.id), {}),
        return_by=until,
        return_to=f"Thường trực {council.name}",
    )
    return replace(
        dressed(document, DocumentKind.OPINION_FORM, out, council), signature=DELEGATE, recipients=()
    )


def notice(call: TopicCall, council: Council, out: Outgoing) -> SelectionDocument:
    """What was decided, with the share of the delegates in office who agreed."""
    day = call.decided_on or today()
    shortlist = queries.candidates_of(call.id)
    opinions = queries.opinions_of(call.id)
    tallies = queries.tallies(shortlist, opinions, queries.in_office(call.sitting.term_id, day))
    chosen = [each for each in shortlist if each.chosen]
    addressees = addressees_of(out.addressees)
    document = SelectionDocument(
        council_name=council.name,
        title=f"Nhóm vấn đề chất vấn và người bị chất vấn\ntại {_sitting(call)}",
        addressees=addressees,
        paragraphs=(Paragraph(text=_introduction(call, council, chosen=len(chosen))),),
        rows=_rows(call, chosen, tallies),
        asked=bool(opinions),
    )
    return dressed(document, DocumentKind.TOPIC_SELECTION, out, council, addressed=bool(addressees))


def to_be_issued(call: TopicCall, council: Council, kind: DocumentKind, out: Outgoing) -> Manuscript:
    """The paper as it goes out; a form needs its shortlist, a notice its decision."""
    if kind is DocumentKind.OPINION_FORM and call.status is not CallStatus.OPINIONS:
        raise DomainError(N_("The form goes out while opinions are asked for."))
    if kind is DocumentKind.TOPIC_SELECTION and call.status is not CallStatus.DECIDED:
        raise DomainError(N_("The notice goes out once the topics are decided."))
    return to_issue(paper_of(call, council, kind, out), kind, out, _about(call))


def to_be_shown(call: TopicCall, council: Council, kind: DocumentKind, out: Outgoing) -> Manuscript:
    """The same for a preview, at any time."""
    return to_list(paper_of(call, council, kind, out), kind, out, _about(call))


def _about(call: TopicCall) -> Subject:
    return Subject(TopicCall.__name__, call.id)


def _sitting(call: TopicCall) -> str:
    term = call.sitting.term
    return f"{call.sitting.name}, khóa {term.number}, nhiệm kỳ {term.years.replace('-', ' - ')}"


def _introduction(call: TopicCall, council: Council, *, chosen: int) -> str:
    by = f" (văn bản số {call.decision_number})" if call.decision_number else ""
    return (
        f"{long_day(call.decided_on).capitalize()}, {council.name} quyết định lựa chọn {chosen:02d} nhóm vấn đề chất vấn "
        f"và người bị chất vấn tại {call.sitting.name}{by} như sau:"
    )


def _rows(
    call: TopicCall, candidates: Sequence[TopicCandidate], tallies: dict[int, Tally]
) -> tuple[TopicRow, ...]:
    day = call.decided_on or today()
    holders = current_holders({each.office_id for each in candidates if each.office_id}, day)
    return tuple(
        TopicRow(
            number=number,
            title=each.title,
            person=holders[each.office_id].full_name if each.office_id in holders else "",
            office=each.office.title if each.office else "",
            criterion=CRITERIA[each.criterion],
            reason="Tái chất vấn" if each.asks_again else "",
            agreed=tallies[each.id].agreed if each.id in tallies else 0,
            in_office=tallies[each.id].in_office if each.id in tallies else 0,
        )
        for number, each in enumerate(candidates, start=1)
    )
