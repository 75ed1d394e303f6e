"""From what is known of a pledge to its chapter of the dossier, in the words of papers."""

from collections.abc import Iterable

from app.core import vietnamese
from app.core.clock import local_day
from app.core.pdf import cell
from app.documents.tables.paper import Line
from app.documents.wording import lines_of
from app.dossier.book.gathering import Case
from app.dossier.book.paper import Chapter
from app.dossier.domain import ENDINGS, SESSION_WORDS
from app.dossier.extract.assembling import DRAFT_PLEDGE
from app.dossier.pledge_sheet.answering import NO_QUESTION, answer_words, answered_by
from app.dossier.pledge_sheet.history import chain_rows, deadline_rows, round_rows
from app.dossier.pledge_sheet.paper import SheetRow, row_of
from app.dossier.pledge_sheet.passing import passage_rows
from app.monitoring.paper_words import NO_HOLDER, UNDATED, VERDICTS
from app.monitoring.part_words import found_words
from app.monitoring.parts import owing
from app.pledges.domain import Lifecycle, TimeStatus
from app.pledges.measuring import paces_words, reached_words
from app.pressing.ladder.queries import StepLine
from app.questions.domain import Escalation
from app.questions.models import AnswerOpinion

LONGEST_HEADING = 140
ESCALATIONS = {
    Escalation.DEBATE: "Đề nghị đưa ra thảo luận tại Hội đồng nhân dân",
    Escalation.RESPONSIBILITY: "Đề nghị xem xét trách nhiệm của người bị chất vấn",
}
TIMES = {
    TimeStatus.UNDATED: "chưa xác định thời hạn",
    TimeStatus.UNMET: "chưa đủ điều kiện",
    TimeStatus.NOT_DUE: "chưa đến hạn",
    TimeStatus.DUE_SOON: "sắp đến hạn",
    TimeStatus.DUE_TODAY: "đến hạn hôm nay",
}


def chapter_of(case: Case) -> Chapter:
    pledge, answer = case.pledge, case.pledge.answer
    question = answer.question
    return Chapter(
        code=pledge.code,
        heading=_shortened(pledge.words),
        who=", ".join(_who(case)),
        due=vietnamese.day(case.state.effective_due_on) or UNDATED,
        standing="; ".join(standing_words(case)),
        about=_lines(_about(case)),
        asked_by=", ".join(each.delegate.person.full_name for each in question.askers),
        question=cell(question.topic, *lines_of(question.text)) or (NO_QUESTION,),
        answered_by=answered_by(pledge),
        answer=answer_words(lines_of(answer.text), case.answer_files),
        causes=_causes(case),
        opinions=tuple(_opinion(each) for each in case.opinions),
        pledge=_lines(_promise(case)),
        deadlines=deadline_rows(case),
        passages=passage_rows(case.passages),
        parts=_lines(_parts(case)),
        rounds=round_rows(case),
        evidence=tuple(_evidence(case)),
        steps=tuple(_step(line) for line in case.steps),
        chain=chain_rows(case),
    )


def standing_words(case: Case) -> tuple[str, ...]:
    """Verdict, completion, how late, and how following ended."""
    state, late = case.state, vietnamese.number(case.days_late)
    if state.lifecycle is Lifecycle.DRAFT:
        return (DRAFT_PLEDGE,)
    done = f"hoàn thành ngày {vietnamese.day(state.completed_on)}" if state.completed_on else ""
    slow = f"chậm {late} ngày" if case.days_late and done else ""
    ended = ENDINGS[state.closing_reason] if state.closing_reason and not done else ""
    overdue = f"quá hạn {late} ngày" if case.days_late and not state.completed_on and not ended else ""
    time = "" if done or overdue else TIMES.get(case.time, "")
    return cell(VERDICTS[state.verdict], done, slow, overdue, time, ended.lower())


def _who(case: Case) -> tuple[str, ...]:
    pledge = case.pledge
    named = cell(
        pledge.person.full_name if pledge.person else "", pledge.office.title if pledge.office else ""
    )
    nobody = NO_HOLDER if case.is_vacant and case.time is not TimeStatus.STOPPED else ""
    now = cell(case.answers_now or nobody, case.acts_now)
    told = (f"nay: {', '.join(now)}",) if now else ()
    return (*(named or cell(pledge.lead_agency.name if pledge.lead_agency else "")), *told)


def _about(case: Case) -> Iterable[tuple[str, tuple[str, ...]]]:
    pledge, session = case.pledge, case.pledge.session
    adopted, sitting = case.resolution, session.sitting
    named = session.title or (
        f"{sitting.name}, khóa {sitting.term.number}" if sitting else SESSION_WORDS[session.kind]
    )
    lead = pledge.lead_agency.name if pledge.lead_agency else ""
    first = case.days_late_by_original
    yield "Nơi hứa, ngày", (f"{named}, ngày {vietnamese.day(session.held_on)}",)
    yield "Nhóm vấn đề", (pledge.topic_group.title,)
    if adopted:
        yield "Nghị quyết", (f"Số {adopted.number or '…'}, nội dung số {pledge.row_number}",)
    yield "Người chịu trách nhiệm", _who(case)
    yield "Cơ quan chủ trì", (f"{lead} (nay: {case.acts_now})" if case.acts_now else lead,)
    yield "Cơ quan phối hợp", ("; ".join(case.coordinators),)
    yield "Cơ quan theo dõi", ("; ".join(each.body.name for each in pledge.followers),)
    yield (
        "Tình trạng",
        (
            *standing_words(case),
            f"chậm {vietnamese.number(first)} ngày so với thời hạn ban đầu"
            if first and first != case.days_late
            else "",
        ),
    )
    yield "Nguồn", (pledge.source,)


def _causes(case: Case) -> tuple[str, ...]:
    answer = case.pledge.answer
    return cell(
        f"Nguyên nhân khách quan: {answer.objective_causes}" if answer.objective_causes else "",
        f"Nguyên nhân chủ quan: {answer.subjective_causes}" if answer.subjective_causes else "",
        "Người trả lời nhận trách nhiệm." if answer.responsibility_accepted else "",
    )


def _opinion(opinion: AnswerOpinion) -> SheetRow:
    escalation = ESCALATIONS[opinion.escalation] if opinion.escalation else ""
    stated = f"ngày {vietnamese.day(local_day(opinion.stated_at))}"
    agrees = "Đồng ý" if opinion.agrees else "Không đồng ý"
    return row_of((opinion.delegate.person.full_name,), (agrees, stated), (opinion.reason, escalation))


def _promise(case: Case) -> Iterable[tuple[str, tuple[str, ...]]]:
    pledge = case.pledge
    figure = f"{vietnamese.number(pledge.target)} {pledge.unit}".strip() if pledge.target is not None else ""
    yield "Nội dung hứa", lines_of(pledge.words)
    yield "Kết quả, sản phẩm", lines_of(pledge.expected_result)
    yield "Chỉ tiêu", (": ".join(cell(pledge.measure, figure)),)


def _parts(case: Case) -> Iterable[tuple[str, tuple[str, ...]]]:
    latest = case.progress.latest if case.progress else None
    if latest is not None and case.progress is not None:
        by = f"đợt {latest.round_number} xác nhận" if latest.round_number else "cơ quan báo cáo"
        pace = paces_words(
            latest.reached,
            day=latest.on,
            original=case.progress.original_due_on,
            effective=case.progress.effective_due_on,
        )
        yield "Đã đạt", (f"{reached_words(latest.reached)} (đến {vietnamese.day(latest.on)}, {by})", pace)
    yield "Lộ trình, phần việc", tuple(found_words(each) for each in case.parts)
    yield "Còn nợ", (", ".join(owing(case.parts)),)


def _evidence(case: Case) -> Iterable[SheetRow]:
    """What came with reports, then what the rounds looked at; a file is named once."""
    reported_on = {report.id: report.reported_on for report in case.reports}
    seen: set[int] = set()
    for assessment in case.assessments:
        for each in assessment.evidence:
            if each.evidence_id not in seen:
                seen.add(each.evidence_id)
                yield row_of((each.file.name,), (each.proves,), (f"Đợt giám sát {assessment.round.number}",))
    for sent in case.report_files:
        if sent.evidence_id not in seen:
            seen.add(sent.evidence_id)
            day = vietnamese.day(reported_on[sent.report_id])
            yield row_of((sent.file.name,), (sent.proves,), (f"Kèm báo cáo ngày {day}",))


def _step(line: StepLine) -> SheetRow:
    step = line.step
    due = f"hạn trả lời {vietnamese.day(line.answer_due_on)}" if line.answer_due_on else ""
    answered = f"trả lời ngày {vietnamese.day(line.answered_on)}" if line.answered_on else ""
    return row_of(
        (vietnamese.day(step.taken_on),),
        (step.step.name, step.note),
        (f"Số {line.number}" if line.number else "",),
        (step.recipient, answered or due),
    )


def _lines(told: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Line, ...]:
    return tuple(Line(label=label, paragraphs=cell(*said)) for label, said in told if cell(*said))


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_HEADING else f"{line[:LONGEST_HEADING].rsplit(' ', 1)[0]}…"
