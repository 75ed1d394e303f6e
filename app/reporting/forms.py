"""Forms of an agency's report, and of what the secretariat does with it."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, FormField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from app.core.errors import DomainError
from app.core.forms import BaseForm, CodeField, DayField, LineField, LongField, NumberField, Rows
from app.core.i18n import say
from app.core.submit import EntryForm
from app.evidence.handing_in import FilesForm
from app.monitoring.domain import Proof, ReportState, ResultForm
from app.pledges.domain import GroundKind
from app.pledges.extending.forms import GroundField
from app.reporting.domain import NewSubmission

PROVES = 300
NONE = SelectChoice(value="", label="—")
Parts = Iterable[tuple[int, str]]


def number_or_none(value: Any) -> int | None:
    """The id behind a choice or a hidden field; None for the empty one and for what is none."""
    raw = str(value or "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else None  # noqa: PLR2004 - fits an integer


class FileRow(Form):
    """A file handed in before: what it proves, of which part, and whether it is to go."""

    class Meta(BaseForm.Meta):
        csrf = False

    evidence_id = HiddenField()
    proves = LineField(_l("What it proves"), most=PROVES)
    part_id = SelectField(_l("Of which part"), coerce=number_or_none, choices=[])
    removed = BooleanField(_l("Take this file off"))


class SubmissionForm(FilesForm):
    """What an agency reports of one pledge."""

    state = CodeField(
        _l("How far it is"), ReportState, only=[each for each in ReportState if each != "not_reported"]
    )
    result_form = CodeField(_l("Form of the result"), ResultForm, required=False)
    value = NumberField(_l("Figure reached"))
    figure = LineField(_l("Figure in words"), most=120)
    text = LongField(_l("What was done"))
    claimed_done_on = DayField(_l("Day of completion"))
    difficulties = LongField(_l("Difficulties, causes"))
    solution = LongField(_l("Solution, what comes next"))
    asked_due_on = DayField(_l("New day asked for"))
    asked_words = LineField(_l("New deadline in your words"), most=2000)
    ground = GroundField(_l("Ground for more time"), choices=[])
    drop_ground = GroundField(_l("Ground for no longer following it"), choices=[])
    document_number = LineField(_l("Number of your paper"), most=120)
    reported_on = DayField(_l("Day of your paper"))
    files = Rows(FormField(FileRow))

    def offer(self, *, parts: Parts, grounds: Iterable[str], drop_grounds: Iterable[str]) -> None:
        self.ground.offer(grounds)
        self.drop_ground.offer(drop_grounds)
        choices = [NONE, *(SelectChoice(value=str(key), label=name) for key, name in parts)]
        for row in self.files:
            row.form.part_id.choices = choices

    def refuse_sending(self, error: DomainError) -> None:
        """Say beside its field what keeps the draft, kept as it is, from being sent; of files beside each that needs it."""
        self.told_beside = True
        bare = [row.form.proves for row in self.files if not (row.form.proves.data or "").strip()]
        if error.field != "evidence" or not bare:
            self.refuse(error)
            return
        for field in bare:
            field.errors = (say(error),)
            self.files.errors = (*self.files.errors, field.errors)

    @property
    def asked_ground(self) -> tuple[GroundKind, str]:
        """The ground that belongs to what is asked; where nothing is, the one typed, which is kept until it is taken away."""
        more_time, drop = str(self.ground.data or ""), str(self.drop_ground.data or "")
        asks_drop = self.state.data is ReportState.ASKS_DROP
        if asks_drop or (drop and not more_time and self.state.data is not ReportState.ASKS_EXTENSION):
            return GroundKind.DROP, drop
        return GroundKind.EXTENSION, more_time

    def to_input(self, *, ground_id: int | None) -> NewSubmission:
        return NewSubmission(
            state=self.state.data,
            result_form=self.result_form.data,
            text=self.text.data or "",
            figure=self.figure.data or "",
            value=self.value.data,
            difficulties=self.difficulties.data or "",
            solution=self.solution.data or "",
            asked_words=self.asked_words.data or "",
            asked_due_on=self.asked_due_on.data,
            asked_ground_id=ground_id,
            document_number=self.document_number.data or "",
            reported_on=self.reported_on.data,
            claimed_done_on=self.claimed_done_on.data,
        )

    def proofs(self) -> list[Proof]:
        """What is said of the files handed in before."""
        rows = [(number_or_none(row.form.evidence_id.data), row.form) for row in self.files]
        return [
            Proof(evidence_id=number, proves=row.proves.data or "", part_id=row.part_id.data)
            for number, row in rows
            if number is not None
        ]

    def removed(self) -> set[int]:
        """The files to be taken off."""
        ticked = (number_or_none(row.form.evidence_id.data) for row in self.files if row.form.removed.data)
        return {number for number in ticked if number is not None}


class ReturnForm(EntryForm):
    """What the agency has to complete."""

    remark = LongField(_l("What is to be completed"), required=True, most=2000)


class SendForm(EntryForm):
    """Only the token and the version: one step of a report."""
