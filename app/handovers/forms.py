"""The forms of a handover sheet."""

from collections.abc import Iterable, Mapping

from flask_babel import lazy_gettext as _l

from app.core.forms import LINE, DayField, LongField, PickField
from app.core.submit import EntryForm
from app.core.text import clean_line, without_control_characters
from app.handovers.domain import NewHandover


class HandoverForm(EntryForm):
    """Who hands over, and when; the remark on each pledge stands in its row of the table."""

    from_person = PickField(_l("Hands over"), picks="people")
    handed_on = DayField(_l("Day of the handover"), required=True)
    note = LongField(_l("What both sides agree"), most=4000)

    def to_input(
        self, *, from_person_id: int | None, notes: Mapping[int, str], pledge_ids: Iterable[int] = ()
    ) -> NewHandover:
        return NewHandover(
            handed_on=self.handed_on.data,
            from_person_id=from_person_id,
            note=self.note.data or "",
            notes=notes,
            pledge_ids=frozenset(pledge_ids),
        )


class ConfirmationForm(EntryForm):
    """On which day both sides signed."""

    confirmed_on = DayField(_l("Both sides signed on"), required=True)


def notes_of(sent: Mapping[str, str], pledge_ids: Iterable[int]) -> dict[int, str]:
    """The remark typed beside each pledge."""
    found = {each: sent.get(f"note-{each}") for each in pledge_ids}
    return {
        key: clean_line(without_control_characters(text))[:LINE]
        for key, text in found.items()
        if text is not None
    }
