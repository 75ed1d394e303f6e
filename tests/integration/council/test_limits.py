"""Legal limits of a council: set from a day on, withdrawn only before they served, and used where dates are counted."""

from datetime import date, timedelta

import pytest

from app.audit.models import AuditEntry
from app.core.clock import today
from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import every_council, scoped_to
from app.council.domain import LimitCode
from app.council.limits import commands
from app.council.limits.domain import NewLimit
from app.council.limits.queries import Limits, get_row, limit_on
from tests import factories

CODE = LimitCode.WRITTEN_ANSWER


def set_one(days: int, starts_on: date, code: LimitCode = CODE):
    new = NewLimit(code=code, days=days, basis="Điều 5 Quy chế", starts_on=starts_on)
    return commands.set_limit(new=new, actor=None)


def days_on(day: date) -> int:
    found = limit_on(CODE, day)
    assert found is not None
    return found.days


def test_a_new_limit_counts_from_its_day_and_leaves_the_past_alone(app, council) -> None:
    set_one(15, date(2026, 7, 1))
    set_one(10, date(2027, 1, 1))
    told = [
        days_on(day) for day in (date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert told == [20, 15, 15, 10]


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 7, 1)])
def test_a_limit_is_never_slipped_in_before_or_upon_another(app, council, day: date) -> None:
    set_one(15, date(2026, 7, 1))
    with pytest.raises(DomainError) as refused:
        set_one(12, day)
    assert refused.value.field == "starts_on"


def test_a_limit_that_has_served_is_not_taken_back(app, council) -> None:
    served = set_one(15, today() - timedelta(days=1))
    with pytest.raises(DomainError):
        commands.withdraw_limit(row=served, actor=None)


def test_a_limit_set_by_mistake_is_taken_back_and_the_one_before_goes_on(app, council) -> None:
    set_one(15, today() - timedelta(days=30))
    commands.withdraw_limit(row=set_one(1, today()), actor=None)
    assert days_on(today()) == 15
    assert days_on(today() + timedelta(days=400)) == 15


def test_setting_and_taking_back_stand_in_the_log(app, council) -> None:
    commands.withdraw_limit(row=set_one(1, today()), actor=None)
    with every_council():
        told = db.session.query(AuditEntry.event).filter(AuditEntry.subject_type == "LegalLimit").all()
    assert [event for (event,) in told] == ["LimitSet", "LimitWithdrawn"]


def test_another_council_keeps_its_own(app, council) -> None:
    row = set_one(15, date(2026, 7, 1))
    elsewhere = factories.make_council()
    with scoped_to(elsewhere.id):
        assert days_on(date(2026, 8, 1)) == 20
        with pytest.raises(DomainError):
            get_row(row.id)


def test_the_page_shows_each_limit_with_its_validity_and_article(app, council, as_role) -> None:
    set_one(15, date(2026, 7, 1))
    page = as_role("administrator").get(f"/{council.slug}/settings/limits").get_data(as_text=True)
    for words in (
        "khoản 4 Điều 60",
        "28/02/2026",
        "01/03/2026",
        "30/06/2026",
        "01/07/2026",
        "Điều 5 Quy chế",
    ):
        assert words in page, words


def test_a_limit_is_set_by_page_and_a_refusal_stands_beside_its_field(app, council, as_role) -> None:
    client = as_role("administrator")
    address = f"/{council.slug}/settings/limits/new?code=report_before_sitting"
    typed = {
        "code": "report_before_sitting",
        "days": "15",
        "basis": "khoản 2 Điều 20",
        "starts_on": "01/03/2026",
    }
    assert client.post(address, data=typed).status_code == 302
    limit = Limits().on(LimitCode.REPORT_BEFORE_SITTING, date(2026, 3, 1))
    assert limit is not None
    assert (limit.days, limit.basis) == (15, "khoản 2 Điều 20")
    again = client.post(address, data=typed)
    assert again.status_code == 422
    assert "01/03/2026" in again.get_data(as_text=True)


def test_a_written_question_shows_until_when_it_is_to_be_answered(app, council, as_role) -> None:
    session = factories.make_session(council.id, held_on=date(2024, 12, 11))
    group = factories.make_topic_group(council.id, session=session)
    factories.make_question(council.id, topic_group=group, kind="written")
    page = as_role("clerk").get(f"/{council.slug}/sessions/{session.id}").get_data(as_text=True)
    assert "31/12/2024" in page
    assert "khoản 4 Điều 60" in page


def test_a_sitting_shows_the_day_by_which_reports_on_promises_are_due(app, council, as_role) -> None:
    factories.make_sitting(council.id, opens_on=date(2026, 12, 9))
    factories.make_sitting(council.id, opens_on=None)
    page = as_role("clerk").get(f"/{council.slug}/sittings").get_data(as_text=True)
    assert "29/11/2026" in page
