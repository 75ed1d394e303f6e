"""The first start, where to go after sign-in, and "what waits for me"."""

from collections.abc import Iterable

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.accounts import queries as accounts
from app.accounts.domain import Role
from app.accounts.models import Membership
from app.accounts.security import limiter
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, open_to_all, requires
from app.core.transaction import transaction
from app.council import queries as council
from app.council.models import Council
from app.home import commands
from app.home.forms import FirstStartForm
from app.home.queues import queues_for

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@open_to_all
def start() -> Response | str:
    """Where to go first: the sign-in page, the one council, or a choice of one's councils."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login"))
    held = accounts.all_memberships_of(current_user.id)
    councils = [(each, _first_page(each, held)) for each in council.councils_of(current_user.id)]
    if len(councils) == 1:
        return redirect(councils[0][1])
    return render_template("home/councils.html", councils=councils)


def _first_page(here: Council, held: Iterable[Membership]) -> str:
    """What waits for the person there; for who only speaks for an agency, that agency's pledges."""
    alone = _speaks_for_an_agency_alone(each for each in held if each.council_id == here.id)
    return url_for("reporting.index" if alone else "home.index", council_slug=here.slug)


def _speaks_for_an_agency_alone(held: Iterable[Membership]) -> bool:
    return {each.role for each in held} == {Role.AGENCY}


@blueprint.get("/<council_slug>/")
@requires(Permission.HOME_OPEN)
def index() -> Response | str:
    """What waits for this person, role by role; who only speaks for an agency has pages of its own."""
    if _speaks_for_an_agency_alone(g.memberships):
        return redirect(url_for("reporting.index"))
    roles = [membership.role for membership in g.memberships]
    queues = queues_for(roles, memberships=g.memberships, council=g.council, day=today())
    return render_template("home/index.html", queues=queues, roles=[role for role in Role if role in roles])


@blueprint.route("/setup/<token>", methods=["GET", "POST"])
@open_to_all
@limiter.limit("30 per minute")
def setup(token: str) -> str | Response | tuple[str, int]:
    """The page behind the one-time link: council, first term, first administrator."""
    if not accounts.can_use_setup_link(token):
        return render_template("home/setup_gone.html"), 410
    form = FirstStartForm()
    if form.validate_on_submit():
        try:
            with transaction():
                made = commands.start_council(token=token, new=form.to_input())
            flash(
                _("“%(name)s” is set up. Sign in with your e-mail address and password.", name=made.name),
                "success",
            )
            return redirect(url_for("security.login"))
        except DomainError as error:
            form.refuse(error)
    return render_template("home/setup.html", form=form), 422 if form.errors else 200
