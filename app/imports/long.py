"""Importing a sheet of many rows in the background: still all of it or nothing, and once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core import vietnamese
from app.core.errors import N_, DomainError
from app.core.i18n import say
from app.core.jobs.commands import ask_for
from app.core.jobs.models import Job
from app.core.jobs.registry import Progress, page_address
from app.core.transaction import transaction
from app.imports.commands import RowRefusedError, apply_plan
from app.imports.holding import held, let_go
from app.imports.reading import plan_ahead

MOST_AT_ONCE = 300
"""Rows that are imported while somebody waits."""

IMPORT = "import_sheet"


def ask_for_import(ticket: str, rows: int) -> Job:
    """The work that imports the sheet behind the ticket; pressed twice it is asked for once."""
    arguments = {"ticket": ticket, "back": url_for("imports.preview", token=ticket)}
    title = _("Import a register sheet (%(rows)s rows)", rows=vietnamese.number(rows))
    with transaction():
        return ask_for(kind=IMPORT, title=title, arguments=arguments, actor=current_user)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While thousands of records are made, Python does not look through all of them again and again for cycles to free.

    Two fifths of the time for which others would have to wait for their turn to write.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def import_sheet(arguments: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The transaction that imports ends the work as well."""
    content = held(arguments["ticket"], council_id=g.council.id, user_id=progress.owner.id)
    progress.step(0, 0, _("Reading the sheet"))
    planned = plan_ahead(content, council=g.council)
    progress.step(0, 0, _("Comparing and writing"))
    try:
        with _uncollected(), transaction():
            plan = planned.in_turn(council=g.council)
            done = apply_plan(plan, council=g.council, content=content, actor=progress.owner)
            summary = _(
                "Imported: %(created)s pledges new, %(changed)s changed.",
                created=vietnamese.number(done.created),
                changed=vietnamese.number(done.changed),
            )
            result = {
                "address": page_address("dossier.register"),
                "label": _("Open the register"),
                "summary": summary,
            }
            progress.conclude(result)
    except RowRefusedError as refused:
        raise DomainError(N_("Row %(row)s: %(why)s"), row=refused.row.number, why=say(refused)) from refused
    let_go(content, council_id=g.council.id)
    return result
