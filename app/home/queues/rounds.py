"""Monitoring rounds that wait: for reports, for verdicts, for approval."""

from collections.abc import Callable

from flask import url_for
from flask_babel import gettext as _

from app.home.domain import RoundState
from app.home.queues.desk import Desk, Item, Queue


def reports_to_log(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Agencies' reports to log"),
        which=lambda state: state.is_worked_on and state.unreported > 0,
        meta=lambda state: _(
            "%(missing)d of %(all)d pledges have no report", missing=state.unreported, all=state.pledges
        ),
        empty=_("When a round is collecting reports, the ones still missing will stand here."),
    )


def rounds_in_progress(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Rounds in progress"),
        which=lambda _state: True,
        meta=lambda state: _(
            "%(status)s · %(done)d of %(all)d pledges assessed",
            status=state.round.status.label,
            done=state.pledges - state.unassessed,
            all=state.pledges,
        ),
        empty=_("A monitoring round stands here from its opening to the issuing of its appendix."),
    )


def pledges_to_assess(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Pledges to assess"),
        which=lambda state: state.is_worked_on and state.unassessed > 0,
        meta=lambda state: _(
            "%(missing)d of %(all)d pledges not assessed yet", missing=state.unassessed, all=state.pledges
        ),
        empty=_("When a round is open, the pledges without a verdict will stand here."),
    )


def rounds_to_approve(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Rounds to approve and issue"),
        which=lambda state: state.can_be_approved or state.round.status == "approved",
        meta=lambda state: (
            _("approved, appendix not issued yet")
            if state.round.status == "approved"
            else _("all %(all)d pledges assessed", all=state.pledges)
        ),
        empty=_("A round whose pledges are all assessed will stand here for approval."),
    )


def _rounds(
    desk: Desk,
    *,
    title: str,
    which: Callable[[RoundState], bool],
    meta: Callable[[RoundState], str],
    empty: str,
) -> Queue:
    items = [
        Item(state.round.title, url_for("monitoring.show_round", round_id=state.round.id), meta(state))
        for state in desk.rounds
        if which(state)
    ]
    return Queue(title=title, items=items, empty=empty, url=url_for("monitoring.index"))
