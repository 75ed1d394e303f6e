"""Two people, one record: what each wrote, field by field, and the choice between them.

A form remembers, as short marks, the values it was opened with. When the record was saved by someone else meanwhile, every
field in which the two differ is shown with both versions: one's own is proposed where one changed the field, the
colleague's where one left it alone.
"""

import json
import zlib
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, FieldList, FileField, FormField, SelectField, SelectMultipleField

from app.core.enums import Coded
from app.core.vietnamese import day

TAKE, THEIRS, OPENED = "take-", "theirs-", "opened"
Raw = list[str]


class Conflict(NamedTuple):
    """One field with two versions. `sent` is what the form sends where the stored version is chosen."""

    label: str
    yours: str
    theirs: str
    name: str
    sent: Raw
    own: bool
    form_id: str


def form_id(form: Any) -> str:
    """What the choices above a form name it by."""
    return f"{form.prefix}entry-form"


def differences(form: Any, theirs: Mapping[str, Any]) -> list[Conflict]:
    """A choice for each field of the form whose stored value is another. What is stored becomes what the form was opened with."""
    marks, found = _marks_sent(form), []
    for name, stored in theirs.items():
        if name not in form or _shown(form[name], form[name].data) == _shown(form[name], stored):
            continue
        field, sent = form[name], sent_for(form[name], stored)
        own = marks.get(name) != _mark([str(value) for value in field.raw_data or ()])
        marks[name] = _mark(sent)
        shown = _shown(field, field.data), _shown(field, stored)
        found.append(Conflict(str(field.label.text), *shown, field.name, sent, own, form_id(form)))
    form.opened_with, form.told_beside = json.dumps(marks), bool(found)
    return found


def opened_marks(form: Any) -> str:
    """The marks a page of a form carries along; nothing for a record that is new."""
    if form.opened_with is None and _was_sent(form):
        return json.dumps(_marks_sent(form))
    if form.opened_with is None and not form.version.data:
        return ""
    return form.opened_with or json.dumps(
        {field.short_name: _mark(sent_for(field, field.data)) for field in form if _can_differ(field)}
    )


def _was_sent(form: Any) -> bool:
    return f"{form.prefix}{OPENED}" in request.form


def _marks_sent(form: Any) -> dict[str, str]:
    try:
        marks = json.loads(request.form.get(f"{form.prefix}{OPENED}", "{}"))
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(mark) for name, mark in marks.items()} if isinstance(marks, dict) else {}


def chosen(sent: Any) -> Any:
    """What was sent, with the colleague's version in the fields where it was chosen."""
    taken = [name for name, choice in sent.items() if name.startswith(TAKE) and choice == "theirs"]
    if not taken:
        return sent
    merged: MultiDict[str, Any] = MultiDict(sent)
    for name in (each.removeprefix(TAKE) for each in taken):
        merged.setlist(name, sent.getlist(f"{THEIRS}{name}"))
    return merged


def sent_for(field: Any, value: Any) -> Raw:
    """What a browser sends for a field that holds a value."""
    if isinstance(field, BooleanField):
        return ["y"] if value else []
    if isinstance(field, SelectMultipleField):
        return [str(each) for each in value or ()]
    if isinstance(field, SelectField):
        return ["" if value is None else str(value)]
    held = field.data, field.raw_data
    field.data, field.raw_data = value, None
    try:
        return [str(field._value())]  # noqa: SLF001 - what WTForms itself writes into the page
    finally:
        field.data, field.raw_data = held


def _can_differ(field: Field) -> bool:
    return not isinstance(field, (FieldList, FormField, FileField)) and field.short_name not in {
        "version",
        "csrf_token",
    }


def _mark(sent: Raw) -> str:
    lines = [value.replace("\r\n", "\n") for value in sent]
    return f"{zlib.crc32(json.dumps(lines).encode()):08x}"


def _shown(field: Any, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, Coded):
        return value.label
    if isinstance(value, bool):
        return "✓" if value else "—"
    if isinstance(value, int):
        return str(dict(field.choices or ()).get(value, value)) if hasattr(field, "choices") else str(value)
    return day(value) if isinstance(value, date) else str(value)
