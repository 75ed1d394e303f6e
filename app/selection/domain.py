"""How the topics of a questioning session are chosen: the way of a call, what is typed of it, and the news of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from app.core.enums import Coded
from app.core.errors import N_, DomainError
from app.core.events import Event


class CallStatus(Coded):
    """Proposals come in, delegates give their opinion on a shortlist, the topics are decided."""

    COLLECTING = "collecting"
    OPINIONS = "opinions"
    DECIDED = "decided"


class ProposalSource(Coded):
    """Where a proposal comes from (Luật 87/2015/QH13, art. 60.2)."""

    DELEGATE = "delegate"
    VOTERS = "voters"
    COMMITTEE = "committee"
    STANDING_COMMITTEE = "standing_committee"


class Criterion(Coded):
    """The four criteria for a group of issues (Nghị quyết 594/NQ-UBTVQH15)."""

    PRESSING = "pressing"
    BREACH_OF_LAW = "breach_of_law"
    ANSWER_NOT_ACCEPTED = "answer_not_accepted"
    BETTER_MANAGEMENT = "better_management"


MOVES = frozenset(
    {
        (CallStatus.COLLECTING, CallStatus.OPINIONS),
        (CallStatus.OPINIONS, CallStatus.COLLECTING),
        (CallStatus.OPINIONS, CallStatus.DECIDED),
    }
)
"""The only ways; a round of opinions is taken back only while nobody has given one, what is decided stays."""

NAMED = {
    ProposalSource.DELEGATE: N_("Name the delegate who proposes it."),
    ProposalSource.VOTERS: N_("Name the petition of voters it comes from."),
    ProposalSource.COMMITTEE: N_("Name the committee that proposes it."),
}
"""What a proposal of each source must say of where it comes from."""


def check_move(current: CallStatus, wanted: CallStatus, *, opinions: int) -> None:
    """Raise `DomainError` unless the call may go from one state to the other."""
    if (current, wanted) not in MOVES:
        raise DomainError(
            N_("A selection that is “%(current)s” cannot become “%(wanted)s”."),
            current=current,
            wanted=wanted,
        )
    if wanted is CallStatus.COLLECTING and opinions:
        raise DomainError(N_("Opinions were given already; the shortlist stays as it is."))


def must_be(status: CallStatus, *wanted: CallStatus) -> None:
    """Raise `DomainError` where the call is past that point: what is decided is frozen, an opinion is on the list as it stood."""
    if status in wanted:
        return
    if status is CallStatus.DECIDED:
        raise DomainError(N_("The topics are decided; nothing of the selection changes any more."))
    if status is CallStatus.OPINIONS:
        raise DomainError(N_("Delegates are giving their opinion on the shortlist; it no longer changes."))
    raise DomainError(N_("Opinions are not asked for yet."))


@dataclass(frozen=True, kw_only=True)
class NewCall:
    """The call as it goes to the delegates."""

    opened_on: date
    closes_on: date
    words: str = ""

    def check(self) -> None:
        if self.closes_on < self.opened_on:
            raise DomainError(
                N_("The last day of proposals cannot lie before %(day)s."),
                day=self.opened_on,
                field="closes_on",
            )


@dataclass(frozen=True, kw_only=True)
class NewProposal:
    """One matter, and who should answer for it; `petition` names the petition of voters or the committee."""

    title: str
    criterion: Criterion
    source: ProposalSource = ProposalSource.DELEGATE
    delegate_id: int | None = None
    petition: str = ""
    office_id: int | None = None
    grounds: str = ""
    question_text: str = ""
    pledge_id: int | None = None

    def check(self) -> None:
        """A matter has a person and grounds to it (Luật 87/2015/QH13, art. 60.1 and 84), and says where it comes from."""
        said = self.delegate_id if self.source is ProposalSource.DELEGATE else self.petition
        if self.source in NAMED and not said:
            field = "delegate" if self.source is ProposalSource.DELEGATE else "petition"
            raise DomainError(NAMED[self.source], field=field)
        if self.office_id is None:
            raise DomainError(N_("Name who should answer."), field="office")
        if not (self.grounds or self.question_text):
            raise DomainError(N_("Write the grounds or the question."), field="grounds")


@dataclass(frozen=True, kw_only=True)
class NewCandidate:
    """A group of issues for the shortlist, and the proposals that go into it."""

    title: str
    criterion: Criterion
    reason: str = ""
    office_id: int | None = None
    asks_again: bool = False
    proposal_ids: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewDecision:
    """What was chosen, by which paper, for which session: one that stands already, or one on a day."""

    candidate_ids: tuple[int, ...]
    decided_on: date
    document_number: str
    session_id: int | None = None
    held_on: date | None = None

    def check(self, *, opened_on: date, today: date) -> None:
        if not self.candidate_ids:
            raise DomainError(N_("Choose at least one group of issues."), field="candidates")
        if not opened_on <= self.decided_on <= today:
            raise DomainError(
                N_("The day of the decision must lie between the call (%(day)s) and today."),
                day=opened_on,
                field="decided_on",
            )
        if self.session_id is None and self.held_on is None:
            raise DomainError(N_("Choose the session, or give the day on which it is held."), field="held_on")


@dataclass(frozen=True)
class Stated:
    """What a delegate says of one group of the shortlist."""

    agrees: bool
    note: str = ""


Opinions = Mapping[tuple[int, int], Stated | None]
"""By delegate and candidate; None takes an opinion back that was entered by mistake."""


@dataclass(frozen=True)
class Tally:
    """The opinions on one group, of the delegates in office."""

    agreed: int
    disagreed: int
    in_office: int

    @property
    def silent(self) -> int:
        return self.in_office - self.agreed - self.disagreed

    @property
    def has_majority(self) -> bool:
        """More than half of all delegates in office, not of those who answered."""
        return 2 * self.agreed > self.in_office


def tally(opinions: Collection[tuple[int, bool]], in_office: Collection[int]) -> Tally:
    """Of the opinions (delegate, agrees) those of delegates in office.

    >>> tally([(1, True), (2, False), (9, True)], {1, 2, 3}).agreed
    1
    """
    counted = [agrees for delegate_id, agrees in opinions if delegate_id in set(in_office)]
    return Tally(agreed=sum(counted), disagreed=len(counted) - sum(counted), in_office=len(set(in_office)))


@dataclass(frozen=True, kw_only=True)
class CallOpened(Event):
    """Delegates were called on to propose topics for a sitting."""


@dataclass(frozen=True, kw_only=True)
class CallChanged(Event):
    """The days or the words of a call, or its state, were changed."""


@dataclass(frozen=True, kw_only=True)
class TopicProposed(Event):
    """A matter was proposed for questioning."""


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(Event):
    """A proposal was withdrawn; it stays in the log."""


@dataclass(frozen=True, kw_only=True)
class CandidateListed(Event):
    """A group of issues was put on the shortlist."""


@dataclass(frozen=True, kw_only=True)
class CandidateChanged(Event):
    """A group of the shortlist was changed or moved."""


@dataclass(frozen=True, kw_only=True)
class CandidateRemoved(Event):
    """A group was taken off the shortlist."""


@dataclass(frozen=True, kw_only=True)
class OpinionsStated(Event):
    """A delegate's opinions on the shortlist were given or entered."""


@dataclass(frozen=True, kw_only=True)
class TopicsDecided(Event):
    """The topics of a session were decided."""


@dataclass(frozen=True, kw_only=True)
class PledgesRequestioned(Event):
    """Pledges were put into a session to be questioned again."""
