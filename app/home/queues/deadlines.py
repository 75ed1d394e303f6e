"""Deadlines that wait: for more time, for a day, for their next occurrence."""

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home import queries
from app.home.queues.desk import Desk, Item, Queue
from app.pledges.models import ExtensionRequest
from app.pledges.waiting.occurrences import waiting_pledges
from app.pledges.waiting.occurrences import without_a_day as pledges_without_a_day


def requests_to_decide(_desk: Desk) -> Queue:
    return Queue(
        title=_("Requests for more time"),
        items=[
            Item(
                request.pledge.words,
                url_for("extensions.decide", request_id=request.id),
                _asked(request),
            )
            for request in queries.requests_to_decide()
        ],
        empty=_("No request for more time waits for a decision."),
        url=url_for("extensions.index"),
    )


def _asked(request: ExtensionRequest) -> str:
    asked = _(
        "until %(day)s, received %(received)s",
        day=show_day(request.new_due_on),
        received=show_day(request.received_on),
    )
    return _("%(marks)s · asked late", marks=asked) if request.is_late else asked


def occurrences_to_create(_desk: Desk) -> Queue:
    return Queue(
        title=_("Recurring pledges whose next occurrences are due to be created"),
        items=[
            Item(
                pledge.words,
                url_for("waiting.create_occurrences", pledge_id=pledge.id),
                pledge.deadline_words,
            )
            for pledge in waiting_pledges()
        ],
        empty=_("When the last occurrence of a recurring pledge has passed, it will stand here."),
    )


def without_a_day(_desk: Desk) -> Queue:
    return Queue(
        title=_("Pledges that wait for a day"),
        items=[
            Item(pledge.words, url_for("dossier.pledge_page", pledge_id=pledge.id), pledge.code)
            for pledge in pledges_without_a_day()
        ],
        empty=_("Adopted pledges whose words name no day and hang on nothing will stand here."),
        url=url_for("dossier.undated"),
    )
