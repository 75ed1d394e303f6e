"""Steps, shares and occurrences: written with the draft, frozen with it, added later by a decision alone."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.database import db
from app.core.errors import DomainError, StaleEditError
from app.council import commands as council_commands
from app.council.domain import DayKind, NewCalendarDay
from app.pledges import commands, queries
from app.pledges.domain import NewPart, PartKind
from app.pledges.models import PledgePart
from tests import factories

DAY = date(2017, 7, 13)
STEP = NewPart(kind=PartKind.STEP, words="Phê duyệt dự án", due_words="trong tháng 8/2017")


@pytest.fixture
def draft(council):
    session = factories.make_session(council.id, held_on=DAY)
    group = factories.make_topic_group(council.id, session=session)
    question = factories.make_question(council.id, topic_group=group)
    answer = factories.make_answer(council.id, question=question, answered_on=DAY)
    return factories.make_pledge(council.id, answer=answer, due_on=date(2017, 12, 31))


@pytest.fixture
def adopted(draft):
    factories.adopt(draft)
    return draft


def add(pledge, new=STEP, **values):
    return commands.add_part(pledge=pledge, new=replace(new, **values), actor=None)


def words_of(pledge):
    return [part.words for part in queries.parts_of([pledge.id])[pledge.id]]


def events_of(part_id):
    rows = db.session.scalars(
        sa.select(AuditEntry.event)
        .where(AuditEntry.subject_type == "PledgePart", AuditEntry.subject_id == part_id)
        .order_by(AuditEntry.seq)
    )
    return list(rows)


def test_a_step_gets_the_day_its_words_are_read_as(draft):
    part = add(draft)
    assert (part.due_words, part.due_on) == ("trong tháng 8/2017", date(2017, 8, 31))
    assert events_of(part.id) == ["PartAdded"]


def test_working_days_of_a_step_are_counted_by_the_councils_calendar(council, draft):
    assert add(draft, due_words="trong thời hạn 05 ngày làm việc").due_on == date(2017, 7, 20)
    rest = NewCalendarDay(day=date(2017, 7, 18), kind=DayKind.REST, name="Nghỉ bù", document_number="1/TB")
    council_commands.enter_days(council_id=council.id, new=[rest], actor=None)
    assert add(draft, due_words="trong thời hạn 05 ngày làm việc").due_on == date(2017, 7, 21)


def test_a_step_may_have_no_day_and_a_day_may_stand_without_words(draft):
    assert add(draft, due_words="").due_on is None
    assert add(draft, due_words="", due_on=date(2017, 9, 1)).due_on == date(2017, 9, 1)


def test_words_that_cannot_be_read_need_a_day(draft):
    with pytest.raises(DomainError) as refused:
        add(draft, due_words="lúc nào đó rồi tính")
    assert refused.value.field == "due_words"
    assert add(draft, due_words="lúc nào đó rồi tính", due_on=date(2017, 9, 1)).due_on == date(2017, 9, 1)


def test_a_day_that_contradicts_the_words_is_refused(draft):
    with pytest.raises(DomainError) as refused:
        add(draft, due_on=date(2017, 9, 30))
    assert refused.value.field == "due_on"


def test_a_part_is_never_due_before_the_promise(draft):
    with pytest.raises(DomainError, match="before the promise"):
        add(draft, due_words="", due_on=date(2017, 7, 12))
    assert add(draft, due_words="", due_on=DAY).due_on == DAY


def test_a_part_later_than_the_whole_is_recorded_all_the_same(draft):
    assert add(draft, due_words="", due_on=date(2018, 3, 31)).due_on == date(2018, 3, 31)


def test_a_share_names_its_agency(draft):
    with pytest.raises(DomainError) as refused:
        add(draft, kind=PartKind.SHARE)
    assert refused.value.field == "agency"


def test_the_agency_of_a_share_is_added_to_those_that_coordinate(draft, council):
    agency = factories.make_agency(council.id, name="Sở Phối hợp")
    add(draft, kind=PartKind.SHARE, agency_id=agency.id)
    add(draft, kind=PartKind.SHARE, agency_id=agency.id, words="Phần nữa")
    assert queries.coordinator_ids(draft.id) == [agency.id]
    assert "Sở Phối hợp" in draft.names


def test_the_lead_agency_may_have_a_share_and_is_not_a_coordinator_for_it(draft):
    add(draft, kind=PartKind.SHARE, agency_id=draft.lead_agency_id)
    assert queries.coordinator_ids(draft.id) == []


def test_parts_are_numbered_within_their_kind_and_steps_come_first(draft, council):
    agency = factories.make_agency(council.id)
    share = add(draft, kind=PartKind.SHARE, agency_id=agency.id, words="Phần việc")
    first, second = add(draft, words="Bước một"), add(draft, words="Bước hai")
    assert (share.position, first.position, second.position) == (1, 1, 2)
    assert words_of(draft) == ["Bước một", "Bước hai", "Phần việc"]


def test_steps_change_places_and_close_up_when_one_goes(draft):
    parts = [add(draft, words=f"Bước {number}") for number in (1, 2, 3)]
    commands.move_part(part=parts[2], upwards=True, actor=None)
    assert words_of(draft) == ["Bước 1", "Bước 3", "Bước 2"]
    commands.remove_part(part=parts[0], actor=None)
    assert [(part.words, part.position) for part in queries.parts_of([draft.id])[draft.id]] == [
        ("Bước 3", 1),
        ("Bước 2", 2),
    ]
    assert events_of(parts[0].id) == ["PartAdded", "PartRemoved"]


def test_a_step_of_a_draft_is_changed_and_the_pledge_counts_as_changed(draft):
    part, before = add(draft), draft.version
    new = replace(STEP, words="Phê duyệt và bố trí vốn", due_words="trong tháng 9/2017")
    commands.change_part(part=part, new=new, expected_version=part.version, actor=None)
    assert (part.words, part.due_on) == ("Phê duyệt và bố trí vốn", date(2017, 9, 30))
    assert draft.version > before
    assert events_of(part.id) == ["PartAdded", "PartChanged"]


def test_a_step_changed_meanwhile_is_not_overwritten(draft):
    part = add(draft)
    with pytest.raises(StaleEditError):
        commands.change_part(part=part, new=replace(STEP, words="Khác"), expected_version=99, actor=None)


def test_an_adopted_pledge_takes_a_new_part_only_by_a_decision_with_day_and_number(adopted):
    decided_on = adopted.adopted_on
    for lacking in ({}, {"decided_on": decided_on}, {"document_number": "12/TB-HĐND"}):
        with pytest.raises(DomainError):
            add(adopted, **lacking)
    part = add(adopted, decided_on=decided_on, document_number="12/TB-HĐND")
    assert (part.decided_on, part.document_number) == (decided_on, "12/TB-HĐND")


def test_a_decision_is_not_older_than_the_adoption(adopted):
    with pytest.raises(DomainError) as refused:
        add(adopted, decided_on=DAY, document_number="12/TB-HĐND")
    assert refused.value.field == "decided_on"


def test_a_share_decided_later_names_a_new_agency_and_leaves_the_adopted_list_as_it_was(adopted, council):
    agency = factories.make_agency(council.id, name="Sở Đến sau")
    add(
        adopted,
        kind=PartKind.SHARE,
        agency_id=agency.id,
        decided_on=adopted.adopted_on,
        document_number="12/TB-HĐND",
    )
    assert queries.coordinator_ids(adopted.id) == []
    assert "Sở Đến sau" in adopted.names


def test_an_occurrence_of_an_adopted_pledge_needs_no_decision_of_its_own(adopted):
    days = [date(2017, month, 25) for month in (8, 9)]
    made = commands.add_parts(
        pledge=adopted,
        new=[NewPart(kind=PartKind.OCCURRENCE, words="Báo cáo tháng", due_on=day) for day in days],
        actor=None,
    )
    assert [(part.position, part.due_on) for part in made] == list(enumerate(days, start=1))


def test_several_parts_are_added_together_or_not_at_all(draft):
    with pytest.raises(DomainError), db.session.begin_nested():
        commands.add_parts(pledge=draft, new=[STEP, replace(STEP, words="")], actor=None)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PledgePart)) == 0


def test_the_parts_of_an_adopted_pledge_are_neither_changed_nor_moved_nor_removed(draft):
    part = add(draft)
    factories.adopt(draft)
    for refused in (
        lambda: commands.change_part(
            part=part, new=replace(STEP, words="Khác"), expected_version=None, actor=None
        ),
        lambda: commands.move_part(part=part, upwards=True, actor=None),
        lambda: commands.remove_part(part=part, actor=None),
    ):
        with pytest.raises(DomainError, match="frozen"):
            refused()


def test_a_closed_pledge_takes_no_part(adopted):
    from app.pledges.domain import ClosingReason

    commands.close_pledge(
        pledge=adopted, reason=ClosingReason.REPLACED, closed_on=adopted.adopted_on, actor=None
    )
    with pytest.raises(DomainError, match="has ended"):
        add(adopted, decided_on=adopted.adopted_on, document_number="12/TB-HĐND")


def test_a_draft_is_discarded_with_its_parts(draft):
    add(draft)
    commands.discard_pledge(pledge=draft, actor=None)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(PledgePart)) == 0
