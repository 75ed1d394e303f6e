"""Pages of sittings, questioning sessions and topic groups."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out, carry_out_foreseen, wants_next
from app.core.transaction import transaction
from app.core.web import council_blueprint, number_asked, show_domain_error
from app.council import queries as council
from app.council.domain import LimitCode
from app.council.limits.queries import Limits
from app.sittings import commands, queries
from app.sittings.forms import SessionForm, SittingForm, TopicGroupForm
from app.sittings.models import QuestioningSession, Sitting

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("sittings", __name__)
# What hangs on a session belongs to later features: the view behind this address is in app.pledges.session_page.
blueprint.add_url_rule("/sessions/<int:session_id>", endpoint="session_page", methods=["GET"])


@blueprint.get("/sessions")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    page = queries.sessions_page(request.args.get("cursor"))
    return render_template("sittings/sessions.html", page=page, total=queries.count_of(QuestioningSession))


@blueprint.get("/sittings")
@requires(Permission.COUNCIL_READ)
def sitting_list() -> str:
    """A page of the sittings, with the day by which reports on promises must be in (Luật 87/2015/QH13, art. 60.7)."""
    limits, page = Limits(), queries.sitting_page(request.args.get("cursor"))
    due = {
        each.id: limit.before(each.opens_on)
        for each in page.rows
        if each.opens_on and (limit := limits.on(LimitCode.REPORT_BEFORE_SITTING, each.opens_on))
    }
    return render_template(
        "sittings/sittings.html", page=page, total=queries.count_of(Sitting), reports_due=due
    )


@blueprint.route("/sittings/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def add_sitting() -> Page:
    form = _with_terms(SittingForm())
    sitting = carry_out_foreseen(form, lambda: commands.add_sitting(new=form.to_input(), actor=current_user))
    if sitting and request.args.get("then") == "session":
        return redirect(url_for("sittings.add_session", sitting=sitting.id))
    if sitting:
        return redirect(url_for("sittings.add_sitting" if wants_next() else "sittings.sitting_list"))
    return _show(form, "sittings/sitting_form.html", title=_("Add a sitting"))


@blueprint.route("/sittings/<int:sitting_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def edit_sitting(sitting_id: int) -> Page:
    sitting = queries.get_sitting(sitting_id)
    form = _with_terms(SittingForm(obj=sitting))
    if carry_out_foreseen(
        form,
        lambda: commands.change_sitting(
            sitting=sitting, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        ),
    ):
        return redirect(url_for("sittings.sitting_list"))
    stored = form.stored_values(queries.get_sitting(sitting_id))
    return _show(
        form, "sittings/sitting_form.html", title=_("Change the sitting"), conflicts=form.conflicts(stored)
    )


def _with_terms(form: SittingForm) -> SittingForm:
    form.offer([(term.id, council.name_of(term)) for term in council.terms()])
    return form


@blueprint.route("/sessions/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def add_session() -> Page:
    form = _with_sittings(SessionForm(held_on=today(), sitting_id=number_asked("sitting")))
    session = carry_out(form, lambda: commands.add_session(new=form.to_input(), actor=current_user))
    if session:
        return redirect(url_for("sittings.session_page", session_id=session.id))
    return _show(form, "sittings/session_form.html", title=_("Add a questioning session"))


@blueprint.route("/sessions/<int:session_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def edit_session(session_id: int) -> Page:
    session = queries.get_session(session_id)
    form = _with_sittings(SessionForm(obj=session))
    if carry_out(
        form,
        lambda: commands.change_session(
            session=session, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        ),
    ):
        return redirect(url_for("sittings.session_page", session_id=session_id))
    stored = form.stored_values(queries.get_session(session_id))
    return _show(
        form,
        "sittings/session_form.html",
        title=_("Change the session"),
        session_id=session_id,
        conflicts=form.conflicts(stored),
    )


def _with_sittings(form: SessionForm) -> SessionForm:
    form.offer(
        [(sitting.id, f"{sitting.name} ({sitting.term.number})") for sitting in queries.sittings()],
        [(body.id, body.name) for body in council.bodies()],
    )
    return form


@blueprint.route("/sessions/<int:session_id>/topics/new", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def add_topic_group(session_id: int) -> Page:
    session = queries.get_session(session_id)
    form = TopicGroupForm()
    group = carry_out(
        form,
        lambda: commands.add_topic_group(session=session, title=form.title.data or "", actor=current_user),
    )
    if group and wants_next():
        flash(_("Topic group “%(title)s” added.", title=form.title.data), "success")
        return redirect(url_for("sittings.add_topic_group", session_id=session_id))
    if group:
        return _to_group(session_id, group.id)
    return _show_topic(form, session_id, title=_("Add a topic group"))


@blueprint.route("/topics/<int:group_id>/edit", methods=["GET", "POST"])
@requires(Permission.SESSION_LOG)
def edit_topic_group(group_id: int) -> Page:
    group = queries.get_topic_group(group_id)
    session_id = group.session_id
    form = TopicGroupForm(obj=group)
    if carry_out(
        form,
        lambda: commands.rename_topic_group(
            group=group,
            title=form.title.data or "",
            expected_version=form.expected_version,
            actor=current_user,
        ),
    ):
        return _to_group(session_id, group_id)
    stored = form.stored_values(queries.get_topic_group(group_id))
    return _show_topic(
        form,
        session_id,
        title=_("Rename the topic group"),
        group_id=group_id,
        conflicts=form.conflicts(stored),
    )


@blueprint.post("/topics/<int:group_id>/move")
@requires(Permission.SESSION_LOG)
def move_topic_group(group_id: int) -> Response:
    group = queries.get_topic_group(group_id)
    session_id = group.session_id
    with transaction():
        commands.move_topic_group(group=group, upwards=request.form.get("to") == "up", actor=current_user)
    return _to_group(session_id, group_id)


@blueprint.post("/topics/<int:group_id>/remove")
@requires(Permission.SESSION_LOG)
def remove_topic_group(group_id: int) -> Response:
    group = queries.get_topic_group(group_id)
    back = url_for("sittings.session_page", session_id=group.session_id)
    try:
        with transaction():
            commands.remove_topic_group(group=group, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    return redirect(back)


def _to_group(session_id: int, group_id: int) -> Response:
    at = f"topic-{group_id}"
    return redirect(url_for("sittings.session_page", session_id=session_id, at=at, _anchor=at))


def _show_topic(form: TopicGroupForm, session_id: int, **shown: object) -> tuple[str, int]:
    return _show(form, "sittings/topic_form.html", questioning=queries.get_session(session_id), **shown)


def _show(form: EntryForm, template: str, **shown: object) -> tuple[str, int]:
    page = render_template(template, form=form, **{"conflicts": [], **shown})
    return page, 422 if form.errors else 200
