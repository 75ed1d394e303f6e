"""What each step of a round and each verdict needs: pure rules, checked by the commands before anything is written."""

from collections.abc import Collection
from datetime import date, timedelta

from app.core.errors import N_, DomainError
from app.monitoring.domain import (
    NEXT_STATUS,
    Grounds,
    NewAssessment,
    NewIssue,
    NewReport,
    NewRound,
    NextStep,
    PartVerdict,
    ReportState,
    RoundStatus,
)
from app.pledges.domain import Verdict

PLANNED_AHEAD = timedelta(days=366)


def check_move(current: RoundStatus, wanted: RoundStatus) -> None:
    """Raise `DomainError` unless the round may go from one state to the other."""
    if NEXT_STATUS.get(current) is not wanted:
        raise DomainError(
            N_("A round that is “%(current)s” cannot become “%(wanted)s”."), current=current, wanted=wanted
        )


def check_round(new: NewRound, *, today: date) -> None:
    """A round looks at a day at most a year ahead (it is planned before its day comes) and at one pledge at least."""
    if new.as_of > today + PLANNED_AHEAD:
        raise DomainError(N_("The day the round looks at lies more than a year ahead."), field="as_of")
    if new.number < 1:
        raise DomainError(N_("Rounds are numbered from 1."), field="number")
    if not new.pledge_ids:
        raise DomainError(N_("Choose at least one pledge."), field="pledges")


def check_report(new: NewReport, *, promised_on: date, today: date) -> None:
    """A report is neither older than the promise nor of tomorrow, and says something."""
    if not promised_on <= new.reported_on <= today:
        raise DomainError(
            N_("The report's day must lie between the session (%(promised_on)s) and today."),
            promised_on=promised_on,
            field="reported_on",
        )
    if new.claimed_done_on is not None and new.state is not ReportState.CLAIMS_DONE:
        raise DomainError(
            N_("A day of completion belongs to a report that claims completion."), field="claimed_done_on"
        )
    if new.claimed_done_on is not None and not promised_on <= new.claimed_done_on <= new.reported_on:
        raise DomainError(
            N_("The day of completion must lie between the session (%(promised_on)s) and the report."),
            promised_on=promised_on, field="claimed_done_on",
        )  # fmt: skip
    told = new.text or new.figure or new.value is not None
    if new.state is not ReportState.NOT_REPORTED and not told:
        raise DomainError(N_("Write what the agency reported: a sentence or a figure."), field="text")


def check_verdict(new: NewAssessment, grounds: Grounds) -> None:
    """Raise `DomainError` on the first field in which the verdict lacks what its kind needs."""
    for check in (_check_completion, _check_whole, _check_words, _check_broken_early, _check_next_step):
        check(new, grounds)


def _check_whole(new: NewAssessment, grounds: Grounds) -> None:
    """The whole is not kept while a required step or share is not, nor while its figure is short of the target."""
    if new.verdict is not Verdict.KEPT:
        return
    if grounds.owing:
        raise DomainError(
            N_("“Kept” stands once every required part is kept. Not yet: %(parts)s."),
            parts="; ".join(grounds.owing),
            field="verdict",
        )
    if grounds.missed:
        raise DomainError(
            N_("“Kept” needs the target to be reached. The figure says: %(figure)s."),
            figure=grounds.missed,
            field="value",
        )


def check_part(new: PartVerdict, *, promised_on: date, until: date) -> None:
    """A part that was kept has its day, between the promise and the day of the round; no other part has one."""
    if (new.verdict is Verdict.KEPT) != (new.completed_on is not None):
        raise DomainError(
            N_("The day of completion stands with “kept”, and only there."), field="completed_on"
        )
    for name, day in (("completed_on", new.completed_on), ("reported_on", new.reported_on)):
        if day is not None and not promised_on <= day <= until:
            raise DomainError(
                N_(
                    "This day must lie between the session (%(promised_on)s) and the day of the round (%(until)s)."
                ),
                promised_on=promised_on,
                until=until,
                field=name,
            )


def _check_completion(new: NewAssessment, grounds: Grounds) -> None:
    """Kept: the promised result exists, on a day, and is shown."""
    if new.verdict is not Verdict.KEPT:
        if new.completed_on is not None:
            raise DomainError(
                N_("A day of completion is given only with the verdict “kept”."), field="completed_on"
            )
        return
    if new.completed_on is None:
        raise DomainError(N_("“Kept” needs the day of completion."), field="completed_on")
    if not grounds.promised_on <= new.completed_on <= min(grounds.as_of, grounds.today):
        raise DomainError(
            N_("The day of completion must lie between the session (%(promised_on)s) and the day of the round (%(as_of)s)."),
            promised_on=grounds.promised_on, as_of=grounds.as_of, field="completed_on",
        )  # fmt: skip
    if not grounds.evidence:
        raise DomainError(N_("“Kept” needs a file that shows the result."), field="evidence")


def _check_words(new: NewAssessment, _grounds: Grounds) -> None:
    if new.verdict in {Verdict.BROKEN, Verdict.UNSATISFACTORY} and not new.reason.strip():
        raise DomainError(N_("This verdict needs a reason."), field="reason")
    if new.verdict is Verdict.PARTLY_KEPT and not new.remaining.strip():
        raise DomainError(N_("“Partly kept” needs a word on what remains."), field="remaining")


def _check_broken_early(new: NewAssessment, grounds: Grounds) -> None:
    """Before the deadline in force a pledge is broken only where its agency itself says that it will not come."""
    early = grounds.due_on is not None and grounds.as_of <= grounds.due_on
    if new.verdict is Verdict.BROKEN and early and grounds.report_state is not ReportState.ASKS_DROP:
        raise DomainError(
            N_("The deadline (%(due_on)s) has not passed. Until then “broken” stands only where the agency's own report asks to drop the pledge."),
            due_on=grounds.due_on, field="verdict",
        )  # fmt: skip


def _check_next_step(new: NewAssessment, _grounds: Grounds) -> None:
    if new.next_step is NextStep.CLOSE and new.verdict is not Verdict.KEPT:
        raise DomainError(N_("Following ends here only for a pledge that was kept."), field="next_step")


def closes(verdict: Verdict, next_step: NextStep | None) -> bool:
    """Whether approval ends following the pledge: kept, and nobody asked to keep an eye on it."""
    return verdict is Verdict.KEPT and next_step in {None, NextStep.CLOSE}


def check_approval(
    *,
    as_of: date,
    today: date,
    approver_id: int | None,
    assessor_ids: Collection[int],
    unassessed: int,
    confirmed: bool,
) -> None:
    """Who assessed does not approve; a day that has not come is not judged; gaps are confirmed."""
    if as_of > today:
        raise DomainError(N_("The day the round looks at (%(as_of)s) has not come yet."), as_of=as_of)
    if approver_id is not None and approver_id in assessor_ids:
        raise DomainError(
            N_(
                "You assessed pledges of this round, so another member of the Standing Committee must approve it."
            )
        )
    if unassessed and not confirmed:
        raise DomainError(
            N_("%(count)s pledges have no verdict yet. Assess them, or confirm that they stay so."),
            count=unassessed,
            field="confirmed",
        )


def check_issue(new: NewIssue, *, as_of: date, today: date) -> None:
    """A paper is not dated before the day it tells of, nor tomorrow."""
    if not as_of <= new.issued_on <= today:
        raise DomainError(
            N_("The paper's day must lie between the day of the round (%(as_of)s) and today."),
            as_of=as_of,
            field="issued_on",
        )
