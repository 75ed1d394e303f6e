"""Questions put in writing: the clock, who owes, the paper that came in, the second round."""

from datetime import date, timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa

from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.council.models import LegalLimit
from app.questions import queries
from app.questions.domain import NewAnswer
from app.questions.models import AnswerFile, Question
from app.questions.opinions.commands import state_opinion
from app.questions.opinions.domain import NewOpinion
from app.questions.written.commands import log_written_answer, put_second_round
from app.questions.written.domain import WrittenFilter, WrittenState
from app.questions.written.queries import count_by_state, lines_of, written_page
from tests import factories
from tests.integration.questions.asking import delegate_with_account, put_in_writing
from tests.unit.evidence.test_checks import pdf


@pytest.fixture
def holding(council):
    return factories.make_holding(council.id)


def answered(council, question, *, days_ago: int = 0, **values):
    return factories.make_answer(
        council.id, question=question, answered_on=today() - timedelta(days=days_ago), **values
    )


def one_in_each_state(council) -> dict[WrittenState, int]:
    delegate, user = delegate_with_account(council)
    made = {
        WrittenState.OVERDUE: put_in_writing(council, delegate, days_ago=21),
        WrittenState.DUE_SOON: put_in_writing(council, delegate, days_ago=20),
        WrittenState.WAITING: put_in_writing(council, delegate, days_ago=14),
        WrittenState.ANSWERED: put_in_writing(council, delegate, days_ago=60),
        WrittenState.DISAGREED: put_in_writing(council, delegate, days_ago=60),
        WrittenState.SECOND_ROUND: put_in_writing(council, delegate, days_ago=60),
    }
    for state in (WrittenState.ANSWERED, WrittenState.DISAGREED, WrittenState.SECOND_ROUND):
        answer = answered(council, made[state], days_ago=30)
        opinion = NewOpinion(agrees=state is WrittenState.ANSWERED, reason="Chưa rõ")
        state_opinion(answer=queries.get_answer(answer.id), delegate_id=delegate.id, new=opinion, actor=user)
    put_second_round(
        question=queries.get_question(made[WrittenState.SECOND_ROUND].id),
        text="Xin trả lời rõ thời hạn",
        asked_on=today(),
        actor=user,
    )
    return {state: question.id for state, question in made.items()}


def test_the_database_and_the_rule_tell_the_same_state_of_every_question(council) -> None:
    made = one_in_each_state(council)
    for state, question_id in made.items():
        found = [line.question.id for line in written_page(WrittenFilter(state=state), day=today()).rows]
        assert question_id in found, state
        assert all(
            line.clock.state is state for line in written_page(WrittenFilter(state=state), day=today()).rows
        )
    counts = count_by_state(WrittenFilter(), day=today())
    assert counts == {state: 2 if state is WrittenState.WAITING else 1 for state in WrittenState}


def test_what_is_overdue_longest_stands_on_top_and_what_was_answered_below(council) -> None:
    made = one_in_each_state(council)
    older = put_in_writing(council, days_ago=90)
    rows = written_page(WrittenFilter(), day=today()).rows
    assert [line.question.id for line in rows[:2]] == [older.id, made[WrittenState.OVERDUE]]
    assert rows[0].clock.days_late == 70
    is_answered = [line.clock.answered_on is not None for line in rows]
    assert is_answered == sorted(is_answered)


def test_pages_follow_one_another_without_a_gap_and_lead_back(council) -> None:
    one_in_each_state(council)
    everything = [line.question.id for line in written_page(WrittenFilter(), day=today()).rows]
    seen, cursor = [], None
    while True:
        page = written_page(WrittenFilter(), day=today(), cursor=cursor, size=2)
        seen += [line.question.id for line in page.rows]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == everything
    back = written_page(WrittenFilter(), day=today(), cursor=page.previous_cursor, size=2)
    assert [line.question.id for line in back.rows] == everything[-3:-1]


def test_the_limit_is_the_one_in_force_on_the_day_the_question_was_put(council) -> None:
    put_on = today() - timedelta(days=10)
    db.session.add(
        LegalLimit(council_id=council.id, code="written_answer", days=7, starts_on=put_on, basis="Nội quy")
    )
    db.session.flush()
    before, after = (put_in_writing(council, days_ago=days) for days in (11, 10))
    clocks = [lines_of([queries.get_question(each.id)], day=today())[0].clock for each in (before, after)]
    assert [clock.due_on for clock in clocks] == [
        put_on - timedelta(days=1) + timedelta(days=20),
        put_on + timedelta(days=7),
    ]
    overdue = written_page(WrittenFilter(state=WrittenState.OVERDUE), day=today()).rows
    assert [line.question.id for line in overdue] == [after.id]


def test_who_owes_is_who_holds_the_office_today(council, holding) -> None:
    put_in_writing(council, days_ago=30, office=holding.office)
    holding.ends_on = today() - timedelta(days=5)
    person = factories.make_person(council.id, full_name="Người Kế Nhiệm")
    factories.make_holding(council.id, office=holding.office, person=person, starts_on=today())
    [line] = written_page(WrittenFilter(office_id=holding.office_id), day=today()).rows
    assert line.holder.full_name == "Người Kế Nhiệm"
    assert written_page(WrittenFilter(office_id=0), day=today()).rows == []


def test_the_answer_is_logged_with_its_number_day_and_scanned_paper(council, as_role, holding) -> None:
    question = put_in_writing(council, days_ago=12, office=holding.office)
    clerk = as_role("clerk")
    path = f"/{council.slug}/questions/{question.id}/written-answer"
    assert holding.person.full_name in clerk.get(path).text
    sent = clerk.post(
        path,
        data={
            "answerer": f"{holding.person.full_name} — {holding.office.title}",
            "capacity": "questioned",
            "document_number": "598/SYT-VP",
            "answered_on": today().strftime("%d/%m/%Y"),
            "evidence": (BytesIO(pdf()), "Trả lời 598.pdf"),
        },
        content_type="multipart/form-data",
    )
    assert sent.status_code == 302, sent.text
    [answer] = queries.answers_of_question(question.id)
    assert (answer.document_number, answer.office_id, answer.person_id) == (
        "598/SYT-VP",
        holding.office_id,
        holding.person_id,
    )
    page = clerk.get(f"/{council.slug}/questions/{question.id}").text
    assert "598/SYT-VP" in page
    assert "Trả lời 598.pdf" in page
    [kept] = db.session.scalars(sa.select(AnswerFile)).all()
    clerk.post(f"/{council.slug}/answers/{answer.id}/files/{kept.evidence_id}/remove")
    assert db.session.scalars(sa.select(AnswerFile)).all() == []


def test_a_file_that_is_not_what_it_says_logs_nothing_and_keeps_what_was_typed(council, as_role, holding):
    question = put_in_writing(council, office=holding.office)
    sent = as_role("clerk").post(
        f"/{council.slug}/questions/{question.id}/written-answer",
        data={
            "answerer": f"{holding.person.full_name} — {holding.office.title}",
            "capacity": "questioned",
            "document_number": "598/SYT-VP",
            "answered_on": today().strftime("%d/%m/%Y"),
            "evidence": (BytesIO(b"MZ"), "a.pdf"),
        },
        content_type="multipart/form-data",
    )
    assert sent.status_code == 422
    assert 'value="598/SYT-VP"' in sent.text
    assert queries.answers_of_question(question.id) == []


@pytest.mark.parametrize(
    ("new", "field"),
    [
        ({"document_number": "", "text": ""}, "document_number"),
        ({"answered_on": date(2001, 1, 1)}, "answered_on"),
        ({"answered_on": date(2100, 1, 1)}, "answered_on"),
    ],
)
def test_an_answer_without_substance_or_out_of_time_is_refused(council, holding, new, field) -> None:
    question = put_in_writing(council, days_ago=3)
    values = {"answered_on": today(), "office_id": holding.office_id, "document_number": "1", **new}
    with pytest.raises(DomainError) as refused:
        log_written_answer(
            question=queries.get_question(question.id), new=NewAnswer(**values), files=(), actor=None
        )
    assert refused.value.field == field


def test_the_second_round_follows_the_first_with_a_clock_of_its_own(council, as_role, holding) -> None:
    delegate, _user = delegate_with_account(council)
    question = put_in_writing(council, delegate, days_ago=60, office=holding.office)
    answered(council, question, days_ago=31)
    path = f"/{council.slug}/questions/{question.id}/second-round"
    day = (today() - timedelta(days=30)).strftime("%d/%m/%Y")
    sent = as_role("clerk").post(path, data={"text": "Xin nêu rõ thời hạn", "asked_on": day})
    put = queries.get_question(int(sent.location.rpartition("/")[2]))
    assert (put.parent_id, put.kind, put.addressee_office_id) == (question.id, "written", holding.office_id)
    assert [asker.delegate_id for asker in put.askers] == [delegate.id]
    clock = lines_of([put], day=today())[0].clock
    assert clock.due_on == today() - timedelta(days=10)
    assert (clock.state, clock.days_late) == (WrittenState.OVERDUE, 10)
    assert as_role("clerk").post(path, data={"text": "Nữa", "asked_on": day}).status_code == 422


def test_only_what_was_answered_in_writing_has_a_second_round(council) -> None:
    for question in (put_in_writing(council), factories.make_question(council.id)):
        with pytest.raises(DomainError):
            put_second_round(
                question=queries.get_question(question.id), text="Xin hỏi lại", asked_on=today(), actor=None
            )


def test_the_clerk_names_who_owes_the_answer_with_the_question(council, as_role, holding) -> None:
    session = factories.make_session(council.id, held_on=today() - timedelta(days=4))
    group = factories.make_topic_group(council.id, session=session)
    sent = as_role("clerk").post(
        f"/{council.slug}/topics/{group.id}/questions/new",
        data={
            "kind": "written",
            "topic_group_id": group.id,
            "parent_id": 0,
            "written_reason": "not_reached",
            "addressee": holding.office.title,
            "topic": "Bệnh viện",
            "asked_on": (today() - timedelta(days=2)).strftime("%d/%m/%Y"),
        },
    )
    assert sent.status_code == 302, sent.text
    stored = db.session.scalars(sa.select(Question)).one()
    assert (stored.addressee_office_id, stored.asked_on) == (holding.office_id, today() - timedelta(days=2))
    clerk = as_role("clerk")
    form = clerk.get(f"/{council.slug}/questions/{stored.id}/edit").text
    assert holding.office.title in form
    page = clerk.get(f"/{council.slug}/sessions/{session.id}").text
    assert (today() + timedelta(days=18)).strftime("%d/%m/%Y") in page
