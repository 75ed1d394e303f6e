"""What waits for whom in the later chapters: written answers, reports, letters, handovers, topics."""

from datetime import timedelta

import pytest

from app.core.clock import today
from app.core.database import db
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.pressing.domain import LetterKind
from app.pressing.models import Letter, LetterRun
from app.questions.domain import QuestionKind
from app.reporting.domain import SubmissionStatus
from app.selection.models import TopicCall
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def page(council, as_role):
    return lambda role: as_role(role).get(f"/{council.slug}/").get_data(as_text=True)


def test_the_clerk_sees_a_written_answer_that_is_overdue(council, page):
    session = factories.make_session(council.id, held_on=today() - 40 * DAY)
    group = factories.make_topic_group(council.id, session=session)
    factories.make_question(
        council.id, topic_group=group, kind=QuestionKind.WRITTEN, topic="Nước sạch ở xã vùng cao"
    )
    assert "Nước sạch ở xã vùng cao" in page("clerk")
    assert "quá hạn 20 ngày" in page("clerk")


def test_the_secretariat_sees_a_report_an_agency_sent(council, page):
    pledge = factories.make_pledge(council.id, words="Hoàn thành cầu số 2")
    factories.adopt(pledge)
    sent = factories.make_submission(pledge, status=SubmissionStatus.SENT)
    for role in ("clerk", "lead"):
        assert f"/received-reports/{sent.id}" in page(role)


def test_a_letter_nobody_answered_in_its_term_waits_for_those_who_send_letters(council, page):
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    agency = factories.make_agency(council.id, name="Sở Không Trả Lời")
    run = LetterRun(kind=LetterKind.EXPLANATION, signed_on=today() - 30 * DAY, answer_due_on=today() - DAY)
    db.session.add(run)
    db.session.flush()
    paper = IssuedDocument(
        kind=DocumentKind.EXPLANATION_DEMAND, number="7/HĐND-VP", title="Về việc giải trình", issued_on=run.signed_on,
        subject_type="LetterRun", subject_id=run.id, sha256="0" * 64, size=1, pages=1, media_type="application/pdf",
        data={}, template_version="1",
    )  # fmt: skip
    db.session.add(paper)
    db.session.flush()
    db.session.add(Letter(run_id=run.id, agency_id=agency.id, document_id=paper.id))
    db.session.flush()
    for role in ("lead", "standing_committee"):
        assert "Sở Không Trả Lời" in page(role)
    assert "Sở Không Trả Lời" not in page("delegate")


def test_a_new_holder_who_was_handed_nothing_waits_for_the_clerk(council, page):
    answered = today() - 200 * DAY
    before = factories.make_holding(council.id, ends_on=answered + 10 * DAY)
    answer = factories.make_answer(council.id, holding=before, answered_on=answered)
    pledge = factories.make_pledge(council.id, answer=answer)
    factories.adopt(pledge)
    after = factories.make_holding(council.id, office=before.office, starts_on=answered + 11 * DAY)
    assert f"/handovers/offices/{after.office_id}" in page("clerk")


def test_topics_of_a_coming_sitting_wait_for_delegates_and_for_those_who_decide(council, page):
    sitting = factories.make_sitting(council.id, name="Kỳ họp thứ Mười Một", opens_on=today() + 30 * DAY)
    db.session.add(TopicCall(sitting_id=sitting.id, opened_on=today() - DAY, closes_on=today() + 5 * DAY))
    db.session.flush()
    for role in ("delegate", "lead", "standing_committee"):
        assert f"/sittings/{sitting.id}/topics" in page(role)


def test_the_next_sitting_says_how_many_have_not_reported(council, page):
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    sitting = factories.make_sitting(council.id, name="Kỳ họp thứ Mười Hai", opens_on=today() + 20 * DAY)
    shown = page("standing_committee")
    assert f"/pressing/sittings/{sitting.id}" in shown
    assert "1 trên 1 nơi chưa báo cáo" in shown
