"""A clerk and an answer given on a known day, for the pages on which pledges are recorded."""

from datetime import date

import pytest

from tests import factories

DAY = date(2017, 7, 13)


@pytest.fixture
def clerk(as_role):
    return as_role("clerk")


@pytest.fixture
def answer(council):
    session = factories.make_session(council.id, held_on=DAY)
    question = factories.make_question(
        council.id, topic_group=factories.make_topic_group(council.id, session=session)
    )
    agency = factories.make_agency(council.id, name="Sở Nông nghiệp và PTNT")
    office = factories.make_office(council.id, agency=agency, title="Giám đốc Sở Nông nghiệp và PTNT")
    person = factories.make_person(council.id, full_name="Nguyễn Đức Vinh")
    holding = factories.make_holding(council.id, office=office, person=person, starts_on=date(2016, 1, 1))
    return factories.make_answer(council.id, question=question, holding=holding, answered_on=DAY)
