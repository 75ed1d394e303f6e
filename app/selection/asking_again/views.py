"""The pledges proposed for questioning again, and the form that puts chosen ones into a session."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.addresses import read_code, read_id
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.text import clean_line
from app.core.transaction import transaction
from app.core.vietnamese import day as show_day
from app.core.web import council_blueprint, show_domain_error
from app.pledges.queries import get_pledge
from app.selection.asking_again import commands, queries
from app.selection.asking_again.domain import TITLE, NewRequestioning, Per
from app.selection.asking_again.forms import MOST, AgainForm
from app.selection.asking_again.proposing import offered_questions
from app.selection.asking_again.queries import AgainFilter, AgainOrder
from app.sittings import queries as sittings
from app.sittings.models import QuestioningSession, TopicGroup

Page = Response | str | tuple[str, int]
LONGEST_TOPIC = 300

blueprint = council_blueprint("requestioning", __name__)
blueprint.record_once(
    lambda state: state.app.jinja_env.globals.update(pledges_asked_about=queries.pledges_asked_about)
)


@blueprint.get("/requestioning")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """What may have to be questioned again, each pledge with its reasons; a page at a time."""
    asked = AgainFilter(
        agency_id=read_id(request.args.get("agency")),
        topic=clean_line(request.args.get("topic", "")[:LONGEST_TOPIC]),
        min_days=read_id(request.args.get("days")),
    )
    order = read_code(AgainOrder, request.args.get("sort")) or AgainOrder.OVERDUE
    page = queries.again_page(g.council, asked, order=order, cursor=request.args.get("cursor"))
    ids = [each.pledge.id for each in page.rows]
    return render_template(
        "selection/again.html",
        page=page,
        count=queries.count_again(asked),
        asked=asked,
        order=order,
        orders=AgainOrder.choices(),
        agencies=queries.agencies_to_ask(),
        topics=[(each, each) for each in queries.topics_to_ask()],
        proposals=queries.proposals_on(ids),
        asked_again=queries.asked_again(ids),
    )


@blueprint.route("/requestioning/choose", methods=["GET", "POST"])
@requires(Permission.TOPICS_PREPARE)
def choose() -> Page:
    """The chosen pledges with the questions offered for them; saved, they stand in the session."""
    form, per = _form(), read_code(Per, request.args.get("per")) or Per.PLEDGE
    group = carry_out(form, lambda: _requestion(form))
    if group:
        flash(_("The questions stand in the session."), "success")
        at = f"topic-{group.id}"
        session_id = group.session_id
        return redirect(url_for("sittings.session_page", session_id=session_id, at=at, _anchor=at))
    ids = form.pledge_ids
    page = render_template(
        "selection/choose.html",
        form=form,
        per=per,
        pledges=queries.pledges_to_ask(ids),
        asked_again=queries.asked_again(ids),
        proposals=queries.proposals_on(ids),
    )
    return page, 422 if form.errors else 200


@blueprint.post("/pledges/<int:pledge_id>/promised-again/<int:older_id>")
@requires(Permission.PLEDGE_RECORD)
def promised_again(pledge_id: int, older_id: int) -> Response:
    """Link a pledge given in answer to such a question to the pledge it was about."""
    newer, older = get_pledge(pledge_id), get_pledge(older_id)
    back = url_for("dossier.pledge_page", pledge_id=pledge_id)
    try:
        with transaction():
            commands.promised_again(older=older, newer=newer, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("The two pledges are linked."), "success")
    return redirect(back)


def _form() -> AgainForm:
    """The questions offered for the pledges in the address, or what was sent."""
    per = read_code(Per, request.args.get("per")) or Per.PLEDGE
    chosen = [each for each in map(read_id, request.args.getlist("pledge")[:MOST]) if each]
    sent = request.method == "POST"
    rows = [] if sent else [each.row for each in offered_questions(g.council, chosen, per)]
    known = sittings.sittings()
    coming = [each for each in known if each.opens_on and each.opens_on >= today()]
    following = min(coming, key=lambda each: each.opens_on or today(), default=None)
    form = AgainForm(
        data={
            "title": TITLE,
            "questions": rows,
            "sitting_id": following.id if following else 0,
            "held_on": following.opens_on if following else None,
        }
    )
    form.offer(
        [(each.id, _named(each)) for each in queries.sessions_offered()],
        [(each.id, f"{each.name} ({each.term.number})") for each in known],
        _("A new session"),
    )
    return form


def _named(session: QuestioningSession) -> str:
    told = session.title or (session.sitting.name if session.sitting else session.kind.label)
    return f"{show_day(session.held_on)} · {told}"


def _requestion(form: AgainForm) -> TopicGroup:
    return commands.requestion(new=_to_input(form), actor=current_user)


def _to_input(form: AgainForm) -> NewRequestioning:
    pledges = queries.pledges_to_ask(form.pledge_ids)
    proposals = queries.proposals_on(form.pledge_ids)
    return form.to_input(
        offices={each.id: each.acting_office_id or each.office_id for each in pledges.values()},
        askers={
            pledge_id: tuple(each.delegate_id for each in found if each.delegate_id is not None)
            for pledge_id, found in proposals.items()
        },
    )
