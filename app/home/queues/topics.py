"""Selections of topics that wait: for proposals, for opinions, for the decision."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home.queues.desk import Desk, Item, Queue
from app.selection.domain import CallStatus


def topic_calls(desk: Desk) -> Queue:
    return Queue(
        title=_("Topics to question"),
        items=[
            Item(
                call.sitting.name,
                url_for("selection.of_sitting", sitting_id=call.sitting_id),
                _("proposals until %(day)s", day=show_day(call.closes_on))
                if call.status is CallStatus.COLLECTING
                else _("opinions until %(day)s", day=show_day(call.opinions_close_on)),
            )
            for call in desk.calls
        ],
        empty=_("While topics for a sitting are proposed and chosen, the sitting stands here."),
        url=url_for("sittings.sitting_list"),
    )
