"""From the call to the decision: each step writes what the next one reads, and what is decided stays."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.questions.commands import remove_question
from app.questions.queries import questions_of_group
from app.selection import commands, queries
from app.selection.asking_again.queries import asked_again, asked_in_session
from app.selection.domain import (
    CallStatus,
    NewCall,
    NewCandidate,
    NewDecision,
    NewProposal,
    ProposalSource,
    Stated,
)
from app.selection.queries import TallyBy
from app.sittings.commands import remove_topic_group
from app.sittings.queries import topic_groups
from tests import factories

UNTIL = today() + timedelta(days=5)


def ask(call):
    commands.start_opinions(call=call, close_on=UNTIL, actor=None)


def decide(call, *chosen, **values):
    given = {"decided_on": today(), "document_number": "12/NQ-HĐND", "held_on": call.sitting.opens_on}
    new = NewDecision(candidate_ids=tuple(each.id for each in chosen), **{**given, **values})
    return commands.decide_topics(call=call, new=new, actor=None)


def test_a_sitting_has_one_call(sitting, call):
    with pytest.raises(DomainError, match="already"):
        commands.open_call(
            sitting=sitting.record, new=NewCall(opened_on=today(), closes_on=UNTIL), actor=None
        )


def test_ones_own_proposal_comes_in_by_the_last_day_one_on_paper_may_be_entered_later(call, proposed):
    call.closes_on = today() - timedelta(days=1)
    entered = proposed()
    new = NewProposal(
        title="Đường",
        criterion=entered.criterion,
        delegate_id=entered.delegate_id,
        office_id=entered.office_id,
        grounds="Căn cứ",
    )
    with pytest.raises(DomainError, match="taken until"):
        commands.propose_topic(call=call, new=new, actor=None, on=today())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"office_id": None}, "office"),
        ({"grounds": "", "question_text": ""}, "grounds"),
        ({"source": ProposalSource.VOTERS, "delegate_id": None}, "petition"),
        ({"delegate_id": None}, "delegate"),
    ],
)
def test_a_proposal_says_what_a_questioning_form_says(proposed, values, field):
    with pytest.raises(DomainError) as refused:
        proposed(**values)
    assert refused.value.field == field


def test_a_proposal_asks_again_only_about_a_pledge_that_is_still_followed(council, proposed, late):
    assert proposed(pledge_id=late.id).pledge_id == late.id
    with pytest.raises(DomainError, match="still followed") as refused:
        proposed(pledge_id=factories.make_pledge(council.id).id)
    assert refused.value.field == "pledge"


def test_proposals_are_counted_by_matter_with_the_delegates_behind_each(call, proposed, sitting):
    one, two, _three = sitting.delegates
    proposed("Nước sạch", by=one)
    proposed("nước sạch", by=two)
    proposed("Nước sạch", by=two)
    proposed("Rác thải", source=ProposalSource.VOTERS, delegate_id=None, petition="Cử tri phường 2")
    groups = queries.grouped(queries.proposals_of(call.id), TallyBy.TITLE)
    assert [(each.label, len(each.proposals), each.delegates) for each in groups] == [
        ("Nước sạch", 3, 2),
        ("Rác thải", 1, 0),
    ]


def test_several_proposals_become_one_group_and_a_withdrawn_one_leaves_it(call, proposed, listed):
    first, second = proposed("Nước sạch"), proposed("Cấp nước")
    candidate = listed("Cấp nước sạch", first, second)
    assert {first.candidate_id, second.candidate_id} == {candidate.id}
    commands.withdraw_proposal(proposal=second, actor=None)
    assert second.candidate_id is None
    assert [each.id for each in queries.proposals_of(call.id)] == [first.id]
    with pytest.raises(DomainError, match="withdrawn already"):
        commands.withdraw_proposal(proposal=second, actor=None)


def test_a_group_taken_off_the_shortlist_frees_its_proposals(call, proposed, listed):
    proposal = proposed()
    commands.remove_candidate(candidate=listed("Nước", proposal), actor=None)
    db.session.refresh(proposal)
    assert proposal.candidate_id is None
    assert queries.candidates_of(call.id) == []


def test_the_shortlist_stands_from_the_first_opinion_on(call, proposed, listed, sitting):
    with pytest.raises(DomainError, match="at least one group"):
        ask(call)
    candidate = listed("Nước", proposed())
    ask(call)
    for refused in (
        lambda: proposed("Đường"),
        lambda: listed("Đường"),
        lambda: commands.move_candidate(candidate=candidate, upwards=True, actor=None),
        lambda: commands.withdraw_proposal(proposal=queries.proposals_of(call.id)[0], actor=None),
    ):
        with pytest.raises(DomainError, match="no longer changes"):
            refused()
    commands.take_opinions_back(call=call, actor=None)
    ask(call)
    said = {(sitting.delegates[0].id, candidate.id): Stated(agrees=True)}
    assert commands.state_opinions(call=call, opinions=said, actor=None) == 1
    with pytest.raises(DomainError, match="given already"):
        commands.take_opinions_back(call=call, actor=None)


def test_only_delegates_in_office_are_counted_and_only_what_is_new_is_written(
    call, proposed, listed, sitting
):
    candidate = listed("Nước", proposed())
    ask(call)
    one, two, _silent = sitting.delegates
    said = {
        (one.id, candidate.id): Stated(agrees=True),
        (two.id, candidate.id): Stated(agrees=False, note="Đã rõ"),
    }
    assert commands.state_opinions(call=call, opinions=said, actor=None) == 2
    assert commands.state_opinions(call=call, opinions=said, actor=None) == 0
    with pytest.raises(DomainError, match="in office"):
        commands.state_opinions(
            call=call, opinions={(sitting.gone.id, candidate.id): Stated(agrees=True)}, actor=None
        )
    counted = queries.tallies(
        [candidate], queries.opinions_of(call.id), queries.in_office(sitting.record.term_id, today())
    )[candidate.id]
    assert (counted.agreed, counted.disagreed, counted.silent, counted.in_office) == (1, 1, 1, 3)
    assert not counted.has_majority
    commands.state_opinions(call=call, opinions={(two.id, candidate.id): None}, actor=None)
    assert {each.delegate_id for each in queries.opinions_of(call.id)} == {one.id}


def test_ones_own_opinion_counts_until_the_last_day(call, proposed, listed, sitting):
    candidate = listed("Nước", proposed())
    ask(call)
    call.opinions_close_on = today() - timedelta(days=1)
    said = {(sitting.delegates[0].id, candidate.id): Stated(agrees=True)}
    with pytest.raises(DomainError, match="taken until"):
        commands.state_opinions(call=call, opinions=said, actor=None, on=today())
    assert commands.state_opinions(call=call, opinions=said, actor=None) == 1


def test_the_decision_makes_the_groups_in_order_with_the_questions_proposed(
    call, proposed, listed, sitting, late
):
    one, two, _three = sitting.delegates
    water, roads = proposed("Nước sạch", by=one), proposed("Đường xá", by=two)
    broken = proposed("Lời hứa cũ", by=two, pledge_id=late.id, question_text="")
    first = listed("Nhóm nước", water)
    left_out = listed("Nhóm đường", roads)
    again = listed("Tái chất vấn", broken, asks_again=True)
    commands.move_candidate(candidate=again, upwards=True, actor=None)
    ask(call)
    session = decide(call, first, again)
    assert [each.title for each in topic_groups(session.id)] == ["Nhóm nước", "Tái chất vấn"]
    assert (call.status, call.session_id, call.decision_number) == (
        CallStatus.DECIDED,
        session.id,
        "12/NQ-HĐND",
    )
    assert (first.chosen, left_out.chosen, left_out.topic_group_id) == (True, False, None)
    [question] = questions_of_group(first.topic_group_id)
    assert (question.text, [each.delegate_id for each in question.askers]) == (
        "Vì sao nước sạch chậm?",
        [one.id],
    )
    assert asked_in_session(session.id) == {late.id}
    assert asked_again([late.id])[late.id][0].session.id == session.id


def test_what_is_decided_is_frozen(call, proposed, listed):
    candidate = listed("Nước", proposed())
    ask(call)
    decide(call, candidate)
    changed = NewCandidate(title="Khác", criterion=candidate.criterion)
    for refused in (
        lambda: proposed("Đường"),
        lambda: listed("Đường"),
        lambda: commands.change_candidate(
            candidate=candidate, new=changed, expected_version=None, actor=None
        ),
        lambda: commands.state_opinions(call=call, opinions={}, actor=None),
        lambda: commands.change_call(
            call=call, new=NewCall(opened_on=today(), closes_on=UNTIL), expected_version=None, actor=None
        ),
    ):
        with pytest.raises(DomainError, match="decided"):
            refused()
    with pytest.raises(DomainError, match="cannot become"):
        decide(call, candidate)


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"decided_on": today() + timedelta(days=1)}, "between the call"),
        ({"held_on": None}, "Choose the session"),
        ({"session_id": 10**6}, "session of this sitting"),
        ({"candidate_ids": ()}, "at least one"),
        ({"candidate_ids": (10**6,)}, "of this shortlist"),
    ],
)
def test_a_decision_names_groups_of_the_shortlist_a_day_and_a_session(call, proposed, listed, values, match):
    candidate = listed("Nước", proposed())
    ask(call)
    given = {
        "candidate_ids": (candidate.id,),
        "decided_on": today(),
        "document_number": "",
        "held_on": call.sitting.opens_on,
    }
    with pytest.raises(DomainError, match=match):
        commands.decide_topics(call=call, new=NewDecision(**{**given, **values}), actor=None)


def test_a_decision_into_a_session_that_has_the_group_adds_its_questions(
    call, council, proposed, listed, sitting
):
    session = factories.make_session(council.id, sitting=sitting.record, held_on=call.sitting.opens_on)
    group = factories.make_topic_group(council.id, session=session, title="Nước")
    factories.make_question(council.id, topic_group=group, position=1)
    candidate = listed("Nước", proposed())
    ask(call)
    assert decide(call, candidate, session_id=session.id, held_on=None).id == session.id
    assert [each.position for each in questions_of_group(group.id)] == [1, 2]


def test_each_step_is_a_line_of_the_log(call, proposed, listed, sitting):
    proposal = proposed()
    candidate = listed("Nước", proposal)
    ask(call)
    said = {(sitting.delegates[0].id, candidate.id): Stated(agrees=True)}
    commands.state_opinions(call=call, opinions=said, actor=None)
    decide(call, candidate)
    events = list(db.session.scalars(sa.select(AuditEntry.event).order_by(AuditEntry.seq)))
    wanted = [
        "CallOpened",
        "TopicProposed",
        "CandidateListed",
        "CallChanged",
        "OpinionsStated",
        "TopicsDecided",
    ]
    assert [each for each in events if each in wanted] == wanted


def test_a_question_and_a_group_that_came_of_a_decision_can_still_be_removed(call, proposed, listed, late):
    candidate = listed("Nước", proposed(pledge_id=late.id))
    ask(call)
    session = decide(call, candidate)
    [group] = topic_groups(session.id)
    [question] = questions_of_group(group.id)
    remove_question(question=question, actor=None)
    assert asked_in_session(session.id) == frozenset()
    remove_topic_group(group=group, actor=None)
    assert topic_groups(session.id) == []
