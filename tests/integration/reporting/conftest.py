"""An agency with its contact, a pledge of its own, and a round that waits for reports, on a day that does not move."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from app.core.database import db
from app.monitoring.domain import RoundStatus
from app.monitoring.models import Assessment
from tests import factories


@pytest.fixture(autouse=True)
def _on_a_december_day() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 12, 5, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def agency(council):
    return factories.make_agency(council.id)


@pytest.fixture
def pledge(council, agency):
    """An adopted pledge for which the agency must act."""
    made = factories.make_pledge(council.id, lead_agency_id=agency.id)
    factories.adopt(made)
    return made


@pytest.fixture
def contact(agency):
    return factories.make_contact(agency)


@pytest.fixture
def browser(app, contact):
    """The contact's browser."""
    return factories.browser_of(app, contact)


@pytest.fixture
def row(council, pledge):
    """The row of the pledge in a round that collects reports."""
    collecting = factories.make_round(council.id, as_of=date(2026, 11, 30), status=RoundStatus.COLLECTING)
    made = Assessment(council_id=council.id, round=collecting, pledge=pledge)
    db.session.add(made)
    db.session.flush()
    return made
