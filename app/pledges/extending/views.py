"""Pages of requests for more time: logged, decided, taken back; and the council's lists of grounds."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint
from app.council import queries as council
from app.council.domain import BodyKind
from app.pledges import commands, extensions, history, queries
from app.pledges.domain import GroundKind
from app.pledges.extending.forms import DecisionForm, ExtensionForm, GroundForm, WithdrawalForm

Page = Response | str | tuple[str, int]
LATEST_DECIDED = 20

blueprint = council_blueprint("extensions", __name__)


def deciding_bodies() -> list[tuple[int, str]]:
    """The bodies that may have decided, the Standing Committee first."""
    bodies = sorted(council.bodies(), key=lambda body: body.kind != BodyKind.STANDING_COMMITTEE)
    return [(body.id, body.name) for body in bodies if body.kind != BodyKind.DELEGATE_GROUP]


def status_of(form: EntryForm) -> int:
    return 422 if form.errors else 200


def to_pledge(pledge_id: int) -> Response:
    return redirect(url_for("dossier.pledge_page", pledge_id=pledge_id))


@blueprint.get("/extensions")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """What waits for the Standing Committee, and what was decided last."""
    waiting = extensions.pending_requests()
    return render_template(
        "pledges/extensions.html",
        waiting=waiting,
        decided=extensions.decided_requests(most=LATEST_DECIDED),
        marks=extensions.marks_of([each.pledge_id for each in waiting], day=today()),
        today=today(),
    )


@blueprint.route("/pledges/<int:pledge_id>/extensions/new", methods=["GET", "POST"])
@requires(Permission.EXTENSION_LOG)
def ask(pledge_id: int) -> Page:
    """Log a request that was received."""
    pledge, form = queries.get_pledge(pledge_id), ExtensionForm()
    form.ground.offer(extensions.offered_grounds(GroundKind.EXTENSION))

    def act() -> bool:
        ground_id = None
        if form.ground.data:
            kind, words = GroundKind.EXTENSION, form.ground.data
            ground_id = commands.ground_called(kind=kind, words=words, actor=current_user).id
        new = form.to_input(ground_id=ground_id)
        commands.request_extension(pledge=pledge, new=new, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The request is logged. It waits for the decision of the Standing Committee."), "success")
        return to_pledge(pledge_id)
    page = render_template(
        "pledges/extension_form.html",
        form=form,
        pledge=queries.get_pledge(pledge_id),
        due_on=getattr(history.deadline_on(pledge_id, today()), "due_on", None),
    )
    return page, status_of(form)


@blueprint.route("/extensions/<int:request_id>/decide", methods=["GET", "POST"])
@requires(Permission.EXTENSION_DECIDE)
def decide(request_id: int) -> Page:
    """Grant or refuse a request."""
    asked, form = extensions.get_request(request_id), DecisionForm(decided_on=today())
    bodies = deciding_bodies()
    form.body.offer(bodies)
    if not form.is_submitted() and bodies:
        form.body.data = bodies[0][0]

    def act() -> bool:
        decision = form.to_input()
        commands.decide_extension(request=asked, decision=decision, actor=current_user)
        return decision.granted

    granted = carry_out(form, act)
    if granted is not None:
        flash(
            _("The extension is granted; the new deadline is in force.")
            if granted
            else _("The request is refused; the deadline stays."),
            "success",
        )
        return redirect(url_for("extensions.index"))
    asked = extensions.get_request(request_id)
    page = render_template("pledges/extension_decide.html", form=form, asked=asked, pledge=asked.pledge)
    return page, status_of(form)


@blueprint.route("/extensions/<int:request_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EXTENSION_LOG)
def withdraw(request_id: int) -> Page:
    """The agency takes its request back."""
    asked, form = extensions.get_request(request_id), WithdrawalForm(decided_on=today())
    pledge_id = asked.pledge_id

    def act() -> bool:
        day, note = form.decided_on.data, form.note.data or ""
        commands.withdraw_extension(request=asked, withdrawn_on=day, note=note, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The request is taken back."), "success")
        return to_pledge(pledge_id)
    asked = extensions.get_request(request_id)
    page = render_template("pledges/extension_withdraw.html", form=form, asked=asked, pledge=asked.pledge)
    return page, status_of(form)


KINDS = f"any({', '.join(GroundKind)})"


@blueprint.route("/settings/grounds", methods=["GET", "POST"])
@blueprint.route(f"/settings/grounds/<{KINDS}:kind>", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def grounds(kind: str = GroundKind.EXTENSION.value) -> Page:
    """One list of grounds, and the line that adds to it."""
    chosen, form = GroundKind(kind), GroundForm()

    def act() -> bool:
        commands.take_offered_grounds(kind=chosen, actor=current_user)
        commands.list_ground(kind=chosen, words=form.words.data or "", actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("“%(name)s” was added.", name=form.words.data), "success")
        return redirect(url_for("extensions.grounds", kind=kind))
    page = render_template(
        "pledges/grounds.html",
        form=form,
        kind=chosen,
        kinds=GroundKind,
        listed=extensions.grounds(chosen, retired=True),
        offered=extensions.offered_grounds(chosen),
    )
    return page, status_of(form)


@blueprint.post(f"/settings/grounds/<{KINDS}:kind>/take")
@requires(Permission.COUNCIL_SETTINGS)
def take_offered(kind: str) -> Response:
    """The grounds offered become the council's own list."""
    with transaction():
        commands.take_offered_grounds(kind=GroundKind(kind), actor=current_user)
    return redirect(url_for("extensions.grounds", kind=kind))


@blueprint.post("/settings/grounds/<int:ground_id>/retire")
@requires(Permission.COUNCIL_SETTINGS)
def retire(ground_id: int) -> Response:
    """Offer a ground no more, or again."""
    ground = extensions.get_ground(ground_id)
    target = url_for("extensions.grounds", kind=ground.kind.value)
    with transaction():
        retired = request.form.get("retired") == "1"
        commands.retire_ground(ground=ground, retired=retired, actor=current_user)
    return redirect(target)


@blueprint.route("/settings/grounds/<int:ground_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def reword(ground_id: int) -> Page:
    """Change the words of a ground on which nothing rests yet."""
    ground = extensions.get_ground(ground_id)
    form, kind = GroundForm(obj=ground), ground.kind.value

    def act() -> bool:
        commands.reword_ground(
            ground=ground,
            words=form.words.data or "",
            expected_version=form.expected_version,
            actor=current_user,
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("extensions.grounds", kind=kind))
    stored = extensions.get_ground(ground_id)
    conflicts = form.conflicts({"words": stored.words})
    page = render_template("pledges/ground_form.html", form=form, ground=stored, conflicts=conflicts)
    return page, status_of(form)
