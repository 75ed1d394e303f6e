"""Between the steps and shares of a pledge and the rows of its form."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from flask import request

from app.accounts.models import User
from app.core.errors import DomainError
from app.core.workdays import WorkCalendar
from app.council import naming
from app.pledges import commands
from app.pledges.commands import PartRow
from app.pledges.dating import settle_part
from app.pledges.domain import NewPart, PartKind
from app.pledges.forms import MOST_PARTS, PledgeForm
from app.pledges.models import Pledge, PledgePart
from app.pledges.names import Kept

ADDED = {"add_step": PartKind.STEP, "add_share": PartKind.SHARE}
"""What the buttons for another row post, where no script takes them."""


def stored_rows(
    parts: Iterable[PledgePart],
    kept: Kept,
    *,
    said_on: date,
    before_is_inclusive: bool,
    calendar: WorkCalendar,
) -> dict[str, list[dict[str, Any]]]:
    """The rows the form begins with. A day the words give by themselves is not repeated."""
    rows: dict[str, list[dict[str, Any]]] = {"steps": [], "shares": []}
    for part in parts:
        if part.kind is PartKind.OCCURRENCE:
            continue
        row = {
            name: getattr(part, name)
            for name in ("id", "words", "due_words", "due_on", "must_show", "required")
        }
        if part.due_words and _read(part.due_words, said_on, before_is_inclusive, calendar) == part.due_on:
            row["due_on"] = None
        row["place"] = Decimal(part.position)
        if part.kind is PartKind.SHARE:
            row["agency"] = kept.add_agencies([part.agency])
        rows[f"{part.kind.value}s"].append(row)
    return rows


def _read(words: str, said_on: date, before_is_inclusive: bool, calendar: WorkCalendar) -> date | None:
    try:
        return settle_part(
            words, None, said_on=said_on, before_is_inclusive=before_is_inclusive, calendar=calendar
        )
    except DomainError:
        return None


def save_rows(form: PledgeForm, pledge: Pledge, *, on: date, kept: Kept, actor: User) -> None:
    """Write the steps and shares as they stand in the form, in the order of their numbers."""
    for kind in (PartKind.STEP, PartKind.SHARE):
        rows = _in_order(form.rows(kind))
        if rows:
            found = [PartRow(name, row.part_id, _part(row, on=on, kept=kept)) for name, row in rows]
            commands.write_parts(pledge=pledge, kind=kind, rows=found, actor=actor)


def _in_order(entries: Iterable[Any]) -> list[tuple[str, Any]]:
    """The rows that say or said something; one given another number takes that place, and the others make room."""
    placed = []
    for usual, entry in enumerate(entries, start=1):
        row = entry.form
        place = row.place.data if row.place.data is not None else usual
        if row.part_id is not None or not row.is_empty:
            placed.append(((place, place == usual, usual), entry.name, row))
    return [(name, row) for _place, name, row in sorted(placed, key=lambda each: each[0])]


def _part(row: Any, *, on: date, kept: Kept) -> NewPart | None:
    if row.is_empty:
        return None
    if "agency" not in row:
        return row.to_input()  # type: ignore[no-any-return] # WTForms is not typed
    named = naming.agency_ids(row.agency.names, on=on, field=row.agency.name, kept=kept.agencies)
    return row.to_input(  # type: ignore[no-any-return] # the same
        agency_id=named[0] if named else None
    )


def wants_row(form: PledgeForm) -> bool:
    """Whether another row was asked for; it is there then, and nothing was saved."""
    kind = ADDED.get(request.form.get("action", ""))
    if kind is None:
        return False
    rows = form.rows(kind)
    if len(rows) < MOST_PARTS:
        rows.append_entry()
    return True
