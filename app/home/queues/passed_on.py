"""Offices whose new holder was not handed the open pledges."""

from flask import url_for
from flask_babel import gettext as _

from app.handovers.queries import waiting_offices
from app.home.queries import SHOWN
from app.home.queues.desk import Desk, Item, Queue


def handovers(desk: Desk) -> Queue:
    return Queue(
        title=_("Handovers to draw up"),
        items=[
            Item(
                waiting.office.title,
                url_for("handovers.draw_up", office_id=waiting.office.id),
                _(
                    "%(holder)s: %(count)d open pledges, %(overdue)d overdue",
                    holder=waiting.holder.full_name,
                    count=waiting.count,
                    overdue=waiting.overdue,
                ),
            )
            for waiting in waiting_offices(desk.day)[:SHOWN]
        ],
        empty=_(
            "When an office has a new holder, its open pledges are handed over by a sheet; it will stand here."
        ),
        url=url_for("handovers.index"),
    )
