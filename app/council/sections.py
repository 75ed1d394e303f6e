"""The sections of the directory: one shape for terms, bodies, delegates, agencies, offices and people.

A section knows its form and how an entry is written; what a row shows is in `templates/council/rows/<code>.html`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from flask_security import current_user

from app.core.errors import N_, DomainError
from app.core.forms import BaseForm
from app.council import commands, forms, picks, queries
from app.council.domain import BodyKind
from app.council.models import Agency, Body, Delegate, Office, Person, Term


def columns_of(entry: Any) -> dict[str, Any]:
    """The stored columns of an entry, without its relations."""
    return {column.key: getattr(entry, column.key) for column in sa.inspect(entry).mapper.column_attrs}


@dataclass(frozen=True)
class Section:
    """One list of the directory."""

    code: str
    title: Any
    singular: Any
    model: type[Any]
    form: type[BaseForm]
    rows: Callable[[str], Sequence[Any]]
    add: Callable[[Any], Any]
    change: Callable[[Any, Any], None]
    change_form: type[BaseForm] | None = None
    prepare: Callable[[Any, Any], None] = lambda _form, _entry: None

    @property
    def is_dated(self) -> bool:
        """Whether its entries have a first and a last day."""
        return issubclass(self.form, forms.DatedForm)

    def new_form(self, typed_name: str | None) -> BaseForm:
        """An empty form; the name typed in a picker elsewhere is already in it."""
        form = self.form()
        self.prepare(form, None)
        first = next(
            (form[name] for name in ("name", "full_name", "title", "person", "number") if name in form), None
        )
        if typed_name and first is not None and not form.is_submitted():
            first.data = typed_name
        return form

    def form_of(self, entry: Any) -> BaseForm:
        form = (self.change_form or self.form)(data=columns_of(entry))
        self.prepare(form, entry)
        return form


def _offer_choices(form: Any, _entry: Any) -> None:
    groups = [(body.id, body.name) for body in queries.bodies() if body.kind == BodyKind.DELEGATE_GROUP]
    form.group_id.choices = forms.with_blank(groups)
    if "term_id" in form:
        form.term_id.choices = [(term.id, f"{term.number} ({term.years})") for term in queries.terms()]


def _show_agency(form: Any, entry: Any) -> None:
    if entry is not None and not form.is_submitted() and entry.agency_id is not None:
        form.agency.data = queries.get_entry(Agency, entry.agency_id).name


def _add_delegate(form: Any) -> Delegate:
    person = commands.find_or_add_person(label=form.person.data, actor=current_user)
    return commands.add_delegate(new=form.to_input(person_id=person.id), actor=current_user)


def _change_delegate(entry: Delegate, form: Any) -> None:
    commands.change_delegate(
        delegate=entry,
        new=form.to_input(person_id=entry.person_id, term_id=entry.term_id),
        expected_version=form.expected_version,
        actor=current_user,
    )


def _agency_id(form: Any) -> int | None:
    label = form.agency.data
    if not label:
        return None
    agency = picks.find_agency(label)
    if agency is None:
        raise DomainError(
            N_("No agency is called “%(name)s”. Choose one of the list, or add it first."),
            field="agency",
            name=label,
        )
    return agency.id


def _add_office(form: Any) -> Office:
    return commands.add_office(new=form.to_input(agency_id=_agency_id(form)), actor=current_user)


def _change_office(entry: Office, form: Any) -> None:
    new = form.to_input(agency_id=_agency_id(form))
    commands.change_office(office=entry, new=new, expected_version=form.expected_version, actor=current_user)


def _change(command: Callable[..., None], name: str) -> Callable[[Any, Any], None]:
    """The change of an entry whose form says all of it."""

    def change(entry: Any, form: Any) -> None:
        command(
            **{name: entry}, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )

    return change


def _add(command: Callable[..., Any]) -> Callable[[Any], Any]:
    def add(form: Any) -> Any:
        return command(new=form.to_input(), actor=current_user)

    return add


def _matching_terms(q: str) -> list[Term]:
    return [term for term in queries.terms() if q.casefold() in f"{term.number} {term.years}".casefold()]


SECTIONS = {
    section.code: section
    for section in (
        Section(
            code="offices",
            title=_l("Offices"),
            singular=_l("office"),
            model=Office,
            form=forms.OfficeForm,
            rows=queries.offices,
            add=_add_office,
            change=_change_office,
            prepare=_show_agency,
        ),
        Section(
            code="agencies",
            title=_l("Agencies"),
            singular=_l("agency"),
            model=Agency,
            form=forms.AgencyForm,
            rows=queries.agencies,
            add=_add(commands.add_agency),
            change=_change(commands.change_agency, "agency"),
        ),
        Section(
            code="delegates",
            title=_l("Delegates"),
            singular=_l("delegate"),
            model=Delegate,
            form=forms.DelegateForm,
            change_form=forms.DelegateChangeForm,
            rows=lambda q: queries.delegates(q=q),
            add=_add_delegate,
            change=_change_delegate,
            prepare=_offer_choices,
        ),
        Section(
            code="bodies",
            title=_l("Bodies of the council"),
            singular=_l("body of the council"),
            model=Body,
            form=forms.BodyForm,
            rows=queries.bodies,
            add=_add(commands.add_body),
            change=_change(commands.change_body, "body"),
        ),
        Section(
            code="terms",
            title=_l("Terms"),
            singular=_l("term"),
            model=Term,
            form=forms.TermForm,
            rows=_matching_terms,
            add=_add(commands.add_term),
            change=_change(commands.change_term, "term"),
        ),
        Section(
            code="people",
            title=_l("People"),
            singular=_l("person"),
            model=Person,
            form=forms.PersonForm,
            rows=queries.people,
            add=_add(commands.add_person),
            change=_change(commands.change_person, "person"),
        ),
    )
}
