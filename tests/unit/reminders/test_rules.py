"""When something is said: before a deadline, on the day, each week after it, and never twice."""

from datetime import date, timedelta

import pytest

from app.core.errors import DomainError
from app.core.mail import MailServer
from app.council.domain import leads_of
from app.reminders.domain import ReminderReason, due_event, pause_after

DUE = date(2026, 12, 31)
LEADS = (30, 7, 1)


def reasons_of(days: range) -> list[tuple[int, str, str]]:
    """The first day of each event: how far the deadline is, the reason, the key."""
    found: list[tuple[int, str, str]] = []
    for left in days:
        due = due_event(DUE, day=DUE - timedelta(days=left), leads=LEADS)
        if due is not None and due.key not in [key for _left, _reason, key in found]:
            found.append((left, due.reason.value, due.key))
    return found


def test_a_deadline_is_told_of_at_each_lead_on_the_day_and_every_week_after_it() -> None:
    assert reasons_of(range(40, -23, -1)) == [
        (30, "due_soon", "2026-12-31:30"),
        (7, "due_soon", "2026-12-31:7"),
        (1, "due_soon", "2026-12-31:1"),
        (0, "due_today", "2026-12-31:0"),
        (-7, "overdue", "2026-12-31:-1"),
        (-14, "overdue", "2026-12-31:-2"),
        (-21, "overdue", "2026-12-31:-3"),
    ]


def test_a_day_on_which_nothing_was_sent_loses_no_event() -> None:
    late = due_event(DUE, day=DUE - timedelta(days=5), leads=LEADS)
    assert late is not None
    assert late.key == "2026-12-31:7"
    after = due_event(DUE, day=DUE + timedelta(days=2), leads=LEADS)
    assert after is not None
    assert (after.reason, after.key) == (ReminderReason.OVERDUE, "2026-12-31:0")


def test_another_deadline_is_another_event() -> None:
    day = date(2026, 12, 1)
    keys = {due_event(due, day=day, leads=LEADS).key for due in (DUE, DUE - timedelta(days=1))}  # type: ignore[union-attr] # both are near
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("typed", "leads"), [("30,7,1", (30, 7, 1)), ("1; 7;7 , 30", (30, 7, 1)), ("", ()), ("365", (365,))]
)
def test_the_leads_are_read_in_any_order(typed, leads) -> None:
    assert leads_of(typed) == leads


@pytest.mark.parametrize("typed", ["0", "366", "-1", "x", "1.5", "1,2,3,4,5,6,7", "٣x"])
def test_leads_that_are_no_days_are_refused(typed) -> None:
    with pytest.raises(ValueError, match=r".*"):
        leads_of(typed)


def test_each_pause_is_longer_than_the_one_before() -> None:
    pauses = [pause_after(attempt) for attempt in range(1, 6)]
    assert pauses == sorted(set(pauses))
    assert pause_after(50) == pauses[-1]


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "sender"),
    [
        ("smtp://127.0.0.1", "127.0.0.1", 25, "", "so-loi-hua@127.0.0.1"),
        ("smtps://a%40b.vn:p%3Aw@mail.b.vn", "mail.b.vn", 465, "a@b.vn", "a@b.vn"),
        ("starttls://ten:mk@mail.b.vn:2525", "mail.b.vn", 2525, "ten", "so-loi-hua@mail.b.vn"),
    ],
)
def test_the_address_of_the_server_says_how_it_is_talked_to(url, host, port, user, sender) -> None:
    server = MailServer.of(url)
    assert server is not None
    assert (server.host, server.port, server.user, server.sender) == (host, port, user, sender)


@pytest.mark.parametrize(
    "url", ["http://x", "smtp://", "mail.b.vn", "smtp://x:99999", "smtp://ten:mk@mail.b.vn", "smtps://:x"]
)
def test_an_address_that_cannot_be_used_or_would_tell_its_password_is_refused(url) -> None:
    with pytest.raises(DomainError):
        MailServer.of(url)


def test_without_an_address_there_is_no_server() -> None:
    assert MailServer.of("") is None
