"""Every write to the council and its directory."""

from app.council.commands.calendar import (
    change_day,
    enter_day,
    enter_days,
    remove_day,
    take_over_public_days,
)
from app.council.commands.councils import change_council, create_council
from app.council.commands.directory import (
    add_agency,
    add_body,
    add_delegate,
    add_person,
    add_term,
    change_agency,
    change_body,
    change_delegate,
    change_person,
    change_term,
    find_or_add_person,
)
from app.council.commands.entries import end_entry, remove_entry
from app.council.commands.offices import (
    add_office,
    change_holding,
    change_office,
    hold_office,
    note_holder_on,
    succeed_in_office,
)

__all__ = [
    "add_agency",
    "add_body",
    "add_delegate",
    "add_office",
    "add_person",
    "add_term",
    "change_agency",
    "change_body",
    "change_council",
    "change_day",
    "change_delegate",
    "change_holding",
    "change_office",
    "change_person",
    "change_term",
    "create_council",
    "end_entry",
    "enter_day",
    "enter_days",
    "find_or_add_person",
    "hold_office",
    "note_holder_on",
    "remove_day",
    "remove_entry",
    "succeed_in_office",
    "take_over_public_days",
]
