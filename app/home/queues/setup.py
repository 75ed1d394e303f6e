"""What an administrator still has to set up."""

from flask import url_for
from flask_babel import gettext as _

from app.home import queries
from app.home.domain import SetupStep
from app.home.queues.desk import Desk, Item, Queue
from app.reminders.queries import troubled_here


def steps_to_do(desk: Desk) -> Queue:
    pages = {
        SetupStep.TERM: url_for("council.directory", section="terms"),
        SetupStep.STANDING_COMMITTEE: url_for("council.directory", section="bodies"),
        SetupStep.DELEGATES: url_for("council.directory", section="delegates"),
        SetupStep.AGENCIES: url_for("council.directory", section="agencies"),
        SetupStep.OFFICE_HOLDERS: url_for("council.directory", section="offices"),
        SetupStep.ACCOUNTS: url_for("council.add_account"),
    }
    return Queue(
        title=_("Setting up: still to do"),
        items=[Item(step.label, pages[step]) for step in queries.steps_to_do(desk.council.id)],
        empty=_(
            "Everything is set up. New accounts and changes of office holders are made under “Settings” and “Agencies and people”."
        ),
    )


def letters_not_sent(_desk: Desk) -> Queue:
    count = troubled_here()
    told = _("%(count)d letters could not be sent in the last days", count=count)
    return Queue(
        title=_("Reminders by e-mail"),
        items=[Item(told, url_for("outbox.letters"))] if count else [],
        empty=_("Letters of reminders that cannot be sent will stand here."),
        url=url_for("outbox.letters"),
    )
