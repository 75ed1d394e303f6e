"""Requests for more time: what is refused and why, what a decision changes, and what nothing changes."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.pledges import commands, extensions, history
from app.pledges.domain import (
    DeadlineCause,
    ExtensionDecision,
    GroundKind,
    Lifecycle,
    NewExtensionRequest,
    RequestStatus,
)
from app.pledges.models import DeadlineChange, ExtensionRequest
from tests import factories
from tests.integration.pledges.counting import selects

ADOPTED_ON = date(2026, 1, 10)
ORIGINAL = date(2026, 6, 30)


@pytest.fixture
def pledge(council):
    made = factories.make_pledge(council.id, due_on=ORIGINAL)
    factories.adopt(made, adopted_on=ADOPTED_ON)
    return made


def asked(pledge, **values):
    said = {"new_due_on": date(2026, 12, 31), "reason": "Chờ quy hoạch", "received_on": date(2026, 6, 1)}
    return commands.request_extension(
        pledge=pledge, new=NewExtensionRequest(**{**said, **values}), actor=None
    )


def decided(request, **values):
    said = {"granted": True, "decided_on": date(2026, 6, 15), "document_number": "12/TB-HĐND"}
    commands.decide_extension(request=request, decision=ExtensionDecision(**{**said, **values}), actor=None)


def refusal(act, *args, **values) -> tuple[str | None, str]:
    with pytest.raises(DomainError) as refused:
        act(*args, **values)
    return refused.value.field, str(refused.value)


def test_a_request_that_waits_adds_a_mark_and_changes_nothing(pledge):
    asked(pledge)
    assert pledge.effective_due_on == ORIGINAL
    assert extensions.marks_of([pledge.id], day=date(2026, 6, 1))[pledge.id] == extensions.Marks(
        0, True, False
    )
    assert extensions.marks_of([pledge.id], day=date(2026, 5, 31)) == {}
    assert db.session.query(DeadlineChange).count() == 1


def test_a_granted_extension_counts_from_its_decision_and_never_changes_the_original(pledge):
    decided(asked(pledge))
    assert (pledge.original_due_on, pledge.effective_due_on) == (ORIGINAL, date(2026, 12, 31))
    assert history.deadline_on(pledge.id, date(2026, 6, 14)).due_on == ORIGINAL
    line = history.deadline_on(pledge.id, date(2026, 6, 15))
    assert (line.due_on, line.cause) == (date(2026, 12, 31), DeadlineCause.EXTENSION)
    stored = db.session.execute(
        sa.text("SELECT original_due_on FROM pledges WHERE id = :id"), {"id": pledge.id}
    ).scalar_one()
    assert str(stored) == "2026-06-30"


def test_a_refused_or_withdrawn_request_changes_nothing_and_makes_room_for_the_next(pledge):
    decided(asked(pledge), granted=False)
    second = asked(pledge, received_on=date(2026, 6, 20))
    commands.withdraw_extension(request=second, withdrawn_on=date(2026, 6, 21), actor=None)
    asked(pledge, received_on=date(2026, 6, 25))
    assert [each.status for each in extensions.requests_of_all([pledge.id])[pledge.id]] == [
        RequestStatus.REFUSED,
        RequestStatus.WITHDRAWN,
        RequestStatus.PENDING,
    ]
    assert pledge.effective_due_on == ORIGINAL


def test_of_decisions_entered_late_the_one_of_the_latest_day_is_in_force(pledge):
    decided(
        asked(pledge, new_due_on=date(2027, 6, 30), received_on=date(2026, 8, 1)), decided_on=date(2026, 9, 1)
    )
    decided(asked(pledge, new_due_on=date(2026, 10, 31)), decided_on=date(2026, 6, 15))
    assert pledge.effective_due_on == date(2027, 6, 30)
    assert history.deadline_on(pledge.id, date(2026, 7, 1)).due_on == date(2026, 10, 31)
    assert extensions.marks_of([pledge.id], day=date(2026, 7, 1))[pledge.id].extensions == 1
    assert extensions.marks_of([pledge.id], day=date(2026, 9, 1))[pledge.id].extensions == 2


def test_a_late_request_is_allowed_and_marked(pledge):
    request = asked(pledge, received_on=date(2026, 7, 1))
    assert request.due_on_before == ORIGINAL
    assert extensions.marks_of([pledge.id], day=date(2026, 7, 1))[pledge.id].late
    decided(request, decided_on=date(2026, 7, 5))
    assert pledge.effective_due_on == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"new_due_on": ORIGINAL}, "new_due_on"),
        ({"new_due_on": date(2026, 3, 31)}, "new_due_on"),
        ({"received_on": date(2026, 1, 9)}, "received_on"),
        ({"received_on": date(2031, 1, 1)}, "received_on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_a_request_that_cannot_be_is_refused_beside_its_field(pledge, said, field):
    assert refusal(asked, pledge, **said)[0] == field


def test_a_second_extension_does_not_shorten_the_first(pledge):
    decided(asked(pledge))
    field, said = refusal(asked, pledge, new_due_on=date(2026, 11, 30), received_on=date(2026, 7, 1))
    assert field == "new_due_on"
    assert "never shortens" in said


def test_only_one_request_waits_at_a_time(pledge):
    asked(pledge)
    assert "already waits" in refusal(asked, pledge)[1]


def test_a_draft_a_closed_and_an_undated_pledge_are_not_extended(council, pledge):
    assert "adopted pledge" in refusal(asked, factories.make_pledge(council.id))[1]
    undated = factories.make_pledge(council.id, due_on=None)
    factories.adopt(undated, adopted_on=ADOPTED_ON)
    assert refusal(asked, undated)[0] == "new_due_on"
    pledge.lifecycle, pledge.closed_on = Lifecycle.CLOSED, date(2026, 5, 1)
    db.session.flush()
    assert "still followed" in refusal(asked, pledge)[1]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decided_on": date(2026, 5, 31)}, "decided_on"),
        ({"decided_on": date(2031, 1, 1)}, "decided_on"),
        ({"document_number": ""}, "document_number"),
        ({"document_number": "", "granted": False}, "document_number"),
        ({"decided_on": date(2026, 5, 31), "granted": False}, "decided_on"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_beside_its_field(pledge, said, field):
    assert refusal(decided, asked(pledge), **said)[0] == field


def test_a_decision_does_not_shorten_what_one_of_a_later_day_would_find(pledge):
    decided(asked(pledge, received_on=date(2026, 8, 1)), decided_on=date(2026, 9, 1))
    earlier = asked(pledge, new_due_on=date(2027, 3, 31))
    assert refusal(decided, earlier) == (
        "decided_on",
        "A later decision already set 2026-12-31, which is not after the day asked for here.",
    )


def test_a_request_is_decided_once(pledge):
    request = asked(pledge)
    decided(request)
    assert "already decided" in refusal(decided, request)[1]
    withdrawn = {"request": request, "withdrawn_on": today(), "actor": None}
    assert "already decided" in refusal(commands.withdraw_extension, **withdrawn)[1]


def test_a_request_of_a_pledge_closed_meanwhile_is_refused_but_not_granted(pledge):
    request = asked(pledge)
    pledge.lifecycle, pledge.closed_on = Lifecycle.CLOSED, date(2026, 6, 10)
    db.session.flush()
    assert extensions.pending_requests() == []
    assert "ended" in refusal(decided, request)[1]
    decided(request, granted=False)
    assert request.status is RequestStatus.REFUSED


def test_the_log_tells_of_request_and_decision_under_the_pledge(pledge):
    from app.audit.models import AuditEntry

    decided(asked(pledge))
    told = db.session.scalars(
        db.select(AuditEntry.event)
        .where(AuditEntry.subject_type == "Pledge", AuditEntry.subject_id == pledge.id)
        .order_by(AuditEntry.seq)
    ).all()
    assert told == ["ExtensionRequested", "ExtensionDecided", "DeadlineMoved"]


def test_the_marks_of_many_cost_one_statement(council, pledge):
    others = [factories.make_pledge(council.id) for _ in range(5)]
    factories.adopt(*others[:1], adopted_on=ADOPTED_ON)
    asked(pledge)
    ids = [pledge.id, *(each.id for each in others)]
    with selects() as seen:
        marks = extensions.marks_of(ids, day=today())
    assert (len(seen), set(marks)) == (1, {pledge.id})


class TestGrounds:
    def test_until_a_council_has_a_list_the_offered_one_serves_and_becomes_it(self, council):
        offered = extensions.offered_grounds(GroundKind.DROP)
        assert extensions.grounds(GroundKind.DROP) == []
        chosen = commands.ground_called(kind=GroundKind.DROP, words=offered[1], actor=None)
        assert chosen.words == offered[1]
        assert extensions.offered_grounds(GroundKind.DROP) == offered

    def test_a_retired_ground_is_offered_no_more_and_can_come_back(self, council):
        ground = commands.list_ground(kind=GroundKind.EXTENSION, words="Chờ Trung ương", actor=None)
        commands.retire_ground(ground=ground, retired=True, actor=None)
        assert extensions.offered_grounds(GroundKind.EXTENSION) == []
        assert commands.list_ground(kind=GroundKind.EXTENSION, words="Chờ Trung ương", actor=None) is ground
        assert extensions.offered_grounds(GroundKind.EXTENSION) == ["Chờ Trung ương"]

    def test_slowness_never_gets_onto_the_list_of_dropping(self, council):
        values = {"kind": GroundKind.DROP, "words": "Chậm tiến độ", "actor": None}
        assert refusal(commands.list_ground, **values)[0] == "words"
        ground = commands.list_ground(kind=GroundKind.DROP, words="Đã có quy hoạch mới", actor=None)
        values = {"ground": ground, "words": "Thiếu vốn", "expected_version": None, "actor": None}
        assert refusal(commands.reword_ground, **values)[0] == "words"

    def test_a_double_is_refused_and_a_ground_in_use_keeps_its_words(self, council, pledge):
        ground = commands.list_ground(kind=GroundKind.EXTENSION, words="Chờ Trung ương", actor=None)
        values = {"kind": GroundKind.EXTENSION, "words": "Chờ Trung ương", "actor": None}
        assert "already on the list" in refusal(commands.list_ground, **values)[1]
        asked(pledge, ground_id=ground.id)
        values = {"ground": ground, "words": "Khác", "expected_version": None, "actor": None}
        assert "rest on this ground" in refusal(commands.reword_ground, **values)[1]

    def test_a_ground_of_the_other_list_or_another_council_is_refused(self, council, pledge):
        drop = commands.list_ground(kind=GroundKind.DROP, words="Đã có quy hoạch mới", actor=None)
        assert refusal(asked, pledge, ground_id=drop.id)[0] == "ground"
        assert refusal(asked, pledge, ground_id=10**6)[0] == "ground"


def test_sql_cannot_change_a_decided_request_nor_a_line_of_the_history(pledge):
    from tests.integration.guards.test_frozen_by_triggers import refused

    request = asked(pledge)
    decided(request)
    refused("UPDATE extension_requests SET new_due_on = '2030-01-01' WHERE id = :id", id=request.id)
    refused("DELETE FROM extension_requests WHERE id = :id", id=request.id)
    refused("UPDATE deadline_changes SET due_on = '2030-01-01'")
    refused("DELETE FROM deadline_changes")
    refused("UPDATE pledges SET original_due_on = '2026-12-31' WHERE id = :id", id=pledge.id)
    assert db.session.query(ExtensionRequest).one().due_on_before == ORIGINAL
