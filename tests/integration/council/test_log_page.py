"""The log of changes: complete, in words, and of one's own council only."""

import pytest

from app.core.events import Event
from app.core.tenancy import scoped_to
from app.council import commands
from app.council.domain import CouncilSettings, NewAgency
from app.council.views.audit import told, values_of
from tests import factories


def _events_below(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _events_below(below)


def test_every_event_is_told_in_vietnamese(app):
    with app.test_request_context():
        untold = [
            kind.__name__
            for kind in _events_below(Event)
            if kind.__module__.startswith("app.") and told(kind.__name__).isascii()
        ]
    assert untold == []


def test_an_event_without_a_label_is_told_by_its_name(app):
    with app.test_request_context():
        assert told("SomethingNew") == "Something new"


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ({"place": ["Hà Giang", "Tuyên Quang"]}, ["place: Hà Giang → Tuyên Quang"]),
        ({"ends_on": [None, "2025-02-28"]}, ["ends_on: — → 2025-02-28"]),
        ({"name": "Sở Y tế", "note": None, "ids": [1, 2, 3]}, ["ids: 1, 2, 3", "name: Sở Y tế"]),
        ({}, []),
    ],
)
def test_a_change_is_shown_with_what_stood_there_before(details, shown):
    assert values_of(details) == shown


def _settings(council, **changed):
    values = {name: getattr(council, name) for name in CouncilSettings.__dataclass_fields__}
    return CouncilSettings(**{**values, **changed})


def test_the_log_shows_ones_own_councils_changes_and_no_others(council, as_role):
    user = factories.make_user("lead", council_id=council.id, full_name="Nguyễn Văn An")
    commands.change_council(
        council=council, new=_settings(council, place="Hà Giang"), expected_version=None, actor=user
    )
    other = factories.make_council()
    with scoped_to(other.id):
        commands.add_agency(new=NewAgency(name="Sở Nơi Khác"), actor=None)
    for role in ("administrator", "lead", "standing_committee"):
        page = as_role(role).get(f"/{council.slug}/log").get_data(as_text=True)
        assert "Nguyễn Văn An" in page
        assert "→ Hà Giang" in page
        assert "Sở Nơi Khác" not in page


def test_a_long_log_is_read_page_by_page(council, as_role):
    for number in range(60):
        commands.add_agency(new=NewAgency(name=f"Sở thứ {number:02d}."), actor=None)
    lead = as_role("lead")
    first = lead.get(f"/{council.slug}/log").get_data(as_text=True)
    assert "Sở thứ 59." in first
    assert "Sở thứ 05." not in first
    older = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Sở thứ 05." in lead.get(older).get_data(as_text=True)


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 30, "٣"])
def test_a_cursor_that_makes_no_sense_shows_the_latest(council, as_role, cursor):
    assert as_role("lead").get(f"/{council.slug}/log?cursor={cursor}").status_code == 200


def test_the_log_is_closed_to_those_who_may_not_read_it(council, as_role):
    for role in ("clerk", "monitor", "delegate"):
        assert as_role(role).get(f"/{council.slug}/log").status_code == 403
