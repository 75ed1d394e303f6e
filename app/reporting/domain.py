"""The way of a report an agency sends, what it needs to be sent, and the news of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.core.enums import Coded
from app.core.errors import N_, DomainError
from app.core.events import Event
from app.monitoring.domain import NewReport, Proof, ReportStanding, ReportState, ResultForm
from app.monitoring.rules import check_report


class SubmissionStatus(Coded):
    """A draft changes nothing; a sent one is never edited, only followed by another."""

    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"


NEXT_STATUS: dict[SubmissionStatus, frozenset[SubmissionStatus]] = {
    SubmissionStatus.DRAFT: frozenset({SubmissionStatus.SENT}),
    SubmissionStatus.SENT: frozenset({SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED}),
    SubmissionStatus.RETURNED: frozenset(),
    SubmissionStatus.ACCEPTED: frozenset(),
}
"""The only ways of a report; what was returned is followed by a new one."""


class OwnStanding(Coded):
    """What an agency has to do for one of its pledges, or did last."""

    RETURNED = "returned"
    DRAFT = "draft"
    TO_REPORT = "to_report"
    SENT = "sent"
    ACCEPTED = "accepted"
    NOTHING = "nothing"


TO_DO = frozenset({OwnStanding.RETURNED, OwnStanding.DRAFT, OwnStanding.TO_REPORT})
STANDS_AS = {
    SubmissionStatus.RETURNED: OwnStanding.RETURNED,
    SubmissionStatus.DRAFT: OwnStanding.DRAFT,
    SubmissionStatus.SENT: OwnStanding.SENT,
    SubmissionStatus.ACCEPTED: OwnStanding.ACCEPTED,
}
REPORTED_AS = {
    SubmissionStatus.SENT: ReportStanding.WAITING,
    SubmissionStatus.RETURNED: ReportStanding.RETURNED,
    SubmissionStatus.ACCEPTED: ReportStanding.REPORTED,
}

UNWRITTEN = 0
"""The version of a draft that was not begun yet, for a form that is opened on none."""


@dataclass(frozen=True, kw_only=True)
class NewSubmission:
    """What an agency typed of one pledge; of a draft anything may still be missing."""

    state: ReportState
    result_form: ResultForm | None = None
    text: str = ""
    figure: str = ""
    value: Decimal | None = None
    difficulties: str = ""
    solution: str = ""
    asked_words: str = ""
    asked_due_on: date | None = None
    asked_ground_id: int | None = None
    document_number: str = ""
    reported_on: date | None = None
    claimed_done_on: date | None = None

    def as_report(self) -> NewReport:
        """The same content as the register keeps it once it is accepted."""
        if self.reported_on is None:
            raise DomainError(N_("Write the day of your paper."), field="reported_on")
        return NewReport(
            state=self.state,
            reported_on=self.reported_on,
            result_form=self.result_form,
            text=self.text,
            figure=self.figure,
            value=self.value,
            difficulties=self.difficulties,
            solution=self.solution,
            document_number=self.document_number,
            claimed_done_on=self.claimed_done_on,
        )


def check_move(current: SubmissionStatus, wanted: SubmissionStatus) -> None:
    """Raise `DomainError` unless the report may go from one state to the other."""
    if wanted not in NEXT_STATUS[current]:
        raise DomainError(
            N_("A report that is “%(current)s” cannot become “%(wanted)s”."), current=current, wanted=wanted
        )


@dataclass(frozen=True, kw_only=True)
class AtSending:
    """What a report is measured by when it is sent. `due_on` is the deadline in force on that day."""

    promised_on: date
    due_on: date | None
    today: date


def check_sending(new: NewSubmission, proofs: Sequence[Proof], at: AtSending) -> None:
    """Raise `DomainError` on the first field in which the report lacks what its state needs."""
    check_report(new.as_report(), promised_on=at.promised_on, today=at.today)
    _check_state(new)
    _check_asked(new, at)
    if any(not each.proves.strip() for each in proofs):
        raise DomainError(N_("Say of every file what it proves."), field="evidence")


def _check_state(new: NewSubmission) -> None:
    """An agency that writes says something; one that declares a result says since when."""
    if new.state is ReportState.NOT_REPORTED:
        raise DomainError(N_("Choose how far it is."), field="state")
    if new.state is ReportState.CLAIMS_DONE and new.claimed_done_on is None:
        raise DomainError(N_("Write the day on which it was completed."), field="claimed_done_on")
    if new.state is ReportState.BLOCKED and not new.difficulties:
        raise DomainError(N_("Write what stands in the way."), field="difficulties")


def _check_asked(new: NewSubmission, at: AtSending) -> None:
    """More time is asked for with a day after the deadline and with a ground; to be dropped, with a ground."""
    asks_time, asks_drop = (
        new.state is ReportState.ASKS_EXTENSION,
        new.state is ReportState.ASKS_DROP,
    )
    if not asks_time and (new.asked_due_on is not None or new.asked_words):
        raise DomainError(
            N_("A new deadline belongs to a report that asks for more time."), field="asked_due_on"
        )
    if asks_time and new.asked_due_on is None:
        raise DomainError(N_("Write until which day more time is asked for."), field="asked_due_on")
    if new.asked_due_on is not None and at.due_on is not None and new.asked_due_on <= at.due_on:
        raise DomainError(
            N_("The new day must lie after the deadline in force, %(due_on)s: an extension never shortens."),
            due_on=at.due_on,
            field="asked_due_on",
        )
    if not (asks_time or asks_drop) and new.asked_ground_id is not None:
        raise DomainError(
            N_(
                "A ground belongs to a report that asks for something: take it away, or choose what is asked."
            ),
            field="ground",
        )
    if (asks_time or asks_drop) and new.asked_ground_id is None:
        raise DomainError(
            N_("Choose the ground of what is asked."), field="ground" if asks_time else "drop_ground"
        )


@dataclass(frozen=True, kw_only=True)
class SubmissionDrafted(Event):
    """An agency began to write of a pledge; what it types is its own until it is sent."""


@dataclass(frozen=True, kw_only=True)
class SubmissionChanged(Event):
    """An agency went on with a draft, or handed in files for it."""


@dataclass(frozen=True, kw_only=True)
class SubmissionDiscarded(Event):
    """An agency threw a draft away."""


@dataclass(frozen=True, kw_only=True)
class SubmissionSent(Event):
    """An agency sent its report."""


@dataclass(frozen=True, kw_only=True)
class SubmissionReturned(Event):
    """The secretariat returned a report, with a remark on what is to be completed."""


@dataclass(frozen=True, kw_only=True)
class SubmissionAccepted(Event):
    """The secretariat accepted a report; it stands in the register from now on."""
