"""Forms of the council's settings, its directory and its accounts. Choices are handed in."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app.accounts.domain import NewMembership, NewUser, Role
from app.core.forms import BaseForm, CodeField, CodesField, DayField, LineField, LongField, PickField
from app.core.submit import ForeseeingForm
from app.council.domain import (
    AgencyKind,
    BodyKind,
    CouncilSettings,
    DayKind,
    Level,
    NewAgency,
    NewBody,
    NewCalendarDay,
    NewDelegate,
    NewHolding,
    NewOffice,
    NewPerson,
    NewTerm,
    leads_of,
)

Choices = Sequence[tuple[int, str]]
_FILL_IN = _l("Please fill in this field.")


def number_or_none(value: object) -> int | None:
    """The id behind a choice; None for the empty one."""
    return int(str(value)) if value not in (None, "", "None") else None


def with_blank(choices: Choices) -> list[tuple[int | str, str]]:
    return [("", "—"), *choices]


class SettingsForm(ForeseeingForm):
    """What a council may change of itself."""

    name = LineField(_l("Official name"), required=True)
    place = LineField(_l("Place in the date line"), required=True, most=120)
    level = CodeField(_l("Level"), Level)
    resolution_symbol = LineField(_l("Symbol of resolutions"), required=True, most=40)
    due_soon_days = IntegerField(
        _l("“Due soon” begins this many days before the deadline"),
        [InputRequired(message=_FILL_IN), NumberRange(0, 365, message=_l("A number from 0 to 365."))],
    )
    long_overdue_days = IntegerField(
        _l("“Long overdue” begins after this many days"),
        [InputRequired(message=_FILL_IN), NumberRange(1, 3650, message=_l("A number from 1 to 3650."))],
    )
    before_is_inclusive = BooleanField(_l("“Before a day” includes that day"))
    roll_to_working_day = BooleanField(
        _l("A deadline on a day of rest runs to the end of the next working day")
    )
    default_term_days = IntegerField(
        _l("Days offered where a promise names no day"),
        [InputRequired(message=_FILL_IN), NumberRange(0, 3650, message=_l("A number from 0 to 3650."))],
    )
    reminder_leads = LineField(_l("People are reminded this many days before a deadline"), most=60)
    vague_words = LongField(_l("Vague words to mark, besides the usual ones"))

    def validate_reminder_leads(self, field: LineField) -> None:
        try:
            leads_of(field.data or "")
        except ValueError as unfit:
            raise ValidationError(_l("Up to six numbers from 1 to 365, with commas: 30, 7, 1.")) from unfit

    def to_input(self) -> CouncilSettings:
        return CouncilSettings(
            name=self.name.data,
            place=self.place.data,
            level=self.level.data,
            resolution_symbol=self.resolution_symbol.data,
            due_soon_days=self.due_soon_days.data,
            long_overdue_days=self.long_overdue_days.data,
            before_is_inclusive=self.before_is_inclusive.data,
            roll_to_working_day=self.roll_to_working_day.data,
            vague_words=self.vague_words.data or "",
            default_term_days=self.default_term_days.data,
            reminder_leads=",".join(map(str, leads_of(self.reminder_leads.data or ""))),
        )


class CalendarDayForm(ForeseeingForm):
    """A day of rest, or a weekend day that is worked in exchange."""

    day = DayField(_l("Day"), required=True)
    kind = CodeField(_l("On this day"), DayKind)
    name = LineField(_l("Name or reason"))
    document_number = LineField(_l("Number of the document that set it"), most=120)

    def to_input(self) -> NewCalendarDay:
        return NewCalendarDay(
            day=self.day.data,
            kind=self.kind.data,
            name=self.name.data or "",
            document_number=self.document_number.data or "",
        )


class YearForm(ForeseeingForm):
    """The year whose public holidays are taken over."""

    year = IntegerField(
        _l("Year"),
        [InputRequired(message=_FILL_IN), NumberRange(1945, 2099, message=_l("A number from 1945 to 2099."))],
    )


class DatedForm(BaseForm):
    """An entry with a first and a last day."""

    starts_on = DayField(_l("First day"))
    ends_on = DayField(_l("Last day"))


class TermForm(DatedForm):
    """A term of office."""

    number = LineField(_l("Term"), required=True, most=20)
    years = LineField(_l("Years"), required=True, most=20)

    def to_input(self) -> NewTerm:
        return NewTerm(
            number=self.number.data,
            years=self.years.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class BodyForm(DatedForm):
    """A body of the council."""

    kind = CodeField(_l("Kind"), BodyKind, default=BodyKind.COMMITTEE)
    name = LineField(_l("Name"), required=True)

    def to_input(self) -> NewBody:
        return NewBody(
            kind=self.kind.data, name=self.name.data, starts_on=self.starts_on.data, ends_on=self.ends_on.data
        )


class AgencyForm(DatedForm):
    """An agency."""

    name = LineField(_l("Name"), required=True)
    short_name = LineField(_l("Short name"), most=120)
    kind = CodeField(_l("Kind"), AgencyKind, default=AgencyKind.DEPARTMENT)

    def to_input(self) -> NewAgency:
        return NewAgency(
            name=self.name.data,
            short_name=self.short_name.data or "",
            kind=self.kind.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class PersonForm(BaseForm):
    """A person."""

    full_name = LineField(_l("Full name"), required=True)
    note = LineField(_l("Note"))

    def to_input(self) -> NewPerson:
        return NewPerson(full_name=self.full_name.data, note=self.note.data or "")


class DelegateForm(DatedForm):
    """A delegate of a term. Choices: the terms; the delegates' groups."""

    person = PickField(_l("Full name"), picks="people", required=True)
    term_id = SelectField(_l("Term"), coerce=number_or_none, choices=[])
    group_id = SelectField(_l("Delegates' group"), coerce=number_or_none, choices=[])

    def offer(self, *, terms: Choices, groups: Choices) -> None:
        self.term_id.choices = list(terms)
        self.group_id.choices = with_blank(groups)

    def to_input(self, *, person_id: int, term_id: int | None = None) -> NewDelegate:
        return NewDelegate(
            person_id=person_id,
            term_id=term_id or self.term_id.data,
            group_id=self.group_id.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class DelegateChangeForm(DatedForm):
    """What may change of a delegate: the group and the days. Choices: the delegates' groups."""

    group_id = SelectField(_l("Delegates' group"), coerce=number_or_none, choices=[])

    def to_input(self, *, person_id: int, term_id: int) -> NewDelegate:
        return NewDelegate(
            person_id=person_id,
            term_id=term_id,
            group_id=self.group_id.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )


class OfficeForm(BaseForm):
    """A post."""

    title = LineField(_l("Title of the office"), required=True)
    agency = PickField(_l("Agency"), picks="agencies")

    def to_input(self, *, agency_id: int | None) -> NewOffice:
        return NewOffice(title=self.title.data, agency_id=agency_id)


class HoldingForm(DatedForm):
    """Who holds an office, from–until."""

    person = PickField(_l("Full name"), picks="people", required=True)

    def to_input(self, *, person_id: int) -> NewHolding:
        return NewHolding(person_id=person_id, starts_on=self.starts_on.data, ends_on=self.ends_on.data)


class SuccessionForm(BaseForm):
    """Who takes an office over, and from which day."""

    person = PickField(_l("New holder"), picks="people", required=True)
    starts_on = DayField(_l("Takes over on"), required=True)

    def to_input(self, *, person_id: int) -> NewHolding:
        return NewHolding(person_id=person_id, starts_on=self.starts_on.data)


class WhoForm(BaseForm):
    """As whom a person has a role. Choices: the council's delegates; its committees; its agencies."""

    delegate_id = SelectField(_l("Which delegate this is"), coerce=number_or_none, choices=[])
    body_id = SelectField(_l("Which committee"), coerce=number_or_none, choices=[])
    agency_id = SelectField(_l("Which agency"), coerce=number_or_none, choices=[])
    is_alternate = BooleanField(_l("Alternate contact of the agency"))

    def offer(self, *, delegates: Choices, committees: Choices, agencies: Choices) -> None:
        self.delegate_id.choices = with_blank(delegates)
        self.body_id.choices = with_blank(committees)
        self.agency_id.choices = with_blank(agencies)

    def as_whom(self, role: Role) -> NewMembership:
        """The role with what belongs to it of the fields above; the command leaves out the rest."""
        return NewMembership(
            role=role,
            delegate_id=self.delegate_id.data,
            body_id=self.body_id.data,
            agency_id=self.agency_id.data,
            is_alternate=bool(self.is_alternate.data),
        )


class MembershipForm(WhoForm):
    """A role to give."""

    role = CodeField(_l("Role"), Role)

    def to_input(self) -> NewMembership:
        return self.as_whom(self.role.data)


class AccountForm(WhoForm):
    """A new account with its roles."""

    email = LineField(_l("E-mail address"), required=True, most=255)
    full_name = LineField(_l("Full name"), required=True)
    roles = CodesField(
        _l("Roles in this council"),
        Role,
        validators=[InputRequired(message=_l("Please choose at least one role."))],
    )

    def to_input(self) -> NewUser:
        return NewUser(email=self.email.data, full_name=self.full_name.data)

    def memberships(self) -> list[NewMembership]:
        """One role each; the delegate, the committee and the agency go with the roles they belong to."""
        return [self.as_whom(role) for role in self.roles.data]
