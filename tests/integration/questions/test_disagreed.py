"""Answers that are not agreed with: who is told, the list of them, and what was decided on each."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.questions import queries
from app.questions.domain import Escalation, OpinionOutcome
from app.questions.models import OpinionDecision
from app.questions.opinions.commands import log_decision, state_opinion
from app.questions.opinions.disagreed import (
    DisagreedView,
    awaiting_opinion,
    count_disagreed,
    decisions_on,
    disagreed_page,
    get_disagreement,
    undecided,
)
from app.questions.opinions.domain import NewDecision, NewOpinion
from app.questions.written.commands import put_second_round
from tests import factories
from tests.integration.dossier.test_register import statements_of
from tests.integration.questions.asking import asks, delegate_with_account, put_in_writing

DEBATED = NewDecision(outcome=OpinionOutcome.DEBATED, decided_on=today(), document_number="12/TB-HĐND")


def answered_to(council, delegate, *, topic="Nước sạch vùng cao", text=""):
    answer = factories.make_answer(council.id, question=factories.make_question(council.id, topic=topic))
    asks(council, answer.question, delegate)
    return queries.get_answer(answer.id)


def disagreement(council, delegate, user=None, *, escalation=None, reason="Chưa nêu thời hạn", **values):
    answer = answered_to(council, delegate, **values)
    no = NewOpinion(agrees=False, reason=reason, escalation=escalation)
    stated = state_opinion(answer=answer, delegate_id=delegate.id, new=no, actor=user)
    return get_disagreement(stated.id)


def listed(view=DisagreedView.OPEN, **values):
    return [each.opinion.id for each in disagreed_page(view, **values).rows]


@pytest.fixture
def delegate(council):
    return delegate_with_account(council)


def test_a_delegates_home_leads_to_each_answer_that_waits_for_their_opinion(app, council, delegate) -> None:
    who, user = delegate
    answer = answered_to(council, who)
    answered_to(council, factories.make_delegate(council.id), topic="Của người khác")
    home, browser = f"/{council.slug}/", factories.browser_of(app, user)
    page = browser.get(home).text
    assert f"/answers/{answer.id}/opinion" in page
    assert "Trả lời chờ ý kiến của tôi" in page
    assert "Của người khác" not in page
    state_opinion(answer=answer, delegate_id=who.id, new=NewOpinion(agrees=True), actor=user)
    assert awaiting_opinion([who.id], most=8) == []
    assert f"/answers/{answer.id}/opinion" not in browser.get(home).text


def test_the_latest_answer_waits_on_top(council, delegate) -> None:
    who, _user = delegate
    older, newer = answered_to(council, who), answered_to(council, who)
    older.answered_on, newer.answered_on = date(2026, 1, 1), date(2026, 2, 1)
    db.session.flush()
    assert [each.id for each in awaiting_opinion([who.id], most=8)] == [newer.id, older.id]


def test_who_works_for_the_council_sees_on_the_first_page_what_is_not_agreed_with(
    council, as_role, delegate
) -> None:
    opinion = disagreement(council, *delegate, escalation=Escalation.RESPONSIBILITY)
    for role in ("clerk", "lead", "standing_committee"):
        page = as_role(role).get(f"/{council.slug}/").text
        assert "Trả lời đại biểu chưa đồng ý" in page
        assert "Chưa nêu thời hạn" in page
        assert f"/{council.slug}/opinions" in page
    log_decision(opinion=opinion, new=DEBATED, actor=None)
    assert "Chưa nêu thời hạn" not in as_role("clerk").get(f"/{council.slug}/").text


def test_what_waits_what_was_decided_and_what_is_asked_for_are_told_apart(council, delegate) -> None:
    waits = disagreement(council, *delegate, escalation=Escalation.DEBATE)
    decided = disagreement(council, *delegate, escalation=Escalation.RESPONSIBILITY)
    log_decision(opinion=decided, new=DEBATED, actor=None)
    taken_back = disagreement(council, *delegate)
    who, user = delegate
    state_opinion(
        answer=queries.get_answer(taken_back.answer_id), delegate_id=who.id, new=NewOpinion(agrees=True), actor=user
    )  # fmt: skip
    assert listed() == [waits.id]
    assert listed(DisagreedView.DECIDED) == [decided.id]
    assert listed(DisagreedView.ALL) == [decided.id, waits.id]
    assert listed(DisagreedView.ALL, escalation=Escalation.DEBATE) == [waits.id]
    assert list(count_disagreed().values()) == [1, 1, 2]
    assert list(count_disagreed(Escalation.RESPONSIBILITY).values()) == [0, 1, 1]
    assert [each.id for each in undecided(most=8)] == [waits.id]


def test_a_second_round_settles_a_disagreement_with_a_written_answer(council, delegate) -> None:
    who, user = delegate
    question = put_in_writing(council, who, days_ago=30)
    answer = factories.make_answer(council.id, question=question, answered_on=today() - timedelta(days=5))
    no = NewOpinion(agrees=False, reason="Chưa rõ")
    opinion = state_opinion(answer=queries.get_answer(answer.id), delegate_id=who.id, new=no, actor=user)
    assert listed() == [opinion.id]
    second = put_second_round(
        question=queries.get_question(question.id), text="Xin nêu rõ", asked_on=today(), actor=user
    )
    [line] = disagreed_page(DisagreedView.DECIDED).rows
    assert (line.opinion.id, line.second_round_id, line.decision) == (opinion.id, second.id, None)
    assert listed() == []


def test_the_clerk_logs_what_was_decided_and_everyone_reads_it(council, as_role, delegate) -> None:
    opinion = disagreement(council, *delegate, escalation=Escalation.DEBATE)
    clerk, at = as_role("clerk"), f"/{council.slug}/opinions"
    assert "Đề nghị đưa ra thảo luận" in clerk.get(at).text
    form = f"{at}/{opinion.id}/decision"
    typed = {"outcome": "not_taken_up", "decided_on": today().strftime("%d/%m/%Y"), "document_number": "5/TB"}
    refused = clerk.post(form, data=typed)
    assert refused.status_code == 422
    assert "nêu ngắn gọn lý do" in refused.text
    assert 'value="5/TB"' in refused.text
    assert clerk.post(form, data={**typed, "note": "Đã rõ tại báo cáo bổ sung"}).status_code == 302
    assert as_role("delegate").post(form, data=typed).status_code == 403
    for address in (f"{at}?view=decided", f"/{council.slug}/questions/{opinion.answer.question_id}"):
        shown = as_role("monitor").get(address).text
        for words in ("Không xem xét thêm", "5/TB", "Đã rõ tại báo cáo bổ sung"):
            assert words in shown
    line = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.event == "OpinionDecided")).one()
    assert (line.details["opinion_id"], line.details["outcome"]) == (opinion.id, "not_taken_up")


def test_a_later_decision_holds_and_the_earlier_one_stays(council, delegate) -> None:
    opinion = disagreement(council, *delegate)
    log_decision(opinion=opinion, new=DEBATED, actor=None)
    log_decision(
        opinion=opinion,
        new=NewDecision(outcome=OpinionOutcome.RESPONSIBILITY, decided_on=today()),
        actor=None,
    )
    assert decisions_on([opinion.id])[opinion.id].outcome is OpinionOutcome.RESPONSIBILITY
    assert db.session.scalar(sa.select(sa.func.count(OpinionDecision.id))) == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"decided_on": today() + timedelta(days=1)}, "decided_on"),
        ({"decided_on": today() - timedelta(days=1)}, "decided_on"),
        ({"outcome": OpinionOutcome.NOT_TAKEN_UP, "note": " "}, "note"),
    ],
)
def test_a_decision_out_of_time_or_without_its_reason_is_refused(council, delegate, changed, field) -> None:
    opinion = disagreement(council, *delegate)
    values = {"outcome": OpinionOutcome.DEBATED, "decided_on": today(), **changed}
    with pytest.raises(DomainError) as refused:
        log_decision(opinion=opinion, new=NewDecision(**values), actor=None)
    assert refused.value.field == field


def test_nothing_is_decided_on_a_disagreement_that_was_taken_back(council, delegate) -> None:
    who, user = delegate
    opinion = disagreement(council, who, user)
    state_opinion(
        answer=queries.get_answer(opinion.answer_id), delegate_id=who.id, new=NewOpinion(agrees=True), actor=user
    )  # fmt: skip
    with pytest.raises(DomainError):
        log_decision(opinion=opinion, new=DEBATED, actor=None)


def test_the_database_lets_nobody_rewrite_what_was_decided(council, delegate) -> None:
    decision = log_decision(opinion=disagreement(council, *delegate), new=DEBATED, actor=None)
    for act in (
        sa.update(OpinionDecision).values(note="khác").where(OpinionDecision.id == decision.id),
        sa.delete(OpinionDecision).where(OpinionDecision.id == decision.id),
    ):
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.execute(act)


def test_the_list_comes_page_by_page_in_the_same_statements_however_long_it_is(
    council, as_role, delegate
) -> None:
    clerk, address = as_role("clerk"), f"/{council.slug}/opinions"
    made = [disagreement(council, *delegate).id]
    clerk.get(address)
    few = statements_of(clerk, address)
    made += [disagreement(council, *delegate).id for _more in range(6)]
    clerk.get(address)
    assert statements_of(clerk, address) == few
    first = disagreed_page(DisagreedView.OPEN, size=4)
    rest = disagreed_page(DisagreedView.OPEN, size=4, cursor=first.next_cursor)
    assert [each.opinion.id for each in (*first.rows, *rest.rows)] == sorted(made, reverse=True)
