"""The first start of a council."""

from app.accounts import commands as accounts
from app.accounts.domain import NewMembership, Role
from app.core.tenancy import scoped_to
from app.council import commands as council
from app.council.models import Council
from app.home.domain import FirstStart


def start_council(*, token: str, new: FirstStart) -> Council:
    """Use the one-time link up: make the council, its term and its administrator, or nothing of it."""
    accounts.use_setup_link(token=token)
    made = council.create_council(new=new.council, actor=None)
    user = accounts.create_user(new=new.administrator, password=new.password, actor=None)
    with scoped_to(made.id):
        council.add_term(new=new.term, actor=user)
        for role in (
            Role.ADMINISTRATOR,
            *(role for role in new.other_roles if role is not Role.ADMINISTRATOR),
        ):
            accounts.grant_membership(user=user, council_id=made.id, new=NewMembership(role=role), actor=user)
    return made
