"""The queues of the first page: for each role what waits, as links."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.domain import Role
from app.accounts.models import Membership
from app.core.vietnamese import day as show_day
from app.council.models import Council
from app.home import queries
from app.home.domain import RoundState, SetupStep
from app.pledges.domain import TimeRules, TimeStatus, Verdict, time_status
from app.pledges.extensions import Marks
from app.pledges.hanging import unmet_among
from app.pledges.models import ExtensionRequest, Pledge
from app.pledges.waiting.occurrences import waiting_pledges, without_a_day


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is, what is said of it, and its marks."""

    text: str
    url: str
    meta: str = ""
    time_status: TimeStatus | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True)
class Queue:
    """Things of one kind; `empty` says what will stand there."""

    title: str
    items: list[Item]
    empty: str
    url: str | None = None


class Desk:
    """What is read once, whichever of a person's roles ask for it."""

    def __init__(self, *, memberships: Iterable[Membership], council: Council, day: date) -> None:
        self.memberships = list(memberships)
        self.council = council
        self.day = day

    @cached_property
    def rounds(self) -> list[RoundState]:
        return queries.open_rounds()

    @cached_property
    def resolutions(self) -> Sequence[Any]:
        return queries.draft_resolutions()


def queues_for(
    roles: Iterable[Role], *, memberships: Iterable[Membership], council: Council, day: date
) -> list[Queue]:
    """The queues of every role a person has, each queue once: first those in which something waits."""
    desk = Desk(memberships=memberships, council=council, day=day)
    makers = dict.fromkeys(maker for role in Role if role in set(roles) for maker in _QUEUES[role])
    return sorted((maker(desk) for maker in makers), key=lambda queue: not queue.items)


def _unclear_drafts(desk: Desk) -> Queue:
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


def _sessions_without_resolution(_desk: Desk) -> Queue:
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


def _reports_to_log(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Agencies' reports to log"),
        which=lambda state: state.is_worked_on and state.unreported > 0,
        meta=lambda state: _(
            "%(missing)d of %(all)d pledges have no report", missing=state.unreported, all=state.pledges
        ),
        empty=_("When a round is collecting reports, the ones still missing will stand here."),
    )


def _rounds_in_progress(desk: Desk) -> Queue:
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


def _pledges_to_assess(desk: Desk) -> Queue:
    return _rounds(
        desk,
        title=_("Pledges to assess"),
        which=lambda state: state.is_worked_on and state.unassessed > 0,
        meta=lambda state: _(
            "%(missing)d of %(all)d pledges not assessed yet", missing=state.unassessed, all=state.pledges
        ),
        empty=_("When a round is open, the pledges without a verdict will stand here."),
    )


def _rounds_to_approve(desk: Desk) -> Queue:
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


def _resolutions(desk: Desk) -> Queue:
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


def _requests_to_decide(_desk: Desk) -> Queue:
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


def _occurrences_to_create(_desk: Desk) -> Queue:
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


def _without_a_day(_desk: Desk) -> Queue:
    return Queue(
        title=_("Pledges that wait for a day"),
        items=[
            Item(pledge.words, url_for("dossier.pledge_page", pledge_id=pledge.id), pledge.code)
            for pledge in without_a_day()
        ],
        empty=_("Adopted pledges whose words name no day and hang on nothing will stand here."),
        url=url_for("dossier.undated"),
    )


def _my_pledges(desk: Desk) -> Queue:
    pledges = queries.pledges_to(desk.memberships)
    marks = queries.marks_of(pledges, day=desk.day)
    unmet = unmet_among([pledge.id for pledge in pledges]) if pledges else set()
    return Queue(
        title=_("Pledges given to my questions"),
        items=[
            _my_pledge(pledge, marks.get(pledge.id), desk, unmet=pledge.id in unmet) for pledge in pledges
        ],
        empty=_(
            "What was promised in answer to your questions will stand here, with its deadline and verdict."
        ),
        url=url_for("dossier.register"),
    )


def _my_pledge(pledge: Pledge, marks: Marks | None, desk: Desk, *, unmet: bool) -> Item:
    rules = TimeRules(lead=desk.council.due_soon_days, long_overdue=desk.council.long_overdue_days)
    status = time_status(
        due_on=pledge.effective_due_on,
        completed_on=pledge.completed_on,
        closed_on=pledge.closed_on,
        day=desk.day,
        rules=rules,
        unmet=unmet,
    )
    who = [pledge.person.full_name if pledge.person else "", pledge.office.title if pledge.office else ""]
    due = show_day(pledge.effective_due_on) or pledge.deadline_words
    return Item(
        pledge.words,
        url_for("dossier.pledge_page", pledge_id=pledge.id),
        " · ".join(part for part in (*who, due, *_said(marks)) if part),
        time_status=status,
        verdict=pledge.verdict,
    )


def _said(marks: Marks | None) -> list[str]:
    """The marks beside a deadline in words."""
    if marks is None:
        return []
    extended = [_("extended %(times)s times", times=marks.extensions)] if marks.extensions else []
    asked = [_("extension asked")] if marks.pending else []
    return extended + asked + ([_("asked late")] if marks.late else [])


def _steps_to_do(desk: Desk) -> Queue:
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


_QUEUES: dict[Role, tuple[Callable[[Desk], Queue], ...]] = {
    Role.CLERK: (_unclear_drafts, _sessions_without_resolution, _reports_to_log, _occurrences_to_create),
    Role.LEAD: (_rounds_in_progress, _resolutions, _unclear_drafts),
    Role.MONITOR: (_pledges_to_assess,),
    Role.STANDING_COMMITTEE: (_resolutions, _requests_to_decide, _without_a_day, _rounds_to_approve),
    Role.DELEGATE: (_my_pledges,),
    Role.ADMINISTRATOR: (_steps_to_do,),
}
