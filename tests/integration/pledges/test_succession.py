"""Agencies are reorganised: who must act passes on, what was promised and how it stood stays."""

from contextlib import contextmanager
from datetime import date

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.core.errors import DomainError
from app.council.domain import SuccessionKind
from app.council.successions import commands as successions
from app.council.successions.domain import Heir, NewSuccession
from app.council.successors import successors_on
from app.pledges import commands
from app.pledges.domain import Actor, NewPledge
from app.pledges.models import Pledge, PledgeAssignment
from app.pledges.standing import find_state, stands_now, stood_on
from tests import factories

DAY, BEFORE = date(2025, 3, 1), date(2025, 2, 28)
SAID = date(2024, 7, 8)
MOST = 20


def reorganised(old, *heirs, kind=SuccessionKind.MERGED, day=DAY):
    new = NewSuccession(
        kind=kind,
        effective_on=day,
        document_number="12/NQ-HĐND",
        heirs=tuple(Heir(agency_id=each.id) for each in heirs),
    )
    return successions.reorganise(agency=old, new=new, actor=None)


def promised(council, agency, **values):
    office = factories.make_office(
        council.id, agency=agency, title=f"Giám đốc {agency.name} {values.get('code', '')}"
    )
    holding = factories.make_holding(council.id, office=office)
    answer = factories.make_answer(council.id, holding=holding, answered_on=SAID)
    answer.question.topic_group.session.held_on = SAID
    return factories.make_pledge(council.id, answer=answer, **values)


def adopted(council, agency, **values):
    pledge = promised(council, agency, **values)
    factories.adopt(pledge)
    return pledge


def acting(pledge, at=None):
    at = at or stands_now(date(2026, 7, 1))
    statement = at.joined(sa.select(at.acting_agency_id, at.acting_office_id).select_from(Pledge))
    return tuple(db.session.execute(statement.where(Pledge.id == pledge.id)).one())


@pytest.fixture
def transport(council):
    return factories.make_agency(council.id, name="Sở Giao thông vận tải")


@pytest.fixture
def construction(council):
    return factories.make_agency(council.id, name="Sở Xây dựng")


@pytest.fixture
def third(council):
    return factories.make_agency(council.id, name="Sở Hạ tầng")


def test_after_a_merger_the_successor_must_act_and_the_promise_keeps_its_name(
    council, transport, construction
):
    pledge = adopted(council, transport)
    reorganised(transport, construction)
    assert acting(pledge)[0] == construction.id
    assert pledge.lead_agency_id == transport.id
    assert transport.ends_on == BEFORE
    assert successors_on().name_with_successor(transport) == "Sở Giao thông vận tải (nay: Sở Xây dựng)"


def test_asked_for_a_day_before_the_merger_the_old_agency_had_to_act(council, transport, construction):
    pledge = adopted(council, transport)
    reorganised(transport, construction)
    assert acting(pledge, stood_on(BEFORE))[0] == transport.id
    assert acting(pledge, stood_on(DAY))[0] == construction.id
    assert successors_on(BEFORE).name_with_successor(transport) == "Sở Giao thông vận tải"


def test_what_is_closed_passes_on_too_so_that_counts_by_who_acts_go_on(council, transport, construction):
    pledge = adopted(council, transport)
    pledge.lifecycle, pledge.closed_on, pledge.closing_reason = "closed", date(2024, 12, 1), "dropped"
    reorganised(transport, construction)
    assert acting(pledge)[0] == construction.id
    assert find_state(pledge.id, stands_now(DAY)).lifecycle == "closed"


@pytest.mark.parametrize("first_entered", ["old", "new"])
def test_a_chain_of_successions_is_followed_whichever_is_entered_first(
    council, transport, construction, third, first_entered
):
    pledge, later = adopted(council, transport), date(2025, 7, 1)
    entries = [(transport, construction, DAY), (construction, third, later)]
    for old, new, day in entries if first_entered == "old" else reversed(entries):
        reorganised(old, new, day=day)
    assert acting(pledge)[0] == third.id
    assert acting(pledge, stood_on(date(2025, 6, 30)))[0] == construction.id
    assert successors_on().names_today(transport.id) == "Sở Hạ tầng"


def test_no_agency_follows_itself_round_a_circle(council, transport, construction):
    reorganised(transport, construction)
    with pytest.raises(DomainError, match="its own work came to"):
        reorganised(construction, transport, day=date(2025, 9, 1))


def test_the_day_must_have_come_and_the_successors_must_fit(council, transport, construction):
    for fault in (
        lambda: reorganised(transport, construction, day=date(2100, 1, 1)),
        lambda: reorganised(transport),
        lambda: reorganised(transport, construction, kind=SuccessionKind.SPLIT),
        lambda: reorganised(transport, transport),
    ):
        with pytest.raises(DomainError):
            fault()
    reorganised(transport, construction)
    with pytest.raises(DomainError, match="already recorded"):
        reorganised(transport, construction)


def test_a_successor_that_ended_before_cannot_take_over(council, transport, construction):
    construction.ends_on = date(2020, 1, 1)
    with pytest.raises(DomainError, match="is not there"):
        reorganised(transport, construction)


def test_after_a_split_each_open_pledge_is_given_to_one_and_the_rest_waits(
    council, transport, construction, third
):
    given, waits = adopted(council, transport, code="A-1"), adopted(council, transport, code="A-2")
    office = factories.make_office(council.id, agency=third, title="Giám đốc Sở Hạ tầng")
    reorganised(transport, construction, third, kind=SuccessionKind.SPLIT)
    assert acting(given)[0] == transport.id
    commands.assign_pledges(agency=transport, chosen={given.id: Actor(third.id, office.id)}, actor=None)
    assert acting(given) == (third.id, office.id)
    assert acting(given, stood_on(BEFORE)) == (transport.id, given.office_id)
    assert acting(waits)[0] == transport.id


def test_a_pledge_goes_only_to_a_successor_and_to_an_office_of_it(council, transport, construction, third):
    pledge, stranger = adopted(council, transport), factories.make_agency(council.id)
    office = factories.make_office(council.id, agency=third)
    reorganised(transport, construction, third, kind=SuccessionKind.SPLIT)
    for to in (Actor(stranger.id), Actor(construction.id, office.id)):
        with pytest.raises(DomainError):
            commands.assign_pledges(agency=transport, chosen={pledge.id: to}, actor=None)


def test_an_office_of_the_successor_answers_for_what_the_old_office_promised(
    council, transport, construction
):
    pledge = adopted(council, transport)
    office = factories.make_office(council.id, agency=construction)
    reorganised(transport, construction)
    commands.take_over_offices(agency=transport, offices={pledge.office_id: office.id}, actor=None)
    assert acting(pledge) == (construction.id, office.id)
    assert acting(pledge, stood_on(BEFORE)) == (transport.id, pledge.office_id)


def test_taken_back_everything_stands_as_before_and_may_be_entered_right(
    council, transport, construction, third
):
    pledge, draft = adopted(council, transport), promised(council, transport, code="D-1")
    office = factories.make_office(council.id, agency=construction)
    reorganised(transport, construction)
    commands.take_over_offices(agency=transport, offices={pledge.office_id: office.id}, actor=None)
    successions.take_back(agency=transport, actor=None)
    assert acting(pledge) == (transport.id, pledge.office_id)
    assert acting(pledge, stood_on(date(2025, 6, 1))) == (transport.id, pledge.office_id)
    assert acting(draft)[0] == transport.id
    assert transport.ends_on is None
    reorganised(transport, third)
    assert acting(pledge)[0] == third.id
    assert acting(pledge, stood_on(DAY))[0] == third.id


def test_nothing_is_taken_back_on_which_something_rests(council, transport, construction, third):
    adopted(council, transport)
    reorganised(transport, construction)
    reorganised(construction, third, day=date(2025, 7, 1))
    with pytest.raises(DomainError, match="successors of its own"):
        successions.take_back(agency=transport, actor=None)


def test_a_pledge_recorded_for_an_agency_that_has_ended_is_for_who_acts_today(
    council, transport, construction
):
    known = adopted(council, transport)
    office = factories.make_office(council.id, agency=construction)
    reorganised(transport, construction)
    commands.take_over_offices(agency=transport, offices={known.office_id: office.id}, actor=None)
    new = NewPledge(
        words="Hoàn thành cầu",
        lead_agency_id=transport.id,
        office_id=known.office_id,
        person_id=known.person_id,
    )
    draft = commands.record_pledge(answer=known.answer, new=new, actor=None)
    assert acting(draft) == (construction.id, office.id)
    resolution = factories.make_resolution(council.id, session=known.session)
    commands.adopt_pledge(
        pledge=draft, resolution_id=resolution.id, row_number=9, adopted_on=date(2024, 7, 10), actor=None
    )
    db.session.flush()
    assert acting(draft, stood_on(date(2025, 4, 1))) == (construction.id, office.id)
    assert acting(draft, stood_on(BEFORE)) == (transport.id, known.office_id)


def test_five_thousand_pledges_pass_on_in_as_many_statements_as_one(council, transport, construction):
    pledge = adopted(council, transport)
    multiply(pledge, 5000)
    with sent() as passing_on:
        reorganised(transport, construction)
    assert len(passing_on) < MOST
    assert acting_for(construction) == 5001
    assert db.session.scalar(sa.select(sa.func.count(PledgeAssignment.id))) == 5001
    with sent() as taking_back:
        successions.take_back(agency=transport, actor=None)
    assert len(taking_back) < MOST
    assert acting_for(transport) == 5001


def acting_for(agency):
    counted = sa.select(sa.func.count(Pledge.id)).where(Pledge.acting_agency_id == agency.id)
    return db.session.scalar(counted)


@contextmanager
def sent():
    """Every statement sent while the block runs."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


def multiply(pledge, count):
    """As many pledges like this one, straight into the table."""
    columns = {column.key: getattr(pledge, column.key) for column in sa.inspect(Pledge).column_attrs}
    columns.pop("id")
    rows = [{**columns, "code": f"M-{number}", "row_number": number} for number in range(1000, 1000 + count)]
    db.session.execute(sa.insert(Pledge), rows)
