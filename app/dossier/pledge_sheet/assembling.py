"""The sheet of one pledge, filled from its dossier, which is already as it stood on the day."""

from datetime import date

from app.core import vietnamese
from app.core.clock import today
from app.core.pdf import cell
from app.council.models import Council
from app.council.successors import with_successor
from app.documents.domain import DocumentKind
from app.documents.issuing.domain import Outgoing
from app.documents.issuing.papers import Subject, as_print, dressed, to_issue, to_list, usual_outgoing
from app.documents.printing import Manuscript
from app.documents.tables.paper import Line
from app.dossier.domain import ENDINGS, SESSION_WORDS
from app.dossier.extract.assembling import DRAFT_PLEDGE
from app.dossier.following import Following
from app.dossier.pledge_sheet.answering import NO_QUESTION, answer_words, answered_by
from app.dossier.pledge_sheet.history import chain_rows, deadline_rows, round_rows
from app.dossier.pledge_sheet.paper import PledgeSheetDocument
from app.dossier.pledge_sheet.passing import passage_rows
from app.dossier.story import Dossier
from app.monitoring.paper_words import NO_HOLDER, VERDICTS
from app.monitoring.part_words import found_words
from app.pledges.domain import Lifecycle
from app.pledges.measuring import paces_words, reached_words
from app.pledges.models import Pledge

KIND = DocumentKind.PLEDGE_SHEET
LONGEST_ANSWER = 600
"""Letters of the answer that are printed; the whole of it stands in the register."""


def sheet_of(council: Council, dossier: Dossier, following: Following, out: Outgoing) -> PledgeSheetDocument:
    """The sheet as it would be issued."""
    document = PledgeSheetDocument(
        council_name=council.name,
        title=f"Cam kết {dossier.pledge.code}, tính đến {vietnamese.long_day(dossier.day)}",
        told_on=f"Số liệu tính đến {vietnamese.long_day(dossier.day)}",
        about=_about(dossier),
        deadlines=deadline_rows(dossier),
        passages=passage_rows(dossier.acting.passages),
        figures=_figures(dossier, following),
        rounds=round_rows(dossier),
        chain=chain_rows(dossier),
    )
    return dressed(document, KIND, out, council)


def plain_print(council: Council, dossier: Dossier, following: Following) -> PledgeSheetDocument:
    """The sheet without number and signature: "In từ sổ ngày …"."""
    document = sheet_of(council, dossier, following, usual_outgoing())
    return as_print(document, f"In từ sổ ngày {vietnamese.day(today())}")


def to_be_issued(council: Council, dossier: Dossier, following: Following, out: Outgoing) -> Manuscript:
    """The sheet as it goes on the list of papers."""
    subject = Subject(Pledge.__name__, dossier.pledge.id)
    return to_issue(sheet_of(council, dossier, following, out), KIND, out, subject)


def to_be_shown(council: Council, dossier: Dossier, following: Following, out: Outgoing) -> Manuscript:
    """The same for a preview."""
    subject = Subject(Pledge.__name__, dossier.pledge.id)
    return to_list(sheet_of(council, dossier, following, out), KIND, out, subject)


def _about(dossier: Dossier) -> tuple[Line, ...]:
    pledge, question = dossier.pledge, dossier.pledge.answer.question
    askers = ", ".join(each.delegate.person.full_name for each in question.askers)
    adopted = dossier.resolution
    lines = (
        ("Nơi hứa, ngày", (_session(dossier),)),
        ("Đại biểu chất vấn", (askers,)),
        ("Nội dung chất vấn", cell(question.topic, question.text) or (NO_QUESTION,)),
        ("Nội dung trả lời", (*_answer(dossier), f"({answered_by(pledge)})")),
        ("Nội dung cam kết", (pledge.words,)),
        ("Sản phẩm phải có", (pledge.expected_result,)),
        ("Người chịu trách nhiệm", (*_accountable(pledge), _answers_now(dossier))),
        ("Cơ quan chủ trì", (_lead(dossier),)),
        (
            "Cơ quan phối hợp",
            (
                "; ".join(
                    dossier.acting.successors.name_with_successor(each.agency) for each in pledge.coordinators
                ),
            ),
        ),
        ("Cơ quan theo dõi", ("; ".join(each.body.name for each in pledge.followers),)),
        (
            "Nghị quyết",
            (f"Số {adopted.number or '…'}, nội dung số {pledge.row_number}, nhóm {pledge.topic_group.title}",)
            if adopted
            else (),
        ),
        ("Trạng thái", _standing(dossier)),
    )
    return tuple(Line(label=label, paragraphs=cell(*said)) for label, said in lines if cell(*said))


def _session(dossier: Dossier) -> str:
    session = dossier.pledge.session
    sitting = session.sitting
    named = session.title or (
        f"{sitting.name}, khóa {sitting.term.number}" if sitting else SESSION_WORDS[session.kind]
    )
    return f"{named}, ngày {vietnamese.day(session.held_on)}"


def _answer(dossier: Dossier) -> tuple[str, ...]:
    names = [each.file.name for each in dossier.answer_files]
    return answer_words(cell(_shortened(dossier.pledge.answer.text)), names)


def _accountable(pledge: Pledge) -> tuple[str, ...]:
    return cell(
        pledge.person.full_name if pledge.person else "", pledge.office.title if pledge.office else ""
    )


def _lead(dossier: Dossier) -> str:
    promised, acts = dossier.pledge.lead_agency, dossier.acting.agency
    return with_successor(promised.name, acts.name if acts else "") if promised else ""


def _answers_now(dossier: Dossier) -> str:
    """Who answers on the day, where it is another than who spoke, or nobody of the office that promised."""
    acting = dossier.acting
    if acting.is_vacant and dossier.is_followed:
        return f"Hiện nay: {NO_HOLDER}"
    if acting.person is None or not acting.is_another(dossier.pledge):
        return ""
    office = f", {acting.office.title}" if acting.office else ""
    return f"Hiện nay: {acting.person.full_name}{office}"


def _standing(dossier: Dossier) -> tuple[str, ...]:
    state = dossier.state
    if state.lifecycle is Lifecycle.DRAFT:
        return (DRAFT_PLEDGE,)
    late = dossier.days_late
    done = f"Hoàn thành ngày {vietnamese.day(state.completed_on)}" if state.completed_on else ""
    said = f"{done}, chậm {vietnamese.number(late)} ngày" if done and late else done
    overdue = f"Quá hạn {vietnamese.number(late)} ngày" if late and not state.completed_on else ""
    by_first = dossier.days_late_by_original
    first = (
        f"Chậm {vietnamese.number(by_first)} ngày so với thời hạn ban đầu"
        if by_first and by_first != late
        else ""
    )
    ended = _ended(state.closed_on, ENDINGS[state.closing_reason] if state.closing_reason else "")
    return cell(VERDICTS[state.verdict], said, overdue, first, ended)


def _ended(on: date | None, how: str) -> str:
    return f"{how} từ ngày {vietnamese.day(on)}" if how and on else how


def _figures(dossier: Dossier, following: Following) -> tuple[Line, ...]:
    """The measure with its last figure and pace, then every part with what was found of it."""
    progress = following.progress
    latest = progress.latest if progress else None
    told: tuple[str, ...] = ()
    if latest is not None and progress is not None:
        by = f"đợt {latest.round_number} xác nhận" if latest.round_number else "cơ quan báo cáo"
        pace = paces_words(
            latest.reached,
            day=latest.on,
            original=progress.original_due_on,
            effective=progress.effective_due_on,
        )
        told = cell(f"{reached_words(latest.reached)} (đến {vietnamese.day(latest.on)}, {by})", pace)
    owing = f"Còn nợ: {', '.join(following.owing)}" if following.owing else ""
    lines = (
        ("Chỉ tiêu", cell(dossier.measure)),
        ("Đã đạt", told),
        ("Lộ trình, phần việc", cell(*(found_words(each) for each in following.parts), owing)),
    )
    return tuple(Line(label=label, paragraphs=said) for label, said in lines if said)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_ANSWER else f"{line[:LONGEST_ANSWER].rsplit(' ', 1)[0]}…"
