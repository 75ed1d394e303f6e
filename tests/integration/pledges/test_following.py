"""Dropping, taking up again, replacing, splitting, and the chain of promises."""

from datetime import date
from itertools import pairwise

import pytest

from app.core.database import db
from app.core.errors import DomainError
from app.pledges import commands, lineage
from app.pledges.domain import (
    ClosingReason,
    GroundKind,
    Lifecycle,
    LinkKind,
    NewDrop,
    NewLink,
    Reopening,
    Slip,
)
from app.pledges.models import ClosingDecision, Ground, PledgeLink
from tests import factories
from tests.integration.pledges.counting import selects

ADOPTED_ON = date(2026, 1, 10)


def made(council, *, held_on=date(2026, 1, 8), **values):
    session = factories.make_session(council.id, held_on=held_on)
    topic = factories.make_topic_group(council.id, session=session)
    question = factories.make_question(council.id, topic_group=topic)
    answer = factories.make_answer(council.id, question=question, answered_on=held_on)
    pledge = factories.make_pledge(council.id, answer=answer, **values)
    factories.adopt(pledge)
    return pledge


@pytest.fixture
def pledge(council):
    return made(council)


@pytest.fixture
def ground(council):
    return commands.list_ground(kind=GroundKind.DROP, words="Chủ trương đã thay đổi", actor=None)


def dropped(pledge, ground, **values):
    said = {"ground_id": ground.id, "decided_on": date(2026, 5, 4), "document_number": "15/NQ-HĐND"}
    commands.drop_pledge(pledge=pledge, new=NewDrop(**{**said, **values}), actor=None)


def reopened(pledge, **values):
    said = {"decided_on": date(2026, 6, 1), "document_number": "20/NQ-HĐND", "reason": "Chủ trương được giữ"}
    commands.reopen_pledge(pledge=pledge, new=Reopening(**{**said, **values}), actor=None)


def linked(older, newer, **values):
    said = {"kind": LinkKind.PROMISED_AGAIN, "decided_on": date(2026, 5, 4)}
    return commands.link_pledges(older=older, newer=newer, new=NewLink(**{**said, **values}), actor=None)


def replaced(pledge, *successors, **values):
    said = {"kind": LinkKind.REPLACED, "decided_on": date(2026, 5, 4), "document_number": "15/NQ-HĐND"}
    return commands.replace_pledge(
        pledge=pledge, successors=successors, new=NewLink(**{**said, **values}), actor=None
    )


def refusal(act, *args, **values) -> tuple[str | None, str]:
    with pytest.raises(DomainError) as refused:
        act(*args, **values)
    return refused.value.field, str(refused.value)


def test_a_drop_keeps_ground_number_and_day_in_the_history(pledge, ground):
    dropped(pledge, ground, note="Quy hoạch mới")
    assert (pledge.lifecycle, pledge.closing_reason) == (Lifecycle.CLOSED, ClosingReason.DROPPED)
    decision = db.session.query(ClosingDecision).one()
    assert (decision.ground_id, decision.document_number, decision.from_day, decision.note) == (
        ground.id,
        "15/NQ-HĐND",
        date(2026, 5, 4),
        "Quy hoạch mới",
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"document_number": ""}, "document_number"),
        ({"decided_on": date(2026, 1, 9)}, "decided_on"),
        ({"decided_on": date(2031, 1, 1)}, "decided_on"),
        ({"ground_id": 10**6}, "ground"),
    ],
)
def test_a_drop_that_cannot_be_is_refused_beside_its_field(pledge, ground, said, field):
    assert refusal(dropped, pledge, ground, **said)[0] == field
    assert pledge.lifecycle is Lifecycle.ADOPTED


def test_slowness_is_refused_as_a_ground_even_where_it_stands_in_the_table(pledge):
    slow = Ground(kind=GroundKind.DROP, words="Khó khăn về vốn")
    db.session.add(slow)
    db.session.flush()
    field, said = refusal(dropped, pledge, slow)
    assert field == "ground"
    assert "no grounds for dropping" in said


def test_a_draft_and_a_closed_pledge_are_not_dropped(council, pledge, ground):
    assert "still followed" in refusal(dropped, factories.make_pledge(council.id), ground)[1]
    dropped(pledge, ground)
    assert "still followed" in refusal(dropped, pledge, ground)[1]


def test_only_a_new_decision_takes_a_dropped_pledge_up_again(pledge, ground):
    assert "no longer followed" in refusal(reopened, pledge)[1]
    dropped(pledge, ground)
    assert refusal(reopened, pledge, document_number="")[0] == "document_number"
    assert refusal(reopened, pledge, reason="")[0] == "reason"
    assert refusal(reopened, pledge, decided_on=date(2026, 5, 3))[0] == "decided_on"
    reopened(pledge)
    assert (pledge.lifecycle, pledge.closing_reason, pledge.closed_on) == (Lifecycle.ADOPTED, None, None)
    assert [each.reason for each in lineage.decisions_of(pledge.id)] == [ClosingReason.DROPPED, None]
    assert refusal(dropped, pledge, ground)[0] == "decided_on"
    dropped(pledge, ground, decided_on=date(2026, 7, 1))
    assert len(lineage.decisions_of(pledge.id)) == 3


def test_a_replaced_pledge_is_closed_with_a_link_to_what_took_its_place(council, pledge):
    newer = made(council, held_on=date(2026, 4, 1))
    replaced(pledge, newer)
    assert (pledge.lifecycle, pledge.closing_reason) == (Lifecycle.CLOSED, ClosingReason.REPLACED)
    assert [(each.older_id, each.newer_id) for each in lineage.chain_of(pledge.id)] == [(pledge.id, newer.id)]
    assert newer.lifecycle is Lifecycle.ADOPTED


def test_a_split_needs_two_successors_and_a_number_and_leaves_the_words(council, pledge):
    first, second = made(council, held_on=date(2026, 4, 1)), made(council, held_on=date(2026, 4, 1))
    words = pledge.words
    assert refusal(replaced, pledge, first, kind=LinkKind.SPLIT)[0] == "others"
    assert refusal(replaced, pledge, first, second, kind=LinkKind.SPLIT, document_number="")[0] == (
        "document_number"
    )
    replaced(pledge, first, second, kind=LinkKind.SPLIT)
    assert (pledge.words, pledge.closing_reason) == (words, ClosingReason.REPLACED)
    assert len(lineage.lineage_of(pledge).later) == 2


def test_a_pledge_carried_into_the_next_term_is_closed_as_carried_over(council, pledge):
    newer = made(council, held_on=date(2026, 4, 1))
    replaced(pledge, newer, kind=LinkKind.CARRIED_OVER)
    assert pledge.closing_reason is ClosingReason.CARRIED_OVER


@pytest.mark.parametrize("kind", [LinkKind.MERGED, LinkKind.CARRIED_OVER])
def test_merging_and_carrying_over_lead_to_one_pledge(council, pledge, kind):
    others = [made(council, held_on=date(2026, 4, 1)) for _ in range(2)]
    assert refusal(replaced, pledge, *others, kind=kind)[0] == "others"
    assert refusal(replaced, pledge, kind=kind)[0] == "others"


def test_a_promise_made_again_is_linked_and_both_are_followed(council, pledge):
    newer = made(council, held_on=date(2026, 4, 1))
    linked(pledge, newer)
    assert pledge.lifecycle is newer.lifecycle is Lifecycle.ADOPTED
    assert "already linked" in refusal(linked, pledge, newer)[1]


def test_links_that_make_no_sense_are_refused(council, pledge):
    newer = made(council, held_on=date(2026, 4, 1))
    assert refusal(linked, pledge, pledge)[0] == "others"
    assert "before" in refusal(linked, newer, pledge)[1]
    assert "Drafts" in refusal(linked, pledge, factories.make_pledge(council.id))[1]
    assert refusal(linked, pledge, newer, kind=LinkKind.REPLACED)[0] == "kind"
    assert refusal(linked, pledge, newer, decided_on=date(2031, 1, 1))[0] == "decided_on"
    assert refusal(replaced, pledge, newer, kind=LinkKind.PROMISED_AGAIN)[0] == "kind"


def test_a_chain_never_turns_back_on_itself(council):
    first, second, third = (made(council) for _ in range(3))
    linked(first, second)
    linked(second, third)
    assert "never turns back" in refusal(linked, third, first)[1]


def test_a_link_made_by_mistake_is_taken_back_unless_a_closed_pledge_rests_on_it(council, pledge):
    newer = made(council, held_on=date(2026, 4, 1))
    commands.unlink_pledges(link=lineage.get_link(linked(pledge, newer).id), actor=None)
    assert lineage.chain_of(pledge.id) == []
    (link,) = replaced(pledge, newer)
    assert pledge.code in refusal(commands.unlink_pledges, link=lineage.get_link(link.id), actor=None)[1]
    reopened(pledge)
    commands.unlink_pledges(link=lineage.get_link(link.id), actor=None)
    assert db.session.query(PledgeLink).count() == 0


def chain(council):
    pledges = [
        made(council, held_on=date(2024, 12, 1), due_on=date(2024, 12, 31)),
        made(council, held_on=date(2025, 6, 1), due_on=date(2025, 9, 30)),
        made(council, held_on=date(2025, 12, 1), due_on=date(2026, 2, 28)),
    ]
    for older, newer in pairwise(pledges):
        linked(older, newer)
    return pledges


def test_the_chain_tells_how_often_it_was_promised_and_how_far_it_slipped(council):
    first, second, third = chain(council)
    story = lineage.lineage_of(third)
    assert (story.times, story.first_due_on) == (3, date(2024, 12, 31))
    assert story.slip_on(date(2026, 1, 5)) == Slip(14, 0)
    assert story.slip_on(date(2026, 3, 31)) == Slip(15, 0)
    assert [link.older.code for link in story.earlier] == [first.code, second.code]
    assert lineage.lineage_of(first).times == 1
    assert [link.newer.code for link in lineage.lineage_of(first).later] == [second.code, third.code]
    third.completed_on = date(2026, 2, 14)
    assert story.slip_on(date(2026, 3, 31)) == Slip(13, 14)


def test_the_whole_chain_costs_one_statement_however_long(council):
    last_id = chain(council)[-1].id
    db.session.flush()
    db.session.expunge_all()
    with selects() as seen:
        links = lineage.chain_of(last_id)
        assert [link.older.session.held_on for link in links] == [date(2024, 12, 1), date(2025, 6, 1)]
    assert len(seen) == 1


def test_the_chain_of_another_council_is_not_seen(council):
    from app.core.tenancy import scoped_to

    _first, _second, third = chain(council)
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        assert lineage.chain_of(third.id) == []
