"""The form of the first start."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from app.accounts.domain import LONGEST_PASSWORD, SHORTEST_PASSWORD, NewUser, Role
from app.core.forms import BaseForm, CodeField, CodesField, DayField, LineField
from app.council.domain import Level, NewCouncil, NewTerm, slug_of
from app.home.domain import FirstStart

_FILL_IN = _l("Please fill in this field.")


class FirstStartForm(BaseForm):
    """A council, its term and its administrator in one form."""

    name = LineField(_l("Official name of the council"), required=True)
    place = LineField(_l("Place in the date line"), required=True, most=120)
    level = CodeField(_l("Level"), Level)
    slug = LineField(_l("Address of the council in this installation"), most=60)
    number = LineField(_l("Term"), required=True, most=20)
    years = LineField(_l("Years"), required=True, most=20)
    starts_on = DayField(_l("First day of the term"))
    full_name = LineField(_l("Full name of the administrator"), required=True)
    email = LineField(_l("E-mail address"), required=True, most=255)
    password = PasswordField(
        _l("Password"),
        [
            InputRequired(message=_FILL_IN),
            Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, message=_l("A password has 10 to 200 characters.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("Password once more"),
        [InputRequired(message=_FILL_IN), EqualTo("password", message=_l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )
    other_roles = CodesField(
        _l("Other roles the administrator takes as well"), Role, but=(Role.ADMINISTRATOR,)
    )

    def to_input(self) -> FirstStart:
        return FirstStart(
            council=NewCouncil(
                slug=self.slug.data or slug_of(self.name.data),
                name=self.name.data,
                place=self.place.data,
                level=self.level.data,
            ),
            term=NewTerm(number=self.number.data, years=self.years.data, starts_on=self.starts_on.data),
            administrator=NewUser(email=self.email.data, full_name=self.full_name.data),
            password=self.password.data,
            other_roles=tuple(self.other_roles.data or ()),
        )
