"""The form of a pledge. Fields stand in the order in which things are said."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.core.forms import DayField, LineField, LongField, NumberField, PickField
from app.core.submit import EntryForm
from app.pledges.domain import NewPledge


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
    due_on_override_reason = LineField(_l("Why the day is not the one the words give"), most=2000)
    measure = LineField(_l("What is measured"))
    target = NumberField(_l("Target"))
    unit = LineField(_l("Unit"), most=80)
    followers = PickField(_l("Bodies told to follow it"), picks="bodies", multiple=True)
    source = LineField(_l("Source"), most=2000)

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
            source=self.source.data or "",
        )
