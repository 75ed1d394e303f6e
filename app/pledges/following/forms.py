"""Forms of the decisions on following a pledge, and of the link between two."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from app.core.forms import CodeField, DayField, LineField, LongField, PickField
from app.core.submit import EntryForm
from app.pledges.domain import LinkKind, NewDrop, NewLink, Reopening
from app.pledges.extending.forms import NUMBER, TEXT, BodyField, GroundField


class DropForm(EntryForm):
    """The decision to stop following a pledge."""

    ground = GroundField(_l("Ground"), choices=[])
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), required=True, most=NUMBER)
    body = BodyField(_l("Decided by"))
    note = LongField(_l("Note"), most=TEXT)

    def to_input(self, *, ground_id: int) -> NewDrop:
        return NewDrop(
            ground_id=ground_id,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            body_id=self.body.data,
            note=self.note.data or "",
        )


class ReopeningForm(EntryForm):
    """The decision to follow a closed pledge again."""

    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), required=True, most=NUMBER)
    body = BodyField(_l("Decided by"))
    reason = LongField(_l("Reason"), required=True, most=TEXT)

    def to_input(self) -> Reopening:
        return Reopening(
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            reason=self.reason.data or "",
            body_id=self.body.data,
        )


def _ways() -> list[SelectChoice]:
    return [
        SelectChoice(value="earlier", label=gettext("was made before this one")),
        SelectChoice(value="later", label=gettext("was made after this one")),
    ]


class LinkForm(EntryForm):
    """A later promise that repeats this one, or an earlier one that this one repeats."""

    way = SelectField(_l("The other promise"), choices=_ways)
    others = PickField(_l("Pledge"), picks="pledges", most=TEXT)
    decided_on = DayField(_l("Day"), required=True)
    document_number = LineField(_l("Number of the paper"), most=NUMBER)
    note = LineField(_l("Note"), most=TEXT)

    def to_input(self) -> NewLink:
        return NewLink(
            kind=LinkKind.PROMISED_AGAIN,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )


class ReplacementForm(EntryForm):
    """The decision by which others take a pledge's place."""

    kind = CodeField(
        _l("How"), LinkKind, only=(LinkKind.REPLACED, LinkKind.MERGED, LinkKind.SPLIT, LinkKind.CARRIED_OVER)
    )
    others = PickField(_l("Pledges that take its place"), picks="pledges", multiple=True, most=TEXT)
    decided_on = DayField(_l("Decided on"), required=True)
    document_number = LineField(_l("Number of the paper"), required=True, most=NUMBER)
    note = LongField(_l("Note"), most=TEXT)

    def to_input(self) -> NewLink:
        return NewLink(
            kind=self.kind.data,
            decided_on=self.decided_on.data,
            document_number=self.document_number.data or "",
            note=self.note.data or "",
        )
