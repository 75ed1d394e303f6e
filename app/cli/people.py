"""The first council and the first administrators."""

import sys

import click

from app.accounts.commands import create_user, grant_membership, make_setup_link, set_password
from app.accounts.domain import NewMembership, NewUser, Role
from app.accounts.factor.commands import reset_by_operator
from app.accounts.models import User
from app.accounts.queries import find_user, memberships_in, users_without_any_role
from app.cli.console import enter, refuse, refusing
from app.core.tenancy import scoped_to
from app.core.transaction import transaction
from app.council.commands import create_council as make_council
from app.council.domain import NewCouncil
from app.council.queries import all_councils, count_councils, find_council


@click.command("create-council")
@click.option("--slug", required=True, help="The address part: small letters, digits, hyphens.")
@click.option("--name", required=True, help="The official name.")
@click.option("--place", required=True, help="The place of the date line.")
def create_council(slug: str, name: str, place: str) -> None:
    """Make a council; do nothing where it is there. Administrators made before any council become its administrators."""
    if find_council(slug) is not None:
        click.echo(f"{slug}: đã có")
        return
    with refusing(), transaction():
        made = make_council(new=NewCouncil(slug=slug, name=name, place=place), actor=None)
        for user in users_without_any_role():
            _make_administrator(user, made.id)
    click.echo(f"{made.slug}: {made.name}")


@click.command("create-admin")
@click.option("--email", required=True)
@click.option("--name", default="", help="The full name; the address where it is left out.")
@click.option(
    "--council", "slug", default="", help="Of this council only; of every council where it is left out."
)
def create_admin(email: str, name: str, slug: str) -> None:
    """Make an administrator, or give one that is there a new password. The password is asked for, or read from standard input."""
    councils = [enter(slug)] if slug else all_councils()
    with refusing(), transaction():
        user = _account(email, name or email, _password())
        for council in councils:
            _make_administrator(user, council.id)
    click.echo(email)


def _make_administrator(user: User, council_id: int) -> None:
    with scoped_to(council_id):
        roles = {membership.role for membership in memberships_in(council_id=council_id, user_id=user.id)}
        if Role.ADMINISTRATOR not in roles:
            grant_membership(
                user=user, council_id=council_id, new=NewMembership(role=Role.ADMINISTRATOR), actor=None
            )


def _password() -> str:
    if sys.stdin.isatty():
        return str(click.prompt("Mật khẩu", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def _account(email: str, name: str, password: str) -> User:
    user = find_user(email)
    if user is None:
        return create_user(new=NewUser(email=email, full_name=name), password=password, actor=None)
    set_password(user=user, password=password, actor=None)
    return user


@click.command("reset-second-factor")
@click.option("--email", required=True)
def reset_second_factor(email: str) -> None:
    """Take the second factor of an account away, for the only administrator whose phone is lost; it is signed out everywhere."""
    user = find_user(email)
    if user is None:
        refuse(f"{email}: không có tài khoản này")
    with refusing(), transaction():
        reset_by_operator(user=user)
    click.echo(email)


@click.command("first-admin-link")
@click.option(
    "--address",
    envvar="ADDRESS",
    default="",
    help="Where the product is reached; http://127.0.0.1:PORT where left out.",
)
@click.option("--port", envvar="PORT", type=int, default=8000)
def first_admin_link(address: str, port: int) -> None:
    """Print the one-time link that makes the first council and administrator; nothing once there is a council."""
    if count_councils():
        return
    with transaction():
        token = make_setup_link()
    click.echo(f"{address.rstrip('/') or f'http://127.0.0.1:{port}'}/setup/{token}")
