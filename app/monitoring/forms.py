"""Forms of a monitoring round: opening it, a report, a verdict, approval, issue."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, FormField, HiddenField, SelectField, SelectMultipleField

from app.core.forms import BaseForm, CodeField, DayField, LineField, LongField, NumberField, Rows
from app.core.submit import EntryForm
from app.core.vietnamese import day as day_text
from app.evidence.handing_in import FilesForm
from app.monitoring.domain import (
    Cause,
    MainPaper,
    NewAssessment,
    NewIssue,
    NewReport,
    NewRound,
    NextStep,
    PartVerdict,
    ReportState,
    ResultForm,
)
from app.pledges.domain import Verdict

_LARGEST_NUMBER = 10_000


def _usual_title(number: int, as_of: date) -> str:
    return gettext("Round %(number)s, as of %(day)s", number=number, day=day_text(as_of))


class RoundForm(EntryForm):
    number = NumberField(_l("Number of the round"), required=True)
    title = LineField(_l("Title"))
    as_of = DayField(_l("Day it looks at"), required=True)
    assessing_body_id = SelectField(_l("Assessed by"), coerce=int)
    pledges = SelectMultipleField(_l("Pledges"), coerce=int, validate_choice=False)

    def offer(self, bodies: Sequence[tuple[int, str]]) -> None:
        self.assessing_body_id.choices = [(0, "—"), *bodies]

    def to_input(self) -> NewRound:
        number = self.number.data
        whole = number == number.to_integral_value() and 0 < number < _LARGEST_NUMBER
        return NewRound(
            number=int(number) if whole else 0,
            title=self.title.data or _usual_title(int(number), self.as_of.data),
            as_of=self.as_of.data,
            assessing_body_id=self.assessing_body_id.data or None,
            pledge_ids=tuple(dict.fromkeys(self.pledges.data or ())),
        )


def _part(value: object) -> int | None:
    return int(str(value)) if value not in (None, "", "None") else None


class ReportForm(FilesForm):
    state = CodeField(_l("The agency says"), ReportState)
    result_form = CodeField(_l("Form of the result"), ResultForm, required=False)
    text = LongField(_l("What is reported"))
    figure = LineField(_l("Figure"), most=120)
    value = NumberField(_l("Figure reached"))
    difficulties = LongField(_l("Difficulties, causes"))
    solution = LongField(_l("Solution, new time"))
    document_number = LineField(_l("Number of its paper"), most=120)
    reported_on = DayField(_l("Day of its paper"), required=True)
    claimed_done_on = DayField(_l("Day of completion it claims"))
    proves = LineField(_l("What the files prove"), most=300)
    part_id = SelectField(_l("Of which part"), coerce=_part, choices=[])

    def offer(self, parts: Sequence[tuple[int, str]]) -> None:
        self.part_id.choices = [("", "—"), *parts]

    def to_input(self) -> NewReport:
        return NewReport(
            state=self.state.data,
            reported_on=self.reported_on.data,
            result_form=self.result_form.data,
            text=self.text.data or "",
            figure=self.figure.data or "",
            value=self.value.data,
            difficulties=self.difficulties.data or "",
            solution=self.solution.data or "",
            document_number=self.document_number.data or "",
            claimed_done_on=self.claimed_done_on.data,
        )


class PartVerdictRow(Form):
    """One step, share or occurrence in the form of the verdict on the whole."""

    class Meta(BaseForm.Meta):
        csrf = False

    part_id = HiddenField()
    verdict = CodeField(_l("Verdict"), Verdict)
    completed_on = DayField(_l("Day of completion"))
    reported_on = DayField(_l("Reported on"))
    note = LineField(_l("Note"), most=2000)

    def to_input(self) -> PartVerdict | None:
        """None where the hidden number was tampered with."""
        raw = str(self.part_id.data or "")
        if not raw.isdecimal() or len(raw) > 9:  # noqa: PLR2004 - fits an integer
            return None
        return PartVerdict(
            part_id=int(raw),
            verdict=self.verdict.data,
            completed_on=self.completed_on.data,
            reported_on=self.reported_on.data,
            note=self.note.data or "",
        )


class AssessmentForm(FilesForm):
    COLUMNS = ("verdict", "completed_on", "value", "remaining", "reason", "opinion", "cause", "next_step")

    verdict = CodeField(_l("Verdict"), Verdict)
    completed_on = DayField(_l("Day of completion"))
    value = NumberField(_l("Figure accepted"))
    remaining = LongField(_l("What remains"))
    reason = LongField(_l("Reason"))
    opinion = LongField(_l("Opinion of the committee"))
    cause = CodeField(_l("Nature of the cause"), Cause, required=False)
    next_step = CodeField(_l("What should follow"), NextStep, required=False)
    parts = Rows(FormField(PartVerdictRow))
    taken = SelectMultipleField(_l("Files of the reports to rest on"), coerce=int, validate_choice=False)

    def to_input(self) -> NewAssessment:
        return NewAssessment(
            verdict=self.verdict.data,
            reason=self.reason.data or "",
            remaining=self.remaining.data or "",
            completed_on=self.completed_on.data,
            value=self.value.data,
            opinion=self.opinion.data or "",
            cause=self.cause.data,
            next_step=self.next_step.data,
        )

    def part_verdicts(self) -> list[PartVerdict | None]:
        """What stands in the rows of the parts, in their order."""
        return [entry.form.to_input() for entry in self.parts]


class ApprovalForm(EntryForm):
    confirmed = BooleanField(_l("These pledges stay without a verdict in this round"))


class IssueForm(EntryForm):
    paper = CodeField(_l("Enclosed with"), MainPaper)
    number = LineField(_l("Number of that paper"), required=True, most=40)
    issued_on = DayField(_l("Day of that paper"), required=True)
    number_confirmed = BooleanField(_l("The number is right as it is"))

    def to_input(self) -> NewIssue:
        return NewIssue(
            paper=self.paper.data,
            number=self.number.data or "",
            issued_on=self.issued_on.data,
            number_confirmed=bool(self.number_confirmed.data),
        )


class StepForm(EntryForm):
    """Only the token: one step of the round, or a file taken off a row."""


class ProposalForm(EntryForm):
    """Proposing to question again: one reason, which may be left out."""

    reason = LongField(_l("Why, in a few words"), most=1000)
