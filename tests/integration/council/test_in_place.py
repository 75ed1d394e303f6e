"""People met for the first time in a session are entered from its form."""

from datetime import date

import pytest

from app.core.errors import DomainError
from app.council import picks
from app.council.commands.in_place import enter_delegates
from tests import factories

DAY = date(2026, 9, 1)


def test_a_delegate_met_in_a_session_of_no_sitting_belongs_to_the_one_term_of_that_day(app, council):
    factories.make_term(council.id, starts_on=date(2016, 6, 1), ends_on=date(2021, 5, 31))
    term = factories.make_term(council.id, starts_on=date(2026, 3, 15), ends_on=None)
    enter_delegates(names=["Nguyễn Thị Mới"], term=None, on=DAY, actor=None)
    found = picks.find_delegate("nguyen thi moi", DAY)
    assert found is not None
    assert found.term_id == term.id


def test_a_delegate_called_with_brackets_is_found_under_the_name_as_typed(app, council):
    factories.make_term(council.id, starts_on=date(2026, 3, 15), ends_on=None)
    enter_delegates(names=["Nguyễn Thị Mới (ví dụ)"], term=None, on=DAY, actor=None)
    assert [pick.label for pick in picks.delegate_picks("moi", DAY)] == ["Nguyễn Thị Mới (ví dụ)"]
    assert picks.find_delegate("Nguyễn Thị Mới (ví dụ)", DAY) is not None


def test_a_name_with_its_note_finds_who_bears_the_name_alone(app, council):
    person = factories.make_person(council.id, full_name="Lê Văn Tám", note="Tổ 2")
    delegate = factories.make_delegate(council.id, person=person)
    factories.make_holding(council.id, person=person, office=factories.make_office(council.id))
    assert picks.find_delegate("Lê Văn Tám (Tổ 2)") is delegate
    held = picks.find_office_holder("Lê Văn Tám (Tổ 2)")
    assert held is not None
    assert held.person is person


def test_where_the_term_is_not_certain_nobody_is_entered_by_guess(app, council):
    factories.make_term(council.id)
    factories.make_term(council.id)
    with pytest.raises(DomainError):
        enter_delegates(names=["Nguyễn Thị Mới"], term=None, on=DAY, actor=None)
