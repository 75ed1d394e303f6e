"""What all entries of the directory have in common: being added, changed, ended, removed."""

from datetime import date
from typing import Any

from app.accounts.models import User
from app.core.database import changes_of, db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put, refuse_stale
from app.council import queries
from app.council.domain import DirectoryEntryAdded, DirectoryEntryChanged, DirectoryEntryRemoved
from app.council.models import Agency, Body, Delegate, Office, OfficeHolding, Person, Term
from app.council.usage import Usage, usages_of

Entry = Term | Body | Agency | Person | Delegate | Office | OfficeHolding
DatedEntry = Term | Body | Agency | Delegate | OfficeHolding


class InUseError(DomainError):
    """An entry that something refers to cannot be removed; `usages` says what does."""

    def __init__(self, usages: list[Usage]) -> None:
        super().__init__(N_("This entry is in use, so it cannot be removed. Give it an end date instead."))
        self.usages = usages


def save_new(entry: Entry, values: Any, *, actor: User | None) -> None:
    """Write a new entry with the values of its frozen input, and tell of it."""
    check_period(values)
    put(entry, vars(values))
    db.session.add(entry)
    db.session.flush()
    details = {name: json_ready(value) for name, value in vars(values).items() if value not in (None, "")}
    publish(DirectoryEntryAdded(**about(entry, actor), details=details))


def save_changed(entry: Entry, values: Any, *, expected_version: int | None, actor: User | None) -> None:
    """Write the changed values of an entry.

    Raises `StaleEditError` when someone saved the entry since it was opened.
    """
    check_period(values)
    refuse_stale(entry, vars(values), expected_version)
    put(entry, vars(values))
    _tell_of_changes(entry, actor)


def end_entry(*, entry: DatedEntry, ends_on: date, actor: User | None) -> None:
    """Say on which day an entry ended; what it did until then stays. The day itself still counts."""
    if entry.starts_on is not None and ends_on < entry.starts_on:
        raise DomainError(
            N_("The last day cannot be before the first, %(starts_on)s."),
            field="ends_on",
            starts_on=entry.starts_on,
        )
    entry.ends_on = ends_on
    _tell_of_changes(entry, actor)


def remove_entry(*, entry: Entry, actor: User | None) -> None:
    """Remove an entry made by mistake. Raises `InUseError` when anything refers to it."""
    usages = usages_of(entry)
    if usages:
        raise InUseError(usages)
    publish(DirectoryEntryRemoved(**about(entry, actor), details={"name": queries.name_of(entry)}))
    db.session.delete(entry)
    db.session.flush()


def check_period(values: Any) -> None:
    """Refuse a period that ends before it starts."""
    starts_on, ends_on = getattr(values, "starts_on", None), getattr(values, "ends_on", None)
    if starts_on is not None and ends_on is not None and ends_on < starts_on:
        raise DomainError(
            N_("The last day cannot be before the first, %(starts_on)s."),
            field="ends_on",
            starts_on=starts_on,
        )


def _tell_of_changes(entry: Entry, actor: User | None) -> None:
    changes = changes_of(entry)
    if changes:
        publish(DirectoryEntryChanged(**about(entry, actor), details=changes))
        db.session.flush()
