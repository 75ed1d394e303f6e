"""What the dossier tells of agencies that passed a pledge on, of sheets that handed it over, of terms, and of who answers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from app.core.clock import today
from app.core.database import db
from app.council.domain import SuccessionKind
from app.council.successions import commands as successions
from app.council.successions.domain import Heir, NewSuccession
from app.documents.issuing.papers import usual_outgoing
from app.documents.models import IssuedDocument
from app.dossier.book.assembling import plain_print, read_asked
from app.dossier.following import following_of
from app.dossier.pledge_sheet.assembling import sheet_of
from app.dossier.story import get_dossier
from app.handovers.models import Handover, HandoverPledge, TermCarry, TermClosing
from app.pledges import commands as pledges
from app.pledges.domain import TimeRules
from app.pledges.models import DeadlineAnchor, Pledge
from app.pledges.standing import stands_now
from tests import factories
from tests.integration.pledges.counting import selects
from tests.integration.statistics.building import Past

MERGED_ON, HANDED_ON, CONFIRMED_ON, CLOSED_ON = (
    date(2026, 3, 1), date(2026, 3, 5), date(2026, 3, 9), date(2026, 7, 1),
)  # fmt: skip
NOW = datetime(2026, 12, 7, 3, tzinfo=UTC)
RULES = TimeRules(lead=30, long_overdue=180)


@pytest.fixture(autouse=True)
def _on_a_december_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def past(council):
    return Past(council)


def merge(council, old, **values):
    """The old agency went into a new one, whose office has a director of its own from that day on."""
    heir = factories.make_agency(council.id, name=f"{old.name} mới")
    office = factories.make_office(council.id, agency=heir)
    taker = factories.make_holding(council.id, office=office, starts_on=MERGED_ON)
    new = NewSuccession(
        kind=SuccessionKind.MERGED, effective_on=MERGED_ON, document_number="12/NQ-HĐND",
        heirs=(Heir(agency_id=heir.id),), **values,
    )  # fmt: skip
    successions.reorganise(agency=old, new=new, actor=None)
    return heir, taker


def pass_through(council, past):
    """A pledge of an agency that was merged, handed over by a confirmed sheet, carried into the next term."""
    pledge = past.pledge(past.answer(), due=date(2026, 12, 31))
    old = pledge.answer.office.agency
    heir, taker = merge(council, old)
    office, to = taker.office, taker.person
    pledges.take_over_offices(agency=old, offices={pledge.office_id: office.id}, actor=None)
    sheet = hand_over(council, pledge, office, to)
    carry(council, past, pledge)
    db.session.flush()
    return pledge, old, heir, office, sheet


def hand_over(council, pledge, office, to):
    sheet = factories._save(
        Handover(
            office_id=office.id, from_person_id=pledge.person_id, to_person_id=to.id, handed_on=HANDED_ON
        )
    )
    factories._save(HandoverPledge(handover_id=sheet.id, pledge_id=pledge.id, note="Kèm hồ sơ"))
    sheet.document_id = factories._save(issued_paper(council, sheet)).id
    sheet.confirmed_on = CONFIRMED_ON
    db.session.flush()
    return sheet


def type_of_holding():
    from app.council.models import OfficeHolding

    return OfficeHolding


def issued_paper(council, sheet):
    return IssuedDocument(
        council_id=council.id, kind="handover_sheet", number="7/BB-HĐND", title="Bàn giao",
        issued_on=HANDED_ON, subject_type="Handover", subject_id=sheet.id, sha256="3" * 64, size=1, pages=1,
        media_type="application/pdf", data={}, template_version="1",
    )  # fmt: skip


def carry(council, past, pledge):
    following = factories.make_term(council.id, number="XVII")
    past.session.sitting.term.number = "XVI"
    closing = factories._save(
        TermClosing(
            term_id=past.session.sitting.term_id, next_term_id=following.id, closed_on=CLOSED_ON,
            document_number="5/NQ",
        )
    )  # fmt: skip
    factories._save(TermCarry(closing_id=closing.id, pledge_id=pledge.id, condition="Đang thực hiện"))


def chapter_of(council, pledge, **address):
    [chapter] = plain_print(council, read_asked({"pledge": str(pledge.id), **address})).chapters
    return chapter


def told(rows) -> list[str]:
    return [" | ".join("; ".join(cell) for cell in row.cells) for row in rows]


def sheet_text(council, pledge) -> str:
    dossier = get_dossier(pledge.id, at=stands_now(today()), rules=RULES)
    return repr(sheet_of(council, dossier, following_of(dossier, today()), usual_outgoing()).to_data())


def said_in(lines, label) -> str:
    return next(("; ".join(line.paragraphs) for line in lines if line.label == label), "")


def test_the_dossier_tells_in_order_of_time_how_a_pledge_passed_on(council, past):
    pledge, old, heir, office, sheet = pass_through(council, past)
    before, after, giver = pledge.answer.office.title, office.title, pledge.answer.person.full_name
    merged, handed_over, carried = told(chapter_of(council, pledge).passages)
    assert merged == (
        f"01/03/2026 | Hợp nhất, sáp nhập cơ quan | {old.name} → {heir.name}; {before} → {after}"
        " | Văn bản số 12/NQ-HĐND"
    )
    assert handed_over == (
        f"05/03/2026 | Bàn giao giữa người giữ chức vụ; {after} | {giver} → {sheet.to_person.full_name}"
        " | Biên bản số 7/BB-HĐND; Xác nhận ngày 09/03/2026; Kèm hồ sơ"
    )
    assert carried == (
        "01/07/2026 | Chuyển sang nhiệm kỳ sau | Khóa XVI → khóa XVII | Văn bản số 5/NQ; Đang thực hiện"
    )
    printed = sheet_text(council, pledge)
    for words in (f"{old.name} → {heir.name}", "Biên bản số 7/BB-HĐND", "Khóa XVI → khóa XVII"):
        assert words in printed, words


def test_of_an_earlier_day_the_dossier_tells_only_what_had_passed_on_by_then(council, past):
    pledge, *_others = pass_through(council, past)
    assert told(chapter_of(council, pledge, as_of="28/02/2026").passages) == []
    on_the_way = told(chapter_of(council, pledge, as_of="06/03/2026").passages)
    assert len(on_the_way) == 2
    assert "Chưa xác nhận" in on_the_way[1]


def test_what_was_taken_back_as_a_mistake_is_not_told(council, past):
    pledge = past.pledge(past.answer(), due=None)
    old = pledge.answer.office.agency
    merge(council, old)
    successions.take_back(agency=old, actor=None)
    assert told(chapter_of(council, pledge).passages) == []


def test_the_page_tells_the_same_from_whom_to_whom(council, past, as_role):
    pledge, old, heir, _office, sheet = pass_through(council, past)
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    for words in (
        f"{old.name} → {heir.name}", "12/NQ-HĐND", "7/BB-HĐND", "09/03/2026",
        f"{sheet.from_person.full_name} → {sheet.to_person.full_name}",
    ):  # fmt: skip
        assert words in page, words


def test_how_often_pledges_passed_on_costs_no_statement_more(council, past):
    first, _old, _heir, office, sheet = pass_through(council, past)

    def counted() -> int:
        db.session.expire_all()
        with selects() as found:
            plain_print(council, read_asked({"as_of": "01/10/2026"}))
        return len(found)

    counted()
    few = counted()
    for _number in range(4):
        pledge = past.pledge(first.answer, due=None)
        hand_over(council, pledge, office, sheet.to_person)
    assert counted() == few


def test_an_answer_of_which_no_words_are_kept_still_has_who_answered_when_and_how(council, past):
    answer = past.answer()
    answer.text = ""
    pledge = past.pledge(answer, due=None)
    chapter = chapter_of(council, pledge)
    assert chapter.answered_by == (
        f"{answer.person.full_name}, {answer.office.title}, ngày 08/01/2026, trả lời trực tiếp tại phiên chất vấn"
    )
    assert chapter.answer == ("(không có văn bản ghi lời đáp)",)
    assert "không có văn bản ghi lời đáp" in sheet_text(council, pledge)
    answer.document_number = "88/SGTVT"
    assert chapter_of(council, pledge).answered_by.endswith("trả lời bằng văn bản số 88/SGTVT")


def test_who_must_meet_a_condition_stands_in_the_dossier_with_its_successor(council, past, as_role):
    pledge = past.pledge(past.answer(), due=None, condition=(None,))
    duty = factories.make_agency(council.id, name="Ban Giải phóng mặt bằng")
    db.session.query(DeadlineAnchor).filter_by(pledge_id=pledge.id).one().duty_agency_id = duty.id
    heir, _taker = merge(council, duty)
    named = f"Điều kiện: nếu có mặt bằng (cơ quan bảo đảm: {duty.name} (nay: {heir.name}))"
    assert named in told(chapter_of(council, pledge).deadlines)[0]
    assert named in sheet_text(council, pledge)
    reader = as_role("clerk")
    for address in (f"pledges/{pledge.id}", "undated", f"pledges/{pledge.id}/waits-for/condition/met"):
        page = reader.get(f"/{council.slug}/{address}").get_data(as_text=True)
        assert f"(nay: {heir.name})" in page, address


def nameless(past, **values) -> Pledge:
    """Promised by an office; the source names nobody."""
    answer = past.answer()
    return past.pledge(answer, due=date(2026, 12, 31), person_id=None, person=None, **values)


def test_where_only_an_office_promised_the_dossier_names_who_holds_it_now(council, past, as_role):
    pledge = nameless(past)
    office, holder = pledge.answer.office, pledge.answer.person
    chapter = chapter_of(council, pledge)
    assert said_in(chapter.about, "Người chịu trách nhiệm") == f"{office.title}; nay: {holder.full_name}"
    assert holder.full_name in chapter.who
    assert f"Hiện nay: {holder.full_name}" in sheet_text(council, pledge)


def test_where_nobody_holds_the_office_the_dossier_says_so(council, past, as_role):
    pledge = nameless(past)
    db.session.query(type_of_holding()).filter_by(office_id=pledge.office_id).one().ends_on = date(2026, 2, 1)
    vacant = "nay: chưa có người giữ chức vụ"
    assert vacant in said_in(chapter_of(council, pledge).about, "Người chịu trách nhiệm")
    assert "Hiện nay: chưa có người giữ chức vụ" in sheet_text(council, pledge)
    page = as_role("delegate").get(f"/{council.slug}/pledges/{pledge.id}").get_data(as_text=True)
    assert "chưa có người giữ chức vụ" in page
    assert vacant not in said_in(
        chapter_of(council, pledge, as_of="31/01/2026").about, "Người chịu trách nhiệm"
    )
