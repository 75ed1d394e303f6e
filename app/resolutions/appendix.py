"""The appendix of a resolution, filled from the register; draft and issued paper differ in number, day and mark alone."""

from dataclasses import replace
from itertools import groupby

from app.core.vietnamese import day
from app.council.models import Council
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.paper import Enclosure
from app.documents.settings.queries import chosen_columns, paper_style
from app.pledges.domain import PartKind
from app.pledges.models import Pledge, PledgePart
from app.pledges.part_words import part_words
from app.pledges.queries import parts_of
from app.resolutions import queries
from app.resolutions.assembling import issued_resolution
from app.resolutions.documents import AppendixDocument, AppendixGroup, AppendixRow, Measure
from app.resolutions.domain import ResolutionStatus
from app.resolutions.models import Resolution
from app.sittings.domain import SessionKind
from app.sittings.models import QuestioningSession

_OCCASIONS = {
    SessionKind.STANDING_COMMITTEE: "phiên chất vấn và trả lời chất vấn tại phiên họp Thường trực Hội đồng nhân dân",
    SessionKind.EXPLANATION: "phiên giải trình của Thường trực Hội đồng nhân dân",
    SessionKind.WRITTEN_ONLY: "hoạt động chất vấn và trả lời chất vấn bằng văn bản",
    SessionKind.CITIZEN_DIALOGUE: "hội nghị đối thoại với công dân",
}


def occasion(session: QuestioningSession) -> str:
    """Where it was promised: "phiên chất vấn và trả lời chất vấn Kỳ họp thứ Năm"."""
    if session.kind == SessionKind.AT_SITTING and session.sitting:
        return f"phiên chất vấn và trả lời chất vấn {session.sitting.name}"
    return f"{_OCCASIONS.get(session.kind, 'phiên chất vấn')} ngày {day(session.held_on)}"


def council_and_term(session: QuestioningSession, council: Council) -> str:
    """The council and, where the sitting tells it, the term: Hội đồng nhân dân tỉnh Hà Giang khóa XVII, nhiệm kỳ 2016 - 2021."""
    if session.sitting is None:
        return council.name
    term = session.sitting.term
    return f"{council.name} khóa {term.number}, nhiệm kỳ {term.years.replace('-', ' - ').replace('  ', ' ')}"


def usual_title(session: QuestioningSession, council: Council) -> str:
    """The trích yếu such a resolution usually has."""
    place = f"tại {session.sitting.name}" if session.sitting else f"tại {occasion(session)}"
    return f"Về chất vấn và trả lời chất vấn {place}, {council_and_term(session, council)}"


def appendix_of(resolution: Resolution, council: Council, *, as_issued: bool = False) -> AppendixDocument:
    """The whole appendix. A draft has neither number nor day, whatever was typed for them so far, unless it is to be issued."""
    draft = resolution.status is ResolutionStatus.DRAFT and not as_issued
    symbol = (resolution.number or "").partition("/")[2] or council.resolution_symbol
    style = paper_style()
    return AppendixDocument(
        council_name=council.name,
        title=f"Tổng hợp nội dung cam kết\ntại {occasion(resolution.session)},\n{council_and_term(resolution.session, council)}",
        enclosure=Enclosure(
            number="" if draft else resolution.number or "",
            symbol=symbol,
            issued_on=None if draft else resolution.adopted_on,
            issuer=council.name,
        ),
        draft=draft,
        margins=style.margins,
        orientation=style.orientation,
        groups=_groups(queries.pledges_of(resolution)),
        columns=chosen_columns(DocumentKind.PLEDGE_APPENDIX),
    )


def example_of_appendix(council: Council) -> AppendixDocument | None:
    """The appendix of the latest resolution as a draft, for a look at the columns."""
    latest = next(iter(queries.resolutions(size=1).rows), None)
    return replace(appendix_of(latest, council), draft=True) if latest else None


def current_appendix(resolution: Resolution, council: Council) -> AppendixDocument:
    """The appendix as it was issued, in a file of its own or in that of the resolution; else as it would be now, as a draft."""
    issued = documents.find_current(
        kind=DocumentKind.PLEDGE_APPENDIX, subject_type=Resolution.__name__, subject_id=resolution.id
    )
    if issued is not None:
        return AppendixDocument.from_data(issued.data)
    whole = issued_resolution(resolution)
    if whole is not None and whole.appendices:
        return whole.appendices[0]
    return replace(appendix_of(resolution, council), draft=True)


def _groups(pledges: list[Pledge]) -> tuple[AppendixGroup, ...]:
    numbered = list(enumerate(pledges, start=1))
    parts = parts_of([pledge.id for pledge in pledges])
    return tuple(
        AppendixGroup(
            title=title, rows=tuple(_row(number, pledge, parts[pledge.id]) for number, pledge in rows)
        )
        for title, rows in groupby(numbered, key=lambda pair: pair[1].topic_group.title)
    )


def _row(number: int, pledge: Pledge, parts: list[PledgePart]) -> AppendixRow:
    question = pledge.answer.question
    measured = pledge.measure or pledge.target is not None
    promised = [part for part in parts if part.decided_on is None]
    shares = [part for part in promised if part.kind is PartKind.SHARE]
    sharing = {part.agency_id for part in shares}
    return AppendixRow(
        number=number,
        code=pledge.code,
        pledge=pledge.words,
        question=question.topic or question.text,
        asked_by=tuple(asker.delegate.person.full_name for asker in question.askers),
        person=pledge.person.full_name if pledge.person else "",
        office=pledge.office.title if pledge.office else "",
        lead_agency=pledge.lead_agency.name if pledge.lead_agency else "",
        coordinating=tuple(each.agency.name for each in pledge.coordinators if each.agency_id not in sharing),
        shares=tuple(part_words(part) for part in shares),
        steps=tuple(part_words(part) for part in promised if part.kind is PartKind.STEP),
        expected_result=pledge.expected_result,
        measures=(Measure(what=pledge.measure, target=pledge.target, unit=pledge.unit),) if measured else (),
        deadline_words=pledge.deadline_words,
        due_on=pledge.original_due_on,
        followed_by=tuple(each.body.name for each in pledge.followers),
    )
