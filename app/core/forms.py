"""Forms: shape and words of the input. What is typed is cleaned to NFC and never lost."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import (
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.choosing import chosen
from app.core.enums import Coded
from app.core.errors import DomainError, StaleEditError
from app.core.i18n import say
from app.core.text import clean_line, clean_text, has_control_characters, without_control_characters
from app.core.vietnamese import day

LINE = 300
TEXT = 20_000
ROW_DIGITS = 4
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{3})*(,\d+)?|-?\d+(,\d+)?")
FIRST_YEAR, LAST_YEAR = 1945, 2100
EnumT = TypeVar("EnumT", bound=Coded)


class _Translations:
    """WTForms' own messages through the product's catalogue."""

    def gettext(self, string: str) -> str:
        return gettext(string)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return gettext(singular if number == 1 else plural)


class BaseForm(FlaskForm):
    """Every form of the product: CSRF, Vietnamese messages, errors tied to their fields for screen readers."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, _form: Any) -> _Translations:
            return _Translations()

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            if field.errors:
                render_kw = {"aria-invalid": "true", **render_kw}
            rendered = super().render_field(field, render_kw)
            return Markup(without_control_characters(str(rendered)))  # noqa: S704 - rendered by WTForms, which escapes

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; else what this person had typed and asked to have brought back."""
            given = super().wrap_formdata(form, formdata)
            kept = g.get("brought_back")
            if given is None and kept and any(name.startswith(form.prefix) for name in kept):
                given = kept
            return chosen(given) if given is not None else None

    version = HiddenField()
    opened_with: str | None = None
    told_beside: bool = False

    @property
    def prefix(self) -> str:
        """What the names of its fields begin with, where a page has more than one form."""
        return str(self._prefix)

    @property
    def expected_version(self) -> int | None:
        """The version of the record the form was opened with; None on a new one."""
        raw = str(self.version.data or "")
        return int(raw) if raw.isdecimal() and len(raw) < 10 else None  # noqa: PLR2004 - fits an integer

    def refuse(self, error: DomainError) -> None:
        """Put a broken rule beside its field, or on top where it belongs to none."""
        field = self._fields.get(error.field or "")
        if isinstance(error, StaleEditError):
            self.version.raw_data = None
            self.version.data = str(error.version)
        if field is None and not self._refuse_in_row(error):
            self.form_errors = [*self.form_errors, say(error)]
        elif field is not None:
            field.errors = [*field.errors, say(error)]

    def _refuse_in_row(self, error: DomainError) -> bool:
        """A rule broken in one of several rows ("steps-0-due_on") stands beside that row's own field."""
        name = f"{self._prefix}{error.field}"
        for rows in self:
            entries = (
                [entry for entry in rows if isinstance(entry, FormField)]
                if isinstance(rows, FieldList)
                else []
            )
            for field in (field for entry in entries for field in entry.form if field.name == name):
                field.errors = (*field.errors, say(error))
                rows.errors = (*rows.errors, field.errors)
                return True
        return False


class Rows(FieldList):
    """Rows of a form, numbered in the names of their fields; what is no number of a row is no row."""

    append_entry: Callable[..., FormField]

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            number = name.removeprefix(f"{prefix}-").partition("-")[0]
            if (
                name.startswith(f"{prefix}-")
                and number.isascii()
                and number.isdecimal()
                and len(number) <= ROW_DIGITS
            ):
                yield int(number)


class Filled(InputRequired):
    """More than blanks and invisible letters was typed."""

    def __call__(self, form: Any, field: Field) -> None:
        super().__call__(form, field)
        if field.data == "" or not "".join(map(str, field.raw_data or ())).strip():
            raise StopValidation(self.message)


def _check_characters(_form: Any, field: Field) -> None:
    if isinstance(field.data, str) and has_control_characters(field.data):
        raise ValidationError(
            gettext("This text holds control characters that cannot be stored. Please type it again.")
        )


class LineField(StringField):
    """One line of text, at most 300 letters."""

    def __init__(self, label: Any = None, *, required: bool = False, most: int = LINE, **kwargs: Any) -> None:
        presence = (
            Filled(message=_l("Please fill in this field.")) if required else Optional(strip_whitespace=True)
        )
        too_long = Length(max=most, message=_l("At most %(max)d characters."))
        super().__init__(label, [_check_characters, presence, too_long], filters=[_line], **kwargs)


class LongField(TextAreaField):
    """Text of several lines."""

    def __init__(self, label: Any = None, *, required: bool = False, most: int = TEXT, **kwargs: Any) -> None:
        presence = (
            Filled(message=_l("Please fill in this field.")) if required else Optional(strip_whitespace=True)
        )
        too_long = Length(max=most, message=_l("At most %(max)d characters."))
        super().__init__(label, [_check_characters, presence, too_long], filters=[_text], **kwargs)


def _line(value: str | None) -> str | None:
    return clean_line(value) if value and not has_control_characters(value) else value


def _text(value: str | None) -> str | None:
    return clean_text(value) if value and not has_control_characters(value) else value


def parse_day(text: str) -> date:
    """A day typed as dd/mm/yyyy.

    Raises `ValueError` for any other form and for a day the calendar does not have; nothing is guessed.
    """
    match = _DAY.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    parsed = date(int(match[3]), int(match[2]), int(match[1]))
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise ValueError(text)
    return parsed


class DayField(StringField):
    """A day as dd/mm/yyyy; `data` is a `date` or None."""

    data: Any

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        presence = Filled(message=_l("Please fill in this field.")) if required else Optional()
        kwargs.setdefault(
            "render_kw", {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
        )
        super().__init__(label, [presence], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return day(self.data)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = parse_day(valuelist[0])
            except ValueError as bad:
                raise ValidationError(
                    gettext("Please type an existing day as dd/mm/yyyy, for example 31/12/2026.")
                ) from bad


class NumberField(StringField):
    """A number the Vietnamese way: 1.234.567,5; `data` is a `Decimal` or None."""

    data: Any

    def __init__(self, label: Any = None, *, required: bool = False, **kwargs: Any) -> None:
        presence = Filled(message=_l("Please fill in this field.")) if required else Optional()
        kwargs.setdefault("render_kw", {"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label, [presence], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else format(self.data, "f").replace(".", ",")

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = parse_number(valuelist[0])
            except ValueError as bad:
                raise ValidationError(gettext("Please type a number such as 1.234 or 58,8.")) from bad


def parse_number(text: str) -> Decimal:
    """A number written the Vietnamese way (dot for thousands, comma for decimals). Raises `ValueError` otherwise."""
    text = text.strip()
    if not text.isascii() or len(text) > 24 or not _NUMBER.fullmatch(text):  # noqa: PLR2004 - as many digits as the column holds
        raise ValueError(text)
    try:
        return Decimal(text.replace(".", "").replace(",", "."))
    except InvalidOperation as bad:
        raise ValueError(text) from bad


class CodeField(SelectField):
    """A choice among the members of an enum; `data` is a member, or None where nothing need be chosen."""

    def __init__(
        self,
        label: Any,
        enum: type[EnumT],
        *,
        required: bool = True,
        only: Iterable[EnumT] | None = None,
        **kwargs: Any,
    ) -> None:
        self._enum = enum
        self._only = list(only) if only is not None else list(enum)
        self._needed = required
        super().__init__(label, choices=self._options, coerce=self._to_member, **kwargs)

    def _options(self) -> list[SelectChoice]:
        blank = [] if self._needed else [SelectChoice(value="", label="—")]
        return blank + [SelectChoice(value=member.value, label=member.label) for member in self._only]

    def _to_member(self, value: Any) -> Any:
        if value in (None, "", "None"):
            return None
        return self._enum(value)

    def pre_validate(self, _form: Any) -> None:
        if self.data is None and self._needed:
            raise ValidationError(gettext("Please choose one."))
        if self.data is not None and self.data not in self._only:
            raise ValidationError(gettext("Please choose one of the list."))


class CodesField(SelectMultipleField):
    """Several members of an enum, as boxes to tick; `data` is a list of members."""

    widget: Any = ListWidget(prefix_label=False)
    option_widget: Any = CheckboxInput()

    def __init__(self, label: Any, enum: type[EnumT], *, but: Iterable[EnumT] = (), **kwargs: Any) -> None:
        self._offered = [member for member in enum if member not in set(but)]
        super().__init__(label, choices=self._options, coerce=enum, **kwargs)

    def _options(self) -> list[SelectChoice]:
        return [SelectChoice(value=member.value, label=member.label) for member in self._offered]


class PickField(LineField):
    """A name picked from a list or typed; the view finds the record behind the label."""

    def __init__(
        self, label: Any = None, *, picks: str, multiple: bool = False, most: int = 2000, **kwargs: Any
    ) -> None:
        self.picks = picks
        self.multiple = multiple
        super().__init__(label, most=most, **kwargs)

    @property
    def names(self) -> list[str]:
        """The names typed, split at ";" where several may stand."""
        raw = str(self.data or "")
        parts = raw.split(";") if self.multiple else [raw]
        return [name.strip() for name in parts if name.strip()]
