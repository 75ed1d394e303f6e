"""A sheet waits for its council alone, and leaves nothing half behind."""

import pytest

from app.core.errors import DomainError, NotFoundError
from app.imports import holding
from tests.integration.core.test_storage import disk_that_takes

SHEET = b"the same bytes" * 1000
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def place(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "FILES_DIR", tmp_path)
    return tmp_path / "imports"


def test_what_one_council_throws_away_another_still_has(place):
    here = holding.hold(SHEET, council_id=1, user_id=5)
    there = holding.hold(SHEET, council_id=2, user_id=6)
    holding.let_go(SHEET, council_id=1)
    assert holding.held(there, council_id=2, user_id=6) == SHEET
    with pytest.raises(NotFoundError):
        holding.held(here, council_id=1, user_id=5)


def test_a_ticket_is_good_for_its_person_and_council_only(place):
    ticket = holding.hold(SHEET, council_id=1, user_id=5)
    holding.hold(SHEET, council_id=2, user_id=5)
    for council_id, user_id in ((2, 5), (1, 6)):
        with pytest.raises(NotFoundError):
            holding.held(ticket, council_id=council_id, user_id=user_id)


def test_a_full_disk_holds_nothing_half_and_is_told(place):
    with disk_that_takes(100), pytest.raises(DomainError):
        holding.hold(SHEET, council_id=1, user_id=5)
    assert [path for path in place.rglob("*") if path.is_file()] == []


def test_sheets_nobody_came_back_for_are_let_go(place, monkeypatch):
    holding.hold(SHEET, council_id=1, user_id=5)
    monkeypatch.setattr(holding, "LIFE", -1)
    holding.hold(b"another", council_id=2, user_id=5)
    assert [path.read_bytes() for path in place.rglob("*") if path.is_file()] == [b"another"]
