"""The person's own forms."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import EqualTo, InputRequired

from app.accounts.domain import LONGEST_PASSWORD
from app.core.forms import BaseForm, LineField

_FILL_IN = _l("Please fill in this field.")


def _not_endless(_form: BaseForm, field: Field) -> None:
    if len(field.data or "") > LONGEST_PASSWORD:
        raise ValidationError(gettext("A password has 10 to 200 characters."))


class ChangePasswordForm(BaseForm):
    """The present password, and the new one twice."""

    current = PasswordField(
        _l("Present password"),
        [InputRequired(message=_FILL_IN), _not_endless],
        render_kw={"autocomplete": "current-password"},
    )
    new_password = PasswordField(
        _l("New password"),
        [InputRequired(message=_FILL_IN), _not_endless],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password once more"),
        [InputRequired(message=_FILL_IN), EqualTo("new_password", message=_l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(BaseForm):
    """The present password once more, before something that weighs."""

    password = PasswordField(
        _l("Present password"),
        [InputRequired(message=_FILL_IN), _not_endless],
        render_kw={"autocomplete": "current-password"},
    )


class FactorForm(BaseForm):
    """A code of the app, or a recovery code."""

    code = LineField(
        _l("Code"),
        required=True,
        most=40,
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"},
    )


class FactorSetupForm(PasswordForm):
    """The first code of the app, and the password."""

    code = LineField(
        _l("Six digits from the app"),
        required=True,
        most=40,
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )
