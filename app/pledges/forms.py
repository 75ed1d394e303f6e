"""The form of a pledge. Fields stand in the order in which things are said."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, FormField, HiddenField

from app.core.forms import BaseForm, CodeField, DayField, LineField, LongField, NumberField, PickField, Rows
from app.core.submit import EntryForm
from app.pledges.domain import AnchorKind, NewAnchor, NewPart, NewPledge, PartKind, SittingPoint
from app.pledges.waiting.forms import SittingField

MOST_PARTS = 60


class StepRow(Form):
    """One step of the roadmap, in a row of the pledge's form."""

    class Meta(BaseForm.Meta):
        csrf = False

    KIND = PartKind.STEP

    id = HiddenField()
    place = NumberField(_l("No."))
    words = LineField(_l("What is done by then"), most=2000)
    due_words = LineField(_l("Deadline, in the words as spoken"), most=2000)
    due_on = DayField(_l("Day of the deadline"))
    must_show = LineField(_l("What it must show"), most=2000)
    required = BooleanField(_l("“Kept” needs it"), default=True)

    @property
    def part_id(self) -> int | None:
        raw = str(self.id.data or "")
        return int(raw) if raw.isdecimal() and len(raw) < 10 else None  # noqa: PLR2004 - fits an integer

    @property
    def is_empty(self) -> bool:
        """Nothing is written in it: a new row is not kept, a stored part goes."""
        return not any(
            self[name].data
            for name in ("words", "agency", "due_words", "due_on", "must_show")
            if name in self
        )

    def to_input(self, *, agency_id: int | None = None) -> NewPart:
        return NewPart(
            kind=self.KIND,
            words=self.words.data or "",
            agency_id=agency_id,
            due_words=self.due_words.data or "",
            due_on=self.due_on.data,
            must_show=self.must_show.data or "",
            required=bool(self.required.data),
        )


class ShareRow(StepRow):
    """The part of one co-ordinating agency."""

    KIND = PartKind.SHARE

    agency = PickField(_l("Agency"), picks="agencies")
    words = LineField(_l("What this agency does"), most=2000)


class PledgeForm(EntryForm):
    words = LongField(_l("What was promised, in the words as spoken"), required=True)
    expected_result = LongField(_l("Expected result"))
    accountable = PickField(_l("Accountable person"), picks="office_holders")
    new_name = LineField(_l("Full name"))
    new_title = LineField(_l("Office"))
    new_agency = LineField(_l("Agency"))
    lead_agency = PickField(_l("Lead agency"), picks="agencies")
    coordinators = PickField(_l("Co-ordinating agencies"), picks="agencies", multiple=True)
    add_unknown = BooleanField(_l("Add the agencies that are not in the list yet"))
    deadline_words = LineField(_l("Deadline, in the words as spoken"), most=2000)
    due_on = DayField(_l("Day of the deadline"))
    undated = BooleanField(_l("No day is set"))
    sitting = SittingField(_l("Bound to a sitting"))
    point = CodeField(_l("Which day of it"), SittingPoint, required=False)
    due_on_override_reason = LineField(_l("Why the day is not the one the words give"), most=2000)
    measure = LineField(_l("What is measured"))
    target = NumberField(_l("Target"))
    unit = LineField(_l("Unit"), most=80)
    baseline = NumberField(_l("Where it stood"))
    baseline_on = DayField(_l("On the day"))
    steps = Rows(FormField(StepRow), _l("Steps of the roadmap"), min_entries=1, max_entries=MOST_PARTS)
    shares = Rows(FormField(ShareRow), _l("Shares of the agencies"), min_entries=1, max_entries=MOST_PARTS)
    followers = PickField(_l("Bodies told to follow it"), picks="bodies", multiple=True)
    source = LineField(_l("Source"), most=2000)

    def rows(self, kind: PartKind) -> Rows:
        """The rows of one kind."""
        return self.steps if kind is PartKind.STEP else self.shares

    def validate(self, extra_validators: Any = None) -> bool:
        """A target is a target of something."""
        well_formed = bool(super().validate(extra_validators))
        if well_formed and self.target.data is not None and not (self.measure.data or self.unit.data):
            self.measure.errors = (gettext("Say what the target measures, or in which unit."),)
            return False
        return well_formed

    def to_input(
        self,
        *,
        party: tuple[int | None, int | None],
        lead_agency_id: int | None,
        coordinator_ids: tuple[int, ...],
        follower_ids: tuple[int, ...],
    ) -> NewPledge:
        return NewPledge(
            words=self.words.data or "",
            expected_result=self.expected_result.data or "",
            person_id=party[0],
            office_id=party[1],
            lead_agency_id=lead_agency_id,
            coordinator_ids=coordinator_ids,
            follower_ids=follower_ids,
            deadline_words=self.deadline_words.data or "",
            due_on=self.due_on.data,
            undated=bool(self.undated.data),
            due_on_override_reason=self.due_on_override_reason.data or "",
            measure=self.measure.data or "",
            target=self.target.data,
            unit=self.unit.data or "",
            baseline=self.baseline.data,
            baseline_on=self.baseline_on.data,
            source=self.source.data or "",
            anchors=self._anchors(),
        )

    def _anchors(self) -> tuple[NewAnchor, ...]:
        """The sitting chosen by hand; without one, the words say what the deadline hangs on."""
        if not self.sitting.chosen:
            return ()
        point = self.point.data or SittingPoint.CLOSING
        return (NewAnchor(kind=AnchorKind.SITTING, point=point, **self.sitting.chosen),)


class DecidedPartForm(EntryForm):
    """A step or a share that a decision adds to an adopted pledge."""

    kind = CodeField(_l("What is added"), PartKind, only=(PartKind.SHARE, PartKind.STEP))
    agency = PickField(_l("Agency"), picks="agencies")
    words = LineField(_l("What is to be done"), required=True, most=2000)
    due_words = LineField(_l("Deadline, in the words of the decision"), most=2000)
    due_on = DayField(_l("Day of the deadline"))
    must_show = LineField(_l("What it must show"), most=2000)
    required = BooleanField(_l("“Kept” needs it"), default=True)
    decided_on = DayField(_l("Day of the decision"), required=True)
    document_number = LineField(_l("Number of its document"), required=True, most=120)

    def to_input(self, *, agency_id: int | None) -> NewPart:
        return NewPart(
            kind=self.kind.data,
            agency_id=agency_id,
            words=self.words.data or "",
            due_words=self.due_words.data or "",
            due_on=self.due_on.data,
            must_show=self.must_show.data or "",
            required=bool(self.required.data),
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
        )
