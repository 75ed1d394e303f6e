"""Recording, changing, adopting and closing pledges."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError, NotFoundError, StaleEditError
from app.core.tenancy import scoped_to
from app.pledges import commands, queries
from app.pledges.codes import reserve_codes
from app.pledges.domain import ClosingReason, Lifecycle, NewPledge, Verdict
from app.pledges.models import Pledge
from tests import factories

DAY = date(2017, 7, 13)


@pytest.fixture
def answer(council):
    session = factories.make_session(council.id, held_on=DAY)
    question = factories.make_question(
        council.id, topic_group=factories.make_topic_group(council.id, session=session)
    )
    return factories.make_answer(council.id, question=question, answered_on=DAY)


@pytest.fixture
def clerk(council):
    return factories.make_user("clerk", council_id=council.id)


@pytest.fixture
def new(answer):
    return NewPledge(
        words="Nghiệm thu, bàn giao kè bờ tây sông Lô",
        expected_result="Kè được đưa vào sử dụng",
        person_id=answer.person_id,
        office_id=answer.office_id,
        lead_agency_id=answer.office.agency_id,
        deadline_words="trong tháng 7/2017",
    )


def lines(subject):
    rows = db.session.execute(
        sa.select(AuditEntry.event, AuditEntry.details).where(
            AuditEntry.subject_type == type(subject).__name__, AuditEntry.subject_id == subject.id
        )
    )
    return [(row.event, row.details) for row in rows]


def test_a_pledge_is_recorded_with_the_day_its_words_are_read_as(answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    assert pledge.code == "2017-0001"
    assert pledge.deadline_words == "trong tháng 7/2017"
    assert (pledge.original_due_on, pledge.effective_due_on) == (date(2017, 7, 31), date(2017, 7, 31))
    assert (pledge.deadline_kind, pledge.deadline_rule) == ("in_month", "R4")
    assert pledge.lifecycle is Lifecycle.DRAFT
    assert answer.person.full_name in pledge.names
    assert [name for name, _ in lines(pledge)] == ["PledgeRecorded"]


def test_codes_run_on_within_the_year_and_the_council(answer, new, clerk):
    first = commands.record_pledge(answer=answer, new=new, actor=clerk)
    second = commands.record_pledge(answer=answer, new=replace(new, words="Việc khác"), actor=clerk)
    assert (first.code, second.code) == ("2017-0001", "2017-0002")
    assert (first.position, second.position) == (1, 2)
    assert reserve_codes(year=2017, count=2) == ["2017-0003", "2017-0004"]
    assert reserve_codes(year=2018, count=1) == ["2018-0001"]
    other = factories.make_council()
    with scoped_to(other.id):
        assert reserve_codes(year=2017, count=1) == ["2017-0001"]


def test_a_foreign_code_does_not_disturb_the_count(answer, new, clerk):
    commands.record_pledge(answer=answer, new=new, actor=clerk, code="2017-A")
    commands.record_pledge(answer=answer, new=replace(new, words="Hai"), actor=clerk, code="2017-10000")
    assert reserve_codes(year=2017, count=1) == ["2017-10001"]


def test_the_same_words_sent_twice_make_one_pledge(answer, new, clerk):
    commands.record_pledge(answer=answer, new=new, actor=clerk)
    with pytest.raises(DomainError) as refused:
        commands.record_pledge(answer=answer, new=new, actor=clerk)
    assert refused.value.field == "words"
    assert len(queries.pledges_of_answer(answer.id)) == 1


def test_a_pledge_needs_words_and_someone_to_answer_for_it(answer, new, clerk):
    with pytest.raises(DomainError) as refused:
        commands.record_pledge(answer=answer, new=replace(new, words=""), actor=clerk)
    assert refused.value.field == "words"
    with pytest.raises(DomainError) as refused:
        commands.record_pledge(
            answer=answer, new=replace(new, person_id=None, office_id=None, lead_agency_id=None), actor=clerk
        )
    assert refused.value.field == "accountable"


def test_names_of_another_council_are_refused(answer, new, clerk):
    other = factories.make_council()
    with scoped_to(other.id):
        agency = factories.make_agency(other.id)
    agency_id = agency.id
    db.session.expunge(agency)
    with pytest.raises(NotFoundError):
        commands.record_pledge(answer=answer, new=replace(new, coordinator_ids=(agency_id,)), actor=clerk)


def test_coordinators_and_followers_keep_their_order_and_are_searched_by_name(council, answer, new, clerk):
    finance = factories.make_agency(council.id, name="Sở Tài chính")
    land = factories.make_agency(council.id, name="Sở Tài nguyên và Môi trường")
    body = factories.make_body(council.id, name="Ban Kinh tế - Ngân sách")
    given = replace(new, coordinator_ids=(land.id, finance.id, land.id), follower_ids=(body.id,))
    pledge = commands.record_pledge(answer=answer, new=given, actor=clerk)
    db.session.expire_all()
    stored = queries.get_pledge(pledge.id)
    assert [each.agency.name for each in stored.coordinators] == [
        "Sở Tài nguyên và Môi trường",
        "Sở Tài chính",
    ]
    assert "ban kinh te ngan sach" in stored.search_text


def test_a_change_writes_what_changed_and_nothing_else(council, answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    finance = factories.make_agency(council.id, name="Sở Tài chính")
    given = replace(new, expected_result="Đã bàn giao", coordinator_ids=(finance.id,))
    commands.change_pledge(pledge=pledge, new=given, expected_version=pledge.version, actor=clerk)
    assert lines(pledge)[-1] == (
        "PledgeChanged",
        {
            "expected_result": ["Kè được đưa vào sử dụng", "Đã bàn giao"],
            "coordinator_ids": [[], [finance.id]],
        },
    )
    version = pledge.version
    commands.change_pledge(pledge=pledge, new=given, expected_version=version, actor=clerk)
    assert pledge.version == version


def test_a_change_of_the_coordinators_alone_is_a_new_version(council, answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    before = pledge.version
    body = factories.make_body(council.id)
    commands.change_pledge(
        pledge=pledge, new=replace(new, follower_ids=(body.id,)), expected_version=before, actor=clerk
    )
    assert pledge.version == before + 1


def test_the_second_of_two_clerks_sees_the_words_of_the_first(answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    opened = pledge.version
    commands.change_pledge(
        pledge=pledge, new=replace(new, words="Của người thứ nhất"), expected_version=opened, actor=clerk
    )
    with pytest.raises(StaleEditError) as stale:
        commands.change_pledge(
            pledge=pledge, new=replace(new, words="Của người thứ hai"), expected_version=opened, actor=clerk
        )
    assert stale.value.theirs == {"words": "Của người thứ nhất"}
    assert stale.value.version == pledge.version


def test_an_adopted_pledge_cannot_be_changed_moved_or_discarded(answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    resolution = factories.make_resolution(pledge.council_id, session=answer.question.topic_group.session)
    commands.adopt_pledge(
        pledge=pledge, resolution_id=resolution.id, row_number=1, adopted_on=date(2017, 7, 14), actor=clerk
    )
    assert pledge.effective_due_on == pledge.original_due_on
    for act in (
        lambda: commands.change_pledge(
            pledge=pledge, new=replace(new, words="Khác"), expected_version=None, actor=clerk
        ),
        lambda: commands.discard_pledge(pledge=pledge, actor=clerk),
        lambda: commands.move_pledge(pledge=pledge, upwards=True, actor=clerk),
        lambda: commands.adopt_pledge(
            pledge=pledge, resolution_id=resolution.id, row_number=2, adopted_on=DAY, actor=clerk
        ),
    ):
        with pytest.raises(DomainError, match="was adopted"):
            act()
    assert pledge.words == new.words


def test_a_draft_may_be_discarded(answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    commands.discard_pledge(pledge=pledge, actor=clerk)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Pledge)) == 0
    assert lines(pledge)[-1][0] == "PledgeDiscarded"


def test_a_pledge_moves_one_place_up(answer, new, clerk):
    first = commands.record_pledge(answer=answer, new=new, actor=clerk)
    second = commands.record_pledge(answer=answer, new=replace(new, words="Hai"), actor=clerk)
    commands.move_pledge(pledge=second, upwards=True, actor=clerk)
    assert queries.pledges_of_answer(answer.id) == [second, first]
    commands.move_pledge(pledge=second, upwards=True, actor=clerk)
    assert queries.pledges_of_answer(answer.id) == [second, first]


def test_closing_as_kept_needs_the_verdict_kept(answer, new, clerk):
    pledge = commands.record_pledge(answer=answer, new=new, actor=clerk)
    with pytest.raises(DomainError):
        commands.close_pledge(pledge=pledge, reason=ClosingReason.DROPPED, closed_on=DAY, actor=clerk)
    resolution = factories.make_resolution(pledge.council_id, session=answer.question.topic_group.session)
    commands.adopt_pledge(
        pledge=pledge, resolution_id=resolution.id, row_number=1, adopted_on=DAY, actor=clerk
    )
    with pytest.raises(DomainError):
        commands.close_pledge(pledge=pledge, reason=ClosingReason.KEPT, closed_on=DAY, actor=clerk)
    commands.note_verdict(pledge=pledge, verdict=Verdict.KEPT, verdict_on=DAY, completed_on=DAY)
    commands.close_pledge(pledge=pledge, reason=ClosingReason.KEPT, closed_on=DAY, actor=clerk)
    assert pledge.lifecycle is Lifecycle.CLOSED


def test_many_pledges_are_recorded_without_reading_what_is_at_hand(answer, new, clerk):
    codes = reserve_codes(year=2017, count=2)
    commands.record_pledge(answer=answer, new=new, actor=clerk, code=codes[0], position=1)
    read = []
    listener = lambda *seen: read.append(seen[2])  # noqa: E731 - the shape SQLAlchemy asks for
    event.listen(db.session.connection(), "before_cursor_execute", listener)
    commands.record_pledge(
        answer=answer, new=replace(new, words="Hai"), actor=clerk, code=codes[1], position=2
    )
    selects = [
        statement
        for statement in read
        if statement.lstrip().upper().startswith("SELECT")
        and "audit_entries" not in statement
        and "pg_advisory" not in statement
    ]
    assert read
    assert [statement.split("FROM")[1].split()[0] for statement in selects] == [
        "calendar_days",
        "successions",
    ]
