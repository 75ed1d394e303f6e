"""A written answer is owed by who took over from the office that was asked; the question keeps the office it was put to."""

from datetime import date

import pytest

from app.core.clock import today
from app.council.domain import SuccessionKind
from app.council.models import Succession
from app.questions import queries
from app.questions.written.commands import put_second_round
from app.questions.written.queries import lines_of
from app.reminders.audience import audience
from app.reminders.clocks import clocks
from tests import factories
from tests.integration.dossier.test_register import statements_of
from tests.integration.questions.asking import delegate_with_account, put_in_writing

OLD, NEW = "Sở Giao thông vận tải", "Sở Xây dựng"


def passed_on(old, *heirs, kind=SuccessionKind.MERGED):
    for heir in heirs or (None,):
        factories._save(
            Succession(
                council_id=old.council_id, kind=kind if heir else SuccessionKind.ABOLISHED, old_agency_id=old.id,
                new_agency_id=heir.id if heir else None, effective_on=date(2025, 7, 1),
            )
        )  # fmt: skip


def headed(council, name, *titles):
    """An agency with its offices."""
    agency = factories.make_agency(council.id, name=name)
    return agency, [factories.make_office(council.id, agency=agency, title=each) for each in titles]


def line_of(question):
    return lines_of([queries.get_question(question.id)], day=today())[0]


@pytest.fixture
def old(council):
    return headed(council, OLD, f"Giám đốc {OLD}", f"Phó Giám đốc {OLD}")


@pytest.fixture
def question(council, old):
    delegate, _user = delegate_with_account(council)
    return put_in_writing(council, delegate, days_ago=18, office=old[1][0])


def test_where_nothing_passed_on_the_office_that_was_asked_owes(question, old):
    line = line_of(question)
    assert (line.acting, line.owing_office, line.owing_agencies) == (None, old[1][0], (old[0].id,))


def test_the_office_of_the_same_name_in_the_one_successor_owes(council, question, old, as_role):
    heir, (_deputy, director) = headed(council, NEW, f"Phó Giám đốc {NEW}", f"Giám đốc {NEW}")
    holder = factories.make_holding(council.id, office=director).person
    passed_on(old[0], heir)
    line = line_of(question)
    assert (line.owing_office, line.owing_agencies, line.holder) == (director, (heir.id,), holder)
    assert line.question.addressee_office.title == f"Giám đốc {OLD}"
    clerk = as_role("clerk")
    for page in ("written", f"questions/{question.id}"):
        shown = " ".join(clerk.get(f"/{council.slug}/{page}").text.split())
        assert f'Giám đốc {OLD} <span class="now-named">(nay: Giám đốc {NEW})</span>' in shown
        assert holder.full_name in shown
    assert f"Giám đốc {OLD} (nay: Giám đốc {NEW})" in clerk.get(f"/{council.slug}/").text
    offered = clerk.get(f"/{council.slug}/questions/{question.id}/written-answer").text
    assert f'value="{holder.full_name} — Giám đốc {NEW}"' in offered


def test_the_only_office_of_the_successor_owes_whatever_it_is_called(council, question, old):
    heir, (only,) = headed(council, "Ủy ban nhân dân xã", "Chủ tịch Ủy ban nhân dân xã")
    passed_on(old[0], heir, kind=SuccessionKind.RENAMED)
    assert line_of(question).owing_office == only


@pytest.mark.parametrize("count", [0, 2])
def test_where_the_work_was_divided_or_ended_no_office_is_guessed(council, question, old, count):
    heirs = [headed(council, f"Sở {place}", f"Giám đốc Sở {place}")[0] for place in range(count)]
    passed_on(old[0], *heirs, kind=SuccessionKind.SPLIT)
    line = line_of(question)
    assert (line.owing_office, line.holder) == (None, None)
    assert line.owing_agencies == tuple(each.id for each in heirs)
    assert line.acting.name == "; ".join(each.name for each in heirs)


def test_who_took_over_is_reminded_and_who_was_asked_is_not(council, question, old):
    heir, _offices = headed(council, NEW, f"Giám đốc {NEW}")
    before, after = factories.make_contact(old[0]), factories.make_contact(heir)
    passed_on(old[0], heir)
    [notice] = [each for each in clocks(audience(), day=today()) if each.key.startswith("written:")]
    assert after.id in notice.heard_by
    assert before.id not in notice.heard_by
    assert f"Giám đốc {OLD} (nay: Giám đốc {NEW})" in notice.words


def test_the_second_round_is_put_to_who_answers_today(council, question, old):
    heir, (director,) = headed(council, NEW, f"Giám đốc {NEW}")
    passed_on(old[0], heir)
    factories.make_answer(council.id, question=question, answered_on=today())
    second = put_second_round(
        question=queries.get_question(question.id), text="Vì sao?", asked_on=today(), actor=None
    )
    assert second.addressee_office_id == director.id
    assert queries.get_question(question.id).addressee_office_id == old[1][0].id


def test_the_list_costs_no_more_statements_for_many_that_passed_on(council, question, old, as_role):
    heir, _offices = headed(council, NEW, f"Giám đốc {NEW}")
    passed_on(old[0], heir)
    clerk, address = as_role("clerk"), f"/{council.slug}/written"
    clerk.get(address)
    few = statements_of(clerk, address)
    for place in range(8):
        agency, (office,) = headed(council, f"Phòng {place}", f"Trưởng phòng {place}")
        passed_on(agency, heir)
        put_in_writing(council, days_ago=30, office=office)
    clerk.get(address)
    assert statements_of(clerk, address) == few
