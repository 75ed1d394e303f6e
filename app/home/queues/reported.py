"""Reports that agencies sent."""

from flask import url_for
from flask_babel import gettext as _

from app.core.i18n import moment
from app.home.queries import SHOWN
from app.home.queues.desk import Desk, Item, Queue
from app.reporting.received import waiting_reports


def reports_to_accept(_desk: Desk) -> Queue:
    return Queue(
        title=_("Reports to accept or return"),
        items=[
            Item(
                report.pledge.words,
                url_for("reporting.show_received", submission_id=report.id),
                _("%(agency)s, sent %(moment)s", agency=report.agency.name, moment=moment(report.sent_at)),
            )
            for report in waiting_reports(most=SHOWN)
        ],
        empty=_("Reports that agencies send from their own accounts will stand here."),
        url=url_for("reporting.waiting"),
    )
