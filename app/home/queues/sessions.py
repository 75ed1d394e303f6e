"""Sessions, drafts and resolutions that wait."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core.vietnamese import day as show_day
from app.home import queries
from app.home.queues.desk import Desk, Item, Queue


def unclear_drafts(desk: Desk) -> Queue:
    return Queue(
        title=_("Drafts that lack something"),
        items=[
            Item(
                draft.pledge.words,
                url_for("pledges.edit", pledge_id=draft.pledge.id),
                " ".join(draft.lacking),
            )
            for draft in queries.unclear_drafts(desk.council)
        ],
        empty=_("Pledges recorded without a name, a deadline or a result will stand here."),
        url=url_for("dossier.register", lifecycle="draft"),
    )


def sessions_without_resolution(_desk: Desk) -> Queue:
    return Queue(
        title=_("Sessions without a resolution"),
        items=[
            Item(
                _session_name(state.session),
                url_for("sittings.session_page", session_id=state.session.id),
                _("%(count)d pledges recorded", count=state.pledges),
            )
            for state in queries.sessions_without_resolution()
        ],
        empty=_("A questioning session stands here until its resolution is adopted."),
        url=url_for("sittings.index"),
    )


def _session_name(session: Any) -> str:
    place = session.title or (session.sitting.name if session.sitting else session.kind.label)
    return f"{place}, {show_day(session.held_on)}"


def resolutions(desk: Desk) -> Queue:
    return Queue(
        title=_("Resolutions ready to be adopted"),
        items=[
            Item(
                each.title or _("Resolution on the session of %(day)s", day=show_day(each.session.held_on)),
                url_for("resolutions.show_resolution", resolution_id=each.id),
                show_day(each.session.held_on),
            )
            for each in desk.resolutions
        ],
        empty=_("A prepared resolution stands here until it is adopted."),
    )
