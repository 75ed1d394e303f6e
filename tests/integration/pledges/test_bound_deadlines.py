"""Deadlines that hang on a sitting, an event or a condition: dated when that has its day, never before, never silently."""

from datetime import date

import pytest
import time_machine

from app.core.errors import DomainError
from app.pledges import commands, hanging, history
from app.pledges.domain import (
    AnchorKind,
    DateGiven,
    ExtensionDecision,
    Meeting,
    NewAnchor,
    NewExtensionRequest,
    SittingPoint,
)
from app.pledges.standing import find_state, stands_now, stood_on
from app.sittings.commands import add_sitting, change_sitting
from app.sittings.domain import NewSitting, SittingKind
from tests import factories
from tests.integration.pledges.hanging import ADOPTED_ON, adopted, recorded, told

YEAR_END = "trình tại kỳ họp thường lệ cuối năm 2026"
TODAY = date(2026, 9, 15)
OPENS, CLOSES = date(2026, 12, 7), date(2026, 12, 10)


@pytest.fixture(autouse=True)
def _on_a_day_in_september():
    with time_machine.travel("2026-09-15 03:00:00Z", tick=False):
        yield


@pytest.fixture
def term(council):
    return factories.make_term(council.id)


def sitting_of(term, **values):
    said = {
        "term_id": term.id,
        "name": "Kỳ họp thứ Mười",
        "kind": SittingKind.REGULAR_YEAR_END,
        "opens_on": OPENS,
        "closes_on": CLOSES,
    }
    return NewSitting(**{**said, **values})


def anchor_of(pledge, kind=AnchorKind.SITTING):
    return hanging.get_anchor(pledge.id, kind)


def test_words_that_name_a_sitting_bind_the_draft_to_it_and_set_no_day(council):
    draft = recorded(council, YEAR_END)
    anchor = anchor_of(draft)
    assert (anchor.sitting_kind, anchor.sitting_year) == (SittingKind.REGULAR_YEAR_END, 2026)
    assert anchor.point is SittingPoint.CLOSING
    assert draft.original_due_on is None


def test_a_sitting_named_by_its_number_is_found_by_its_name(council, term):
    held = add_sitting(new=sitting_of(term), actor=None)
    draft = recorded(council, "tại Kỳ họp thứ Mười, HĐND tỉnh")
    assert anchor_of(draft).sitting_id == held.id


def test_a_pledge_bound_to_a_sitting_is_undated_until_the_sitting_has_its_day(council, term):
    pledge = adopted(council, YEAR_END)
    assert told(pledge) == [("adoption", None)]
    held = add_sitting(new=sitting_of(term, opens_on=None, closes_on=None), actor=None)
    assert told(pledge) == [("adoption", None)]
    change_sitting(sitting=held, new=sitting_of(term), expected_version=None, actor=None)
    assert told(pledge) == [("adoption", None), ("sitting", CLOSES)]
    assert (pledge.original_due_on, pledge.effective_due_on) == (None, CLOSES)
    assert pledge.deadline_words == YEAR_END


def test_it_moves_with_the_sitting_and_is_undated_again_when_the_day_is_taken_back(council, term):
    pledge = adopted(council, YEAR_END)
    held = add_sitting(new=sitting_of(term), actor=None)
    later = sitting_of(term, opens_on=date(2026, 12, 21), closes_on=date(2026, 12, 23))
    change_sitting(sitting=held, new=later, expected_version=None, actor=None)
    change_sitting(
        sitting=held, new=sitting_of(term, opens_on=None, closes_on=None), expected_version=None, actor=None
    )
    assert told(pledge) == [
        ("adoption", None),
        ("sitting", CLOSES),
        ("sitting", date(2026, 12, 23)),
        ("sitting", None),
    ]
    assert pledge.effective_due_on is None


def test_a_sitting_that_keeps_its_day_moves_nothing(council, term):
    pledge = adopted(council, YEAR_END)
    held = add_sitting(new=sitting_of(term), actor=None)
    renamed = sitting_of(term, name="Kỳ họp thứ Mười Một")
    change_sitting(sitting=held, new=renamed, expected_version=None, actor=None)
    assert len(told(pledge)) == 2


def test_another_sitting_dates_nothing(council, term):
    pledge = adopted(council, YEAR_END)
    add_sitting(new=sitting_of(term, opens_on=date(2027, 12, 6), closes_on=None), actor=None)
    add_sitting(new=sitting_of(term, name="Chuyên đề", kind=SittingKind.THEMATIC), actor=None)
    assert told(pledge) == [("adoption", None)]


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("trước kỳ họp thường lệ cuối năm 2026", date(2026, 12, 6)),
        ("khai mạc kỳ họp thường lệ cuối năm 2026", OPENS),
        ("tại kỳ họp cuối năm 2026", CLOSES),
        ("chậm nhất 10 ngày trước ngày khai mạc kỳ họp cuối năm 2026", date(2026, 11, 27)),
    ],
)
def test_the_words_say_which_day_of_the_sitting_is_meant(council, term, words, due_on):
    pledge = adopted(council, words, undated=True, due_on_override_reason="Chờ kỳ họp")
    add_sitting(new=sitting_of(term), actor=None)
    assert told(pledge)[-1] == ("sitting", due_on)


def test_the_opening_stands_in_for_a_closing_nobody_knows_yet(council, term):
    pledge = adopted(council, YEAR_END)
    add_sitting(new=sitting_of(term, closes_on=None), actor=None)
    assert pledge.effective_due_on == OPENS


def test_a_sitting_known_at_adoption_dates_the_first_line_and_leaves_the_original_empty(council, term):
    add_sitting(new=sitting_of(term), actor=None)
    pledge = adopted(council, YEAR_END)
    assert told(pledge) == [("adoption", CLOSES)]
    assert (pledge.original_due_on, pledge.effective_due_on) == (None, CLOSES)


def test_a_deadline_extended_by_decision_follows_its_sitting_no_more(council, term):
    pledge = adopted(council, YEAR_END)
    held = add_sitting(new=sitting_of(term), actor=None)
    asked = NewExtensionRequest(
        new_due_on=date(2027, 3, 31), reason="Chờ quy hoạch", received_on=date(2026, 9, 16)
    )
    with time_machine.travel("2026-09-16 03:00:00Z", tick=False):
        request = commands.request_extension(pledge=pledge, new=asked, actor=None)
        granted = ExtensionDecision(granted=True, decided_on=date(2026, 9, 16), document_number="5/TB")
        commands.decide_extension(request=request, decision=granted, actor=None)
        moved = sitting_of(term, opens_on=date(2026, 12, 21), closes_on=None)
        change_sitting(sitting=held, new=moved, expected_version=None, actor=None)
    assert told(pledge)[-1] == ("extension", date(2027, 3, 31))


def test_the_clerk_chooses_another_sitting_and_the_deadline_follows(council, term):
    pledge = adopted(council, YEAR_END)
    other = add_sitting(
        new=sitting_of(term, name="Chuyên đề", kind=SittingKind.THEMATIC, closes_on=None), actor=None
    )
    chosen = NewAnchor(kind=AnchorKind.SITTING, sitting_id=other.id, point=SittingPoint.BEFORE_OPENING)
    commands.set_anchor(pledge=pledge, new=chosen, actor=None)
    assert told(pledge)[-1] == ("sitting", date(2026, 12, 6))
    commands.remove_anchor(pledge=pledge, kind=AnchorKind.SITTING, actor=None)
    assert pledge.effective_due_on is None


def test_a_deadline_with_a_day_of_its_own_hangs_on_no_sitting(council, term):
    pledge = adopted(council, "trong năm 2026")
    bound = NewAnchor(kind=AnchorKind.SITTING, sitting_kind=SittingKind.REGULAR_YEAR_END, sitting_year=2026)
    with pytest.raises(DomainError, match="a day of its own"):
        commands.set_anchor(pledge=pledge, new=bound, actor=None)


def test_an_event_dates_the_deadline_from_the_day_it_is_recorded_on(council):
    pledge = adopted(council, "ngay sau khi được Thủ tướng Chính phủ phê duyệt quy hoạch")
    assert anchor_of(pledge, AnchorKind.EVENT).words == "được Thủ tướng Chính phủ phê duyệt quy hoạch"
    met = Meeting(happened_on=date(2026, 9, 1), document_number="100/QĐ-TTg")
    commands.meet_anchor(pledge=pledge, kind=AnchorKind.EVENT, met=met, actor=None)
    assert told(pledge) == [("adoption", None), ("event", date(2026, 9, 1))]
    assert history.deadline_on(pledge.id, date(2026, 9, 14)).due_on is None
    assert "100/QĐ-TTg" in history.deadline_on(pledge.id, TODAY).note


def test_working_days_from_an_event_are_counted_by_the_calendar(council):
    words = "trong 15 ngày làm việc kể từ ngày ký hợp đồng"
    pledge = adopted(council, words, undated=True, due_on_override_reason="Chưa ký")
    commands.meet_anchor(
        pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=date(2026, 8, 20)), actor=None
    )
    # 22 August is worked for 31 August; 1 and 2 September are the National Day
    assert pledge.effective_due_on == date(2026, 9, 14)


def test_the_clerk_may_say_how_many_days_after_the_event(council):
    pledge = adopted(council, "khi có vốn")
    bound = NewAnchor(kind=AnchorKind.EVENT, words="có vốn", days_after=30)
    commands.set_anchor(pledge=pledge, new=bound, actor=None)
    commands.meet_anchor(
        pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=date(2026, 8, 20)), actor=None
    )
    assert pledge.effective_due_on == date(2026, 9, 21)  # thirty days end on Saturday 19 September


def test_an_event_is_recorded_once_and_not_before_it_happened(council):
    pledge = adopted(council, "khi có vốn")
    with pytest.raises(DomainError, match="not come yet"):
        commands.meet_anchor(
            pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=date(2026, 9, 16)), actor=None
        )
    commands.meet_anchor(pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=TODAY), actor=None)
    for act in (
        lambda: commands.meet_anchor(
            pledge=pledge, kind=AnchorKind.EVENT, met=Meeting(happened_on=TODAY), actor=None
        ),
        lambda: commands.remove_anchor(pledge=pledge, kind=AnchorKind.EVENT, actor=None),
    ):
        with pytest.raises(DomainError, match="no longer be changed"):
            act()


def test_until_its_condition_is_met_no_deadline_runs_and_every_day_knows_what_it_knew(council):
    pledge = adopted(council, "trong năm 2026 nếu có mặt bằng")
    assert pledge.original_due_on == date(2026, 12, 31)
    assert told(pledge) == [("condition", None)]
    assert find_state(pledge.id, stands_now(TODAY)).unmet
    met = Meeting(happened_on=date(2026, 9, 1), document_number="7/BB")
    commands.meet_anchor(pledge=pledge, kind=AnchorKind.CONDITION, met=met, actor=None)
    assert told(pledge) == [("condition", None), ("condition", date(2026, 12, 31))]
    assert not find_state(pledge.id, stands_now(TODAY)).unmet
    assert not find_state(pledge.id, stood_on(TODAY)).unmet
    assert find_state(pledge.id, stood_on(date(2026, 9, 14))).unmet


def test_a_condition_met_after_the_day_promised_asks_which_day_counts_now(council):
    pledge = adopted(council, "trong tháng 7 năm 2026 nếu có mặt bằng")
    met = Meeting(happened_on=date(2026, 9, 1))
    with pytest.raises(DomainError) as refused:
        commands.meet_anchor(pledge=pledge, kind=AnchorKind.CONDITION, met=met, actor=None)
    assert refused.value.field == "due_on"
    given = Meeting(happened_on=date(2026, 9, 1), due_on=date(2026, 12, 31))
    commands.meet_anchor(pledge=pledge, kind=AnchorKind.CONDITION, met=given, actor=None)
    assert told(pledge)[-1] == ("condition", date(2026, 12, 31))
    assert pledge.original_due_on == date(2026, 7, 31)


def test_a_condition_set_later_never_changes_what_an_earlier_day_said(council):
    pledge = adopted(council, "trong năm 2026")
    condition = NewAnchor(kind=AnchorKind.CONDITION, words="nếu bố trí được vốn")
    commands.set_anchor(pledge=pledge, new=condition, actor=None)
    assert told(pledge) == [("adoption", date(2026, 12, 31)), ("condition", None)]
    before = find_state(pledge.id, stood_on(date(2026, 9, 14)))
    assert (before.unmet, before.effective_due_on) == (False, date(2026, 12, 31))
    commands.remove_anchor(pledge=pledge, kind=AnchorKind.CONDITION, actor=None)
    assert told(pledge)[-1] == ("adoption", date(2026, 12, 31))
    assert not find_state(pledge.id, stands_now(TODAY)).unmet


def test_a_condition_and_a_sitting_wait_for_each_other(council, term):
    pledge = adopted(council, YEAR_END)
    commands.set_anchor(
        pledge=pledge, new=NewAnchor(kind=AnchorKind.CONDITION, words="nếu có vốn"), actor=None
    )
    add_sitting(new=sitting_of(term), actor=None)
    assert told(pledge)[-1] == ("condition", None)
    commands.meet_anchor(pledge=pledge, kind=AnchorKind.CONDITION, met=Meeting(happened_on=TODAY), actor=None)
    assert pledge.effective_due_on == CLOSES


def test_an_open_ended_pledge_gets_its_day_by_a_decision(council):
    pledge = adopted(council, "khẩn trương", undated=True)
    given = DateGiven(
        due_on=date(2026, 12, 31), decided_on=date(2026, 9, 10), document_number="8/TB", note="Hạn mặc định"
    )
    commands.give_date(pledge=pledge, new=given, actor=None)
    assert told(pledge) == [("adoption", None), ("date_given", date(2026, 12, 31))]
    assert history.deadline_on(pledge.id, date(2026, 9, 9)).due_on is None
    assert (pledge.original_due_on, pledge.effective_due_on) == (None, date(2026, 12, 31))
    with pytest.raises(DomainError, match="has a day already"):
        commands.give_date(pledge=pledge, new=given, actor=None)


@pytest.mark.parametrize("decided_on", [ADOPTED_ON.replace(day=9), date(2026, 9, 16)])
def test_a_day_is_given_neither_before_adoption_nor_in_days_to_come(council, decided_on):
    pledge = adopted(council, "khẩn trương", undated=True)
    given = DateGiven(due_on=date(2026, 12, 31), decided_on=decided_on)
    with pytest.raises(DomainError) as refused:
        commands.give_date(pledge=pledge, new=given, actor=None)
    assert refused.value.field == "decided_on"


def test_changing_the_words_of_a_draft_changes_what_it_hangs_on(council):
    from dataclasses import replace

    from app.pledges.domain import NewPledge

    draft = recorded(council, YEAR_END)
    new = NewPledge(words=draft.words, office_id=draft.office_id, deadline_words="khi có vốn")
    commands.change_pledge(pledge=draft, new=new, expected_version=None, actor=None)
    assert set(hanging.anchors_of([draft.id])[draft.id]) == {AnchorKind.EVENT}
    dated = replace(new, deadline_words="trong năm 2026")
    commands.change_pledge(pledge=draft, new=dated, expected_version=None, actor=None)
    assert hanging.anchors_of([draft.id])[draft.id] == {}


def test_a_draft_that_hangs_on_something_can_be_discarded(council):
    draft = recorded(council, "khi có vốn")
    commands.discard_pledge(pledge=draft, actor=None)
    assert hanging.anchors_of([draft.id])[draft.id] == {}
