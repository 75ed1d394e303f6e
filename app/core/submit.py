"""From a sent form to one command in one transaction, and back to the form where a rule was broken."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import request

from app.core.errors import DomainError, StaleEditError
from app.core.forms import BaseForm
from app.core.records import differences
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

    def conflicts(self, stored: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """(label, yours, theirs) for the macro `conflict`; empty unless the save was refused for that reason."""
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


def wants_next() -> bool:
    """Whether "save and go on" was pressed."""
    return request.form.get("action") == "save_next"
