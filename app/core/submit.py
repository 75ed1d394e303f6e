"""From a sent form to one command in one transaction, and back to the form where a rule was broken."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from flask import request
from wtforms import HiddenField

from app.core.choosing import Conflict, differences
from app.core.errors import N_, DomainError, StaleEditError
from app.core.events import Consequence, hearing
from app.core.forms import BaseForm
from app.core.storage import sha256_of
from app.core.transaction import transaction

Record = TypeVar("Record")


class EntryForm(BaseForm):
    """A form that remembers being refused because someone else saved the record first."""

    stale: bool = False

    def refuse(self, error: DomainError) -> None:
        self.stale = isinstance(error, StaleEditError)
        super().refuse(error)

    def stored_values(self, record: object) -> dict[str, Any]:
        """What is stored of a record, by the fields of this form that are named as its columns are."""
        return {field.name: getattr(record, field.name) for field in self if hasattr(record, field.name)}

    def conflicts(self, stored: Mapping[str, Any]) -> list[Conflict]:
        """Both versions of each field for the macro `conflict`; empty unless the save was refused for that reason."""
        return differences(self, stored) if self.stale else []


def carry_out(form: BaseForm, act: Callable[[], Record]) -> Record | None:
    """The record the command made or changed, in one transaction; None where the form was not sent or was refused.

    A broken rule rolls everything back and stands beside its field. What the view loaded before is stale after that:
    load again what the page shows.
    """
    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return act()
    except DomainError as error:
        form.refuse(error)
        return None


class Shift(NamedTuple):
    """A day that moves by saving something else."""

    code: str
    subject_id: int | None
    old: date | None
    new: date | None


class ForeseeingForm(EntryForm):
    """A form whose saving may change other records: what would change is shown first, and saved when it is confirmed."""

    confirmed = HiddenField()
    foreseen: tuple[Consequence, ...] = ()

    @property
    def shifts(self) -> list[Shift]:
        """What would move, by its code."""
        found = []
        for each in self.foreseen:
            old, new = each.details.get("due_on") or (None, None)
            days = [date.fromisoformat(day) if day else None for day in (old, new)]
            found.append(Shift(str(each.details.get("code", "")), each.subject_id, *days))
        return sorted(found, key=lambda shift: shift.code)


class Unconfirmed(DomainError):
    """Saving would change other records in a way nobody has looked at yet."""

    def __init__(self, consequences: Iterable[Consequence]) -> None:
        super().__init__(N_("Saving this changes other records. Look at them below, then confirm."))
        self.consequences = tuple(consequences)


def carry_out_foreseen(form: ForeseeingForm, act: Callable[[], Record]) -> Record | None:
    """As `carry_out`; but where other records change by it, nothing is saved until just these changes were confirmed.

    The act is done and undone to see them, so what is shown is what happens. `form.foreseen` holds them for the page.
    """

    def looked_at() -> Record:
        with hearing() as heard:
            record = act()
        consequences = [event for event in heard if isinstance(event, Consequence)]
        if consequences and form.confirmed.data != _mark_of(consequences):
            raise Unconfirmed(consequences)
        return record

    if not form.validate_on_submit():
        return None
    try:
        with transaction():
            return looked_at()
    except Unconfirmed as unconfirmed:
        form.foreseen = unconfirmed.consequences
        form.confirmed.raw_data = None
        form.confirmed.data = _mark_of(unconfirmed.consequences)
    except DomainError as error:
        form.refuse(error)
    return None


def _mark_of(consequences: Iterable[Consequence]) -> str:
    """A mark of these very changes: others ask to be looked at again."""
    told = [[each.subject_type, each.subject_id, each.details.get("due_on")] for each in consequences]
    return sha256_of(json.dumps(told, sort_keys=True).encode())


def wants_next() -> bool:
    """Whether "save and go on" was pressed."""
    return request.form.get("action") == "save_next"
