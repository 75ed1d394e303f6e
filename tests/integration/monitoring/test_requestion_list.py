"""The list for questioning again: proposed from what the register says, ticked by people, issued with a number."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError
from app.documents.domain import DocumentKind
from app.documents.issuing.commands import issue_paper
from app.documents.issuing.domain import Outgoing
from app.documents.models import IssuedDocument
from app.documents.printing import print_papers
from app.monitoring.domain import NextStep, RoundStatus
from app.monitoring.models import Assessment
from app.monitoring.requestion.assembling import list_of, to_be_issued
from app.monitoring.requestion.queries import candidates
from app.pledges.domain import LinkKind, Verdict
from app.pledges.models import PledgeLink
from tests import factories
from tests.integration.pledges.counting import selects

OUT = Outgoing(issued_on=date(2026, 12, 4), number="148", signer_name="Người Ký")


@pytest.fixture
def pledges(council):
    """The first overdue since the end of October, the second in time, the third overdue for over a year."""
    answer = factories.make_answer(council.id)
    due = (date(2026, 10, 31), date(2026, 12, 31), date(2025, 1, 31))
    made = [factories.make_pledge(council.id, answer=answer, due_on=day) for day in due]
    factories.adopt(*made, number="95/NQ-HĐND")
    return made


def judged(pledge, *, number=1, status=RoundStatus.APPROVED, **values):
    as_of = date(2026, 11, number)
    round_ = factories.make_round(pledge.council_id, number=number, as_of=as_of, status=RoundStatus.ASSESSING)
    db.session.add(
        Assessment(council_id=pledge.council_id, round_id=round_.id, pledge_id=pledge.id, **values)
    )
    db.session.flush()
    round_.status = status
    db.session.flush()


def codes(council, **asked):
    return [row.code for row in list_of(council, Outgoing(), **asked).rows]


def test_what_is_merely_overdue_is_shown_and_not_ticked_what_is_long_overdue_is(council, pledges):
    late, _in_time, long_late = pledges
    assert [each.pledge.id for each in candidates(council)] == [late.id, long_late.id]
    assert codes(council) == [long_late.code]


def test_the_next_step_the_assessor_chose_brings_a_pledge_in_time_onto_the_list(council, pledges):
    judged(pledges[1], verdict=Verdict.IN_PROGRESS, next_step=NextStep.REQUESTION)
    [row] = [each for each in candidates(council) if each.pledge.id == pledges[1].id]
    assert row.facts.reasons == ("Cơ quan giám sát đề nghị tái chất vấn, đợt 1 (tính đến 01/11/2026)",)


def test_a_verdict_nobody_has_approved_yet_is_no_reason(council, pledges):
    judged(
        pledges[1], status=RoundStatus.ASSESSING, verdict=Verdict.IN_PROGRESS, next_step=NextStep.REQUESTION
    )
    assert pledges[1].id not in {each.pledge.id for each in candidates(council)}


def test_only_the_latest_approved_round_speaks(council, pledges):
    judged(
        pledges[1], number=1, verdict=Verdict.UNSATISFACTORY, reason="Chưa đạt", next_step=NextStep.REQUESTION
    )
    judged(pledges[1], number=2, verdict=Verdict.IN_PROGRESS, next_step=NextStep.KEEP_MONITORING)
    assert pledges[1].id not in {each.pledge.id for each in candidates(council)}


def test_a_promise_made_again_is_counted(council, pledges):
    older, newer = pledges[1], pledges[0]
    db.session.add(
        PledgeLink(
            council_id=council.id,
            older_id=older.id,
            newer_id=newer.id,
            kind=LinkKind.PROMISED_AGAIN,
            decided_on=date(2026, 11, 1),
        )
    )
    db.session.flush()
    [row] = [each for each in candidates(council) if each.pledge.id == newer.id]
    assert "Hứa lần thứ 2" in row.facts.reasons
    assert row.facts.is_proposed


def test_the_list_holds_what_was_ticked_and_only_that(council, pledges):
    assert codes(council, ticked=[pledges[0].id]) == [pledges[0].code]


def test_a_list_without_a_pledge_is_not_issued(council, pledges):
    with pytest.raises(DomainError, match="Tick at least one"):
        to_be_issued(council, OUT, ticked=[])


@pytest.mark.usefixtures("quick_paper")
def test_an_issued_list_takes_a_number_among_the_reports(council, pledges):
    manuscript = to_be_issued(council, OUT, ticked=[pledges[0].id])
    issued = issue_paper(manuscript=manuscript, printed=print_papers([manuscript]), actor=None)
    assert (issued.kind, issued.full_number) == (DocumentKind.REQUESTION_LIST, "148/BC-HĐND")
    with pytest.raises(DomainError, match="already given"):
        to_be_issued(council, OUT, ticked=[pledges[0].id])


def test_many_pledges_cost_no_more_statements(council, pledges):
    def cost():
        db.session.expire_all()
        with selects() as seen:
            list_of(council, Outgoing())
        return len(seen)

    few = cost()
    answer = factories.make_answer(council.id)
    more = [factories.make_pledge(council.id, answer=answer, due_on=date(2025, 1, 31)) for _ in range(20)]
    factories.adopt(*more)
    assert cost() <= few + 1


@pytest.mark.usefixtures("quick_paper")
def test_anyone_of_the_council_sees_the_list_and_the_standing_committee_issues_it(council, pledges, as_role):
    address = f"/{council.slug}/requestion"
    delegate, chair = as_role("delegate"), as_role("standing_committee")
    page = delegate.get(address).get_data(as_text=True)
    assert "Quá hạn 35 ngày" in page
    assert "Ban hành danh mục" not in page
    sent = {
        "issued_on": "04/12/2026",
        "number": "148",
        "signer_name": "Người Ký",
        "pledge": [str(pledges[0].id)],
    }
    assert delegate.post(address, data=sent).status_code == 403
    assert chair.post(address, data={**sent, "pledge": []}).status_code == 422
    assert chair.post(address, data={**sent, "pledge": ["x", "-1", "99999999999"]}).status_code == 422
    assert chair.post(address, data=sent).status_code == 302
    paper = db.session.scalar(
        sa.select(IssuedDocument).where(IssuedDocument.kind == DocumentKind.REQUESTION_LIST)
    )
    assert [row["code"] for row in paper.data["rows"]] == [pledges[0].code]
    assert chair.get(f"{address}/list.docx").status_code == 200


def test_what_is_ticked_can_be_previewed_before_it_is_issued(council, pledges, as_role):
    reader = as_role("delegate")
    sent = {"issued_on": "04/12/2026", "pledge": [str(pledges[0].id)]}
    shown = reader.post(f"/{council.slug}/requestion/preview.pdf", data=sent)
    assert shown.mimetype == "application/pdf"


def test_pledges_of_another_council_cannot_be_ticked(council, pledges):
    from app.core.tenancy import scoped_to

    other = factories.make_council()
    with scoped_to(other.id), pytest.raises(DomainError, match="Tick at least one"):
        to_be_issued(other, OUT, ticked=[pledge.id for pledge in pledges])
