"""Before a sitting: who must report by which day, who did, who was late, and the list for the chair."""

from datetime import date, timedelta

import pytest

from app.core.database import db
from app.core.errors import DomainError
from app.core.vietnamese import day as written
from app.documents.issuing.domain import Outgoing
from app.pressing.clock import commands, queries
from app.pressing.clock.assembling import list_of
from app.pressing.clock.domain import NewSittingReport, Respondent, days_late, respondent_of
from tests import factories
from tests.integration.monitoring.test_queries import counted
from tests.integration.pressing.conftest import TODAY, late_pledges

OPENS = date(2026, 12, 8)


@pytest.fixture
def sitting(council, late):
    return factories.make_sitting(council.id, name="Kỳ họp thứ Mười", opens_on=OPENS)


def reported(sitting, obligation, on=TODAY):
    new = NewSittingReport(respondent=obligation.respondent, received_on=on, document_number="598/BC-SNN")
    return commands.log_report(sitting=sitting, new=new, file=None, actor=None)


def test_reports_are_due_ten_days_before_the_opening_and_the_day_moves_with_the_sitting(sitting):
    assert queries.clock_of(sitting).due_on == date(2026, 11, 28)
    sitting.opens_on = OPENS + timedelta(days=7)
    db.session.flush()
    assert queries.clock_of(sitting).due_on == date(2026, 12, 5)
    assert queries.sittings_ahead(TODAY)[0].due_on == date(2026, 12, 5)


def test_everybody_who_answers_for_an_open_commitment_must_report(sitting, late):
    clock = queries.clock_of(sitting)
    assert [(each.name, each.pledges, each.overdue) for each in clock.obligations] == [
        ("Giám đốc Sở số 001", 2, 2),
        ("Giám đốc Sở số 002", 1, 1),
    ]


def test_whoever_took_over_reports_and_an_agency_does_where_no_office_answers(council, sitting, late):
    heir = factories.make_office(council.id, title="Giám đốc Sở Kế thừa")
    late[0].acting_office_id = heir.id
    late[2].office_id = late[2].acting_office_id = None
    db.session.flush()
    names = [(each.name, each.pledges) for each in queries.clock_of(sitting).obligations]
    assert names == [("Giám đốc Sở Kế thừa", 1), ("Giám đốc Sở số 001", 1), ("Sở số 002", 1)]


def test_what_names_an_agency_alone_is_reported_on_by_its_office_where_that_reports_anyway(sitting, late):
    late[0].office_id = late[0].acting_office_id = None
    db.session.flush()
    names = [(each.name, each.pledges) for each in queries.clock_of(sitting).obligations]
    assert names == [("Giám đốc Sở số 001", 2), ("Giám đốc Sở số 002", 1)]


def test_what_was_promised_after_the_opening_is_not_reported_on_before_it(council, late):
    earlier = factories.make_sitting(council.id, opens_on=date(2026, 7, 1))
    assert queries.clock_of(earlier).obligations == []


def test_a_report_ticks_its_office_and_a_late_one_says_by_how_many_days(sitting):
    first, second = queries.clock_of(sitting).obligations
    reported(sitting, first)
    clock = queries.clock_of(sitting)
    assert [each.name for each in clock.missing] == [second.name]
    assert clock.late == []
    assert days_late(date(2026, 11, 30), date(2026, 11, 28), today=OPENS) == 2
    assert days_late(None, date(2026, 11, 28), today=date(2026, 11, 29)) == 1
    assert days_late(date(2026, 11, 28), date(2026, 11, 28), today=OPENS) == 0


def test_one_report_stands_for_each_and_a_mistaken_tick_is_taken_back_but_not_forgotten(sitting):
    [first, _second] = queries.clock_of(sitting).obligations
    report = reported(sitting, first)
    with pytest.raises(DomainError):
        reported(sitting, first)
    commands.withdraw_report(report=report, actor=None)
    assert len(queries.clock_of(sitting).missing) == 2
    assert queries.get_report(report.id).withdrawn_at is not None
    reported(sitting, first)


def test_a_report_of_tomorrow_or_of_another_council_is_refused(council, sitting):
    [first, _second] = queries.clock_of(sitting).obligations
    with pytest.raises(DomainError):
        reported(sitting, first, on=TODAY + timedelta(days=1))
    new = NewSittingReport(respondent=Respondent(office_id=2_000_000_000), received_on=TODAY)
    with pytest.raises(DomainError):
        commands.log_report(sitting=sitting, new=new, file=None, actor=None)


@pytest.mark.parametrize("key", ["", "office-", "office-x", "nobody-3", "office-99999999999"])
def test_a_respondent_nobody_can_be_is_none(key):
    assert respondent_of(key) is None


def test_the_list_for_the_chair_names_who_did_not_report_and_who_was_late(council, sitting):
    first, second = queries.clock_of(sitting).obligations
    sitting.opens_on = TODAY + timedelta(days=3)
    db.session.flush()
    reported(sitting, first)
    paper = list_of(queries.clock_of(sitting), council, Outgoing())
    assert [(row.who, row.days_late) for row in paper.missing] == [(second.name, 7)]
    assert [(row.who, row.received_on, row.days_late) for row in paper.late] == [(first.name, TODAY, 7)]
    assert paper.closing == "Tổng số phải gửi báo cáo: 2; chưa gửi: 1; gửi chậm: 1./."


def test_a_report_is_logged_and_taken_back_on_the_pages(council, sitting, as_role):
    client = as_role("clerk")
    [first, _second] = queries.clock_of(sitting).obligations
    page = f"/{council.slug}/pressing/sittings/{sitting.id}"
    sent = {
        "respondent": first.respondent.key,
        "received_on": written(TODAY),
        "document_number": "598/BC-SNN",
    }
    assert client.post(f"{page}/reports/new", data=sent).status_code == 302
    assert "598/BC-SNN" in client.get(page).text
    [report] = [each.report for each in queries.clock_of(sitting).reported]
    assert report is not None
    taken_back = client.post(f"/{council.slug}/pressing/sitting-reports/{report.id}/withdraw")
    assert taken_back.status_code == 302
    assert "598/BC-SNN" not in client.get(page).text


def test_thirty_who_must_report_cost_no_more_statements_than_two(council, sitting):
    def ask() -> int:
        db.session.expunge_all()
        found = db.session.merge(sitting, load=True)
        with counted() as sent:
            queries.clock_of(found)
        return len(sent)

    few = ask()
    late_pledges(db.session.merge(council), 28, (1,), first=3)
    assert ask() == few
