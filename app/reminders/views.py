"""A person's own reminders over all their councils, the daily mail, and the private calendar. They belong to no council."""

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response as BaseResponse

from app.accounts.security import limiter
from app.core.clock import today
from app.core.permissions import open_to_all, signed_in
from app.core.transaction import transaction
from app.core.web import public_address
from app.reminders import commands, feed, queries
from app.reminders.gathering import digest_of
from app.reminders.writing import when

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/reminders")
@signed_in
def mine() -> str:
    """What the daily mail would say today, whether or not it was said already."""
    return _page()


def _page(*, feed_address: str = "") -> str:
    day = today()
    return render_template(
        "reminders/mine.html",
        digest=digest_of(current_user.id, day),
        when=lambda line: when(line, day),
        mail_is_set_up=bool(current_app.config["MAIL_URL"]),
        feed_address=feed_address,
    )


@blueprint.post("/reminders/mail")
@signed_in
def switch_mail() -> BaseResponse:
    """Get the daily mail, or none."""
    wanted = request.form.get("wanted") == "1"
    with transaction():
        commands.switch_mail(user=current_user, wanted=wanted)
    flash(_("You will get mail again.") if wanted else _("You will get no more mail."), "success")
    return redirect(url_for("reminders.mine", _anchor="mail"))


@blueprint.post("/reminders/calendar")
@signed_in
@limiter.limit("10 per hour")
def make_feed() -> str:
    """A new secret address of one's calendar; it stands on this page and nowhere else."""
    with transaction():
        token = commands.make_feed(user=current_user)
    return _page(feed_address=public_address() + url_for("reminders.calendar", token=token))


@blueprint.post("/reminders/calendar/revoke")
@signed_in
def revoke_feed() -> BaseResponse:
    with transaction():
        commands.revoke_feed(user=current_user)
    flash(_("The address of your calendar opens nothing any more."), "success")
    return redirect(url_for("reminders.mine", _anchor="calendar"))


@blueprint.get("/calendar/<token>.ics")
@open_to_all
@limiter.limit("120 per hour")
def calendar(token: str) -> Response:
    """A person's calendar, for whoever has its address: a calendar program signs in nowhere."""
    owner = queries.owner_of_feed(token)
    if owner is None:
        abort(404)
    return Response(feed.calendar_of(owner.id, today()), content_type="text/calendar; charset=utf-8")
