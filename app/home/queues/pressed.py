"""Letters without an answer, and the reports due before the next sitting."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home.queries import SHOWN
from app.home.queues.desk import Desk, Item, Queue
from app.pressing.clock.queries import clock_of, next_sitting
from app.pressing.letters.queries import unanswered


def letters_unanswered(desk: Desk) -> Queue:
    return Queue(
        title=_("Letters whose answer did not come"),
        items=[
            Item(
                letter.agency.name,
                url_for("pressing.show_letter", letter_id=letter.id),
                _(
                    "%(kind)s, term ended %(day)s",
                    kind=letter.run.kind.label,
                    day=show_day(letter.run.answer_due_on),
                ),
            )
            for letter in unanswered(desk.day)[:SHOWN]
        ],
        empty=_("An agency that does not explain or report within the term of a letter will stand here."),
        url=url_for("pressing.unanswered"),
    )


def reports_before_sitting(desk: Desk) -> Queue:
    sitting = next_sitting(desk.day)
    clock = clock_of(sitting) if sitting else None
    items = []
    if clock and clock.missing:
        told = _(
            "%(missing)d of %(all)d have not reported; due %(day)s",
            missing=len(clock.missing),
            all=len(clock.obligations),
            day=show_day(clock.due_on),
        )
        items.append(
            Item(clock.sitting.name, url_for("pressing.show_sitting", sitting_id=clock.sitting.id), told)
        )
    return Queue(
        title=_("Reports due before the next sitting"),
        items=items,
        empty=_("When a sitting has its opening day, those who must report before it will stand here."),
        url=url_for("pressing.sittings"),
    )
