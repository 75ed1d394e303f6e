"""Whatever is typed into whichever field of whichever form: an input or errors beside the fields, never an exception."""

import inspect

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, IntegerField, SelectField
from wtforms.fields.choices import SelectFieldBase

from app.core.errors import DomainError
from app.core.forms import BaseForm, DayField, NumberField
from tests.conftest import _shared_app
from tests.fuzz.hostile import typed

CHOICES = [(1, "Sở Xây dựng"), (2, "Sở Tài chính")]
PARTS_OF_A_PLEDGE = {"party": (None, None), "coordinator_ids": (), "follower_ids": ()}


def forms():
    """Every form of the product."""
    _shared_app("sqlite")
    waiting, found = [BaseForm], []
    while waiting:
        below = [each for each in waiting.pop().__subclasses__() if each.__module__.startswith("app.")]
        waiting += below
        found += below
    return sorted(set(found), key=lambda each: (each.__module__, each.__name__))


def offered(fields):
    """The choices a page would hand in."""
    for field in fields:
        if isinstance(field, FieldList):
            offered(field.entries)
        elif isinstance(field, FormField):
            offered(field.form)
        elif isinstance(field, SelectFieldBase) and field.choices is None:
            field.choices = CHOICES if isinstance(field, SelectField) else []


def fields_of(fields):
    """Every field that is sent by itself, those in rows among them."""
    for field in fields:
        if isinstance(field, FieldList):
            yield from fields_of(field.entries or [field.append_entry()])
        elif isinstance(field, FormField):
            yield from fields_of(field.form)
        else:
            yield field


def fitting(field):
    """What an honest person may send in the field."""
    if isinstance(field, SelectFieldBase):
        return st.sampled_from([str(choice[0]) for choice in field.iter_choices()] or [""])
    if isinstance(field, DayField):
        return st.sampled_from(["01/02/2026", "29/02/2024", "31/12/2099"])
    if isinstance(field, (NumberField, IntegerField)):
        return st.sampled_from(["1", "20", "2026", "1.234,5"])
    return st.sampled_from(["Xử lý dứt điểm", "95/NQ-HĐND", "nguoi@example.org", "y", ""])


def sendings(fields):
    """Most fields as honest people fill them, some as nobody does, some left out, and rows that were never on the page."""
    some = {
        field.name: st.lists(st.one_of(fitting(field), fitting(field), typed()), max_size=2)
        for field in fields
    }
    rows = {
        f"{name.split('-')[0]}-{number}-words": st.lists(typed(), max_size=1)
        for name in some
        if "-" in name
        for number in ("1", "70", "²", "9" * 30)
    }
    return st.fixed_dictionaries(some, optional=rows)


def inputs_of(form):
    """What the view would hand to the command."""
    if not hasattr(form, "to_input"):
        return
    needed = inspect.signature(form.to_input).parameters
    try:
        form.to_input(
            **{
                name: PARTS_OF_A_PLEDGE.get(name)
                for name, each in needed.items()
                if each.default is each.empty
            }
        )
    except DomainError as refused:
        form.refuse(refused)


@pytest.mark.parametrize("kind", forms(), ids=lambda kind: kind.__name__)
@settings(max_examples=max(8, settings.default.max_examples // 3))
@given(data=st.data())
def test_whatever_is_typed_becomes_an_input_or_errors(kind, data):
    with _shared_app("sqlite").test_request_context(method="POST"):
        blank = kind(formdata=None)
        offered(blank)
        sent = data.draw(sendings(list(fields_of(blank))))
        form = kind(formdata=MultiDict([(name, value) for name, values in sent.items() for value in values]))
        offered(form)
        if form.validate():
            inputs_of(form)
        else:
            assert form.errors
        for field in form:
            field()


def test_the_forms_are_found():
    assert len(forms()) > 60
