"""A person's calendar as an .ics file: deadlines they hear of, sittings, clocks. Days, not hours."""

from datetime import date, timedelta

from flask import current_app
from flask_babel import gettext as _
from icalendar import Calendar, Event

from app.core.clock import now
from app.core.i18n import say
from app.core.tenancy import scoped_to
from app.council.models import Council
from app.council.queries import councils_of
from app.reminders.audience import Audience, audience
from app.reminders.clocks import clocks
from app.reminders.pledges import followed
from app.sittings.queries import sittings

PAST = timedelta(days=365)
"""How far back a sitting still stands in the calendar."""


def calendar_of(user_id: int, day: date) -> bytes:
    """Everything of all councils of a person, as their calendar program fetches it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sổ Lời Hứa//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Sổ Lời Hứa")
    calendar.add("refresh-interval;value=duration", "PT6H")
    for council in councils_of(user_id):
        with scoped_to(council.id):
            _fill(calendar, council, audience(only=user_id), day)
    written: bytes = calendar.to_ical()
    return written


def _fill(calendar: Calendar, council: Council, person: Audience, day: date) -> None:
    reads = bool(person.readers)
    for pledge in followed(person):
        page = f"pledges/{pledge.id}" if reads else f"my-reports/pledges/{pledge.id}"
        title = _("Due: %(pledge)s", pledge=pledge.named)
        _add(calendar, council, f"pledge-{pledge.id}", title, pledge.due_on, page=page)
    for clock in clocks(person, day=day):
        if clock.heard_by:
            title = f"{clock.reason.label}: {clock.words}"
            note = say(clock.note) if clock.note else ""
            _add(calendar, council, clock.key.replace(":", "-"), title, clock.due_on, note=note)
    if reads or person.of_agency:
        for sitting in sittings():
            if sitting.opens_on is not None and sitting.opens_on >= day - PAST:
                title = f"{sitting.name}, {council.name}"
                _add(
                    calendar,
                    council,
                    f"sitting-{sitting.id}",
                    title,
                    sitting.opens_on,
                    until=sitting.closes_on,
                )


def _add(
    calendar: Calendar,
    council: Council,
    key: str,
    title: str,
    begins: date,
    *,
    until: date | None = None,
    page: str = "",
    note: str = "",
) -> None:
    base = str(current_app.config["PUBLIC_URL"])
    event = Event()
    event.add("uid", f"{key}@{council.slug}.so-loi-hua")
    event.add("dtstamp", now())
    event.add("dtstart", begins)
    event.add("dtend", (until or begins) + timedelta(days=1))
    event.add("summary", title[:300])
    event.add("transp", "TRANSPARENT")
    if note:
        event.add("description", note)
    if page and base:
        event.add("url", f"{base}/{council.slug}/{page}")
    calendar.add_component(event)
