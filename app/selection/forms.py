"""Forms of the call, of proposals, of the shortlist, and of the decision."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget, RadioInput

from app.core.forms import CodeField, DayField, LineField, LongField, PickField
from app.core.submit import EntryForm
from app.selection.domain import Criterion, NewCall, NewCandidate, NewDecision, NewProposal, ProposalSource

Choices = Sequence[tuple[int, str]]
WORDS = 5000


class CriterionField(CodeField):
    """The four criteria, each in its own words, one to choose."""

    widget: Any = ListWidget(prefix_label=False)
    option_widget: Any = RadioInput()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(_l("Criterion"), Criterion, default=Criterion.PRESSING, **kwargs)


class TicksField(SelectMultipleField):
    """Several records, as boxes to tick; `data` is a list of ids."""

    widget: Any = ListWidget(prefix_label=False)
    option_widget: Any = CheckboxInput()

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, coerce=int, choices=[], **kwargs)


class CallForm(EntryForm):
    opened_on = DayField(_l("Opened on"), required=True)
    closes_on = DayField(_l("Proposals until"), required=True)
    words = LongField(_l("What the delegates are told"), most=WORDS)

    def to_input(self) -> NewCall:
        return NewCall(
            opened_on=self.opened_on.data, closes_on=self.closes_on.data, words=self.words.data or ""
        )


class ProposalForm(EntryForm):
    """One's own proposal; who signed in tells where it comes from."""

    title = LineField(_l("Matter"), required=True)
    office = PickField(_l("Who should answer"), picks="office_holders", required=True)
    criterion = CriterionField()
    grounds = LongField(_l("Grounds"), most=WORDS)
    question_text = LongField(_l("Question"), most=WORDS)
    pledge = PickField(_l("Asks again about the pledge"), picks="pledges", most=300)

    def to_input(
        self,
        *,
        office_id: int | None,
        pledge_id: int | None,
        source: ProposalSource,
        delegate_id: int | None,
        petition: str,
    ) -> NewProposal:
        return NewProposal(
            title=self.title.data or "",
            criterion=self.criterion.data,
            source=source,
            delegate_id=delegate_id,
            petition=petition,
            office_id=office_id,
            grounds=self.grounds.data or "",
            question_text=self.question_text.data or "",
            pledge_id=pledge_id,
        )


class LoggedProposalForm(ProposalForm):
    """A proposal that came in on paper, from voters or from a committee."""

    source = CodeField(_l("Comes from"), ProposalSource)
    delegate = PickField(_l("Delegate"), picks="delegates")
    petition = LineField(_l("Petition of voters, or committee"))


class CandidateForm(EntryForm):
    title = LineField(_l("Group of issues"), required=True)
    office = PickField(_l("Person questioned"), picks="office_holders")
    criterion = CriterionField()
    reason = LongField(_l("Why it is chosen"), most=WORDS)
    asks_again = BooleanField(_l("Questions again about earlier pledges"))
    proposals = TicksField(_l("Proposals that go into it"))

    def to_input(self, *, office_id: int | None) -> NewCandidate:
        return NewCandidate(
            title=self.title.data or "",
            criterion=self.criterion.data,
            reason=self.reason.data or "",
            office_id=office_id,
            asks_again=bool(self.asks_again.data),
            proposal_ids=tuple(self.proposals.data or ()),
        )


class RoundForm(EntryForm):
    """The round of opinions."""

    close_on = DayField(_l("Opinions until"), required=True)


class OpinionsForm(EntryForm):
    """Carries the token alone; the opinions are read from their table."""


class DecisionForm(EntryForm):
    candidates = TicksField(_l("Groups chosen"))
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), most=120)
    session_id = SelectField(_l("Questioning session"), coerce=int)
    held_on = DayField(_l("Day of a new session"))

    def offer(self, candidates: Choices, sessions: Choices, new: str) -> None:
        self.candidates.choices = list(candidates)
        self.session_id.choices = [*sessions, (0, new)]

    def to_input(self) -> NewDecision:
        return NewDecision(
            candidate_ids=tuple(self.candidates.data or ()),
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            session_id=self.session_id.data or None,
            held_on=self.held_on.data,
        )
