"""Pages on which pledges are recorded and changed as long as they are drafts."""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Response as JsonResponse
from flask import flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.clock import today
from app.core.errors import DomainError
from app.core.forms import parse_day
from app.core.permissions import Permission, requires
from app.core.submit import carry_out, wants_next
from app.core.text import clean_line
from app.core.transaction import transaction
from app.core.web import council_blueprint, show_domain_error
from app.council import naming
from app.council import queries as council
from app.pledges import clarity, commands, names, part_rows, queries, question_page, session_page
from app.pledges.domain import Lifecycle
from app.pledges.forms import DecidedPartForm, PledgeForm
from app.pledges.models import Pledge, PledgePart
from app.pledges.readings import ShownReading, shown_reading
from app.pledges.waiting.choices import offer_sittings
from app.questions import queries as questions
from app.questions.models import Answer

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("pledges", __name__)
blueprint.record_once(lambda state: session_page.give_view(state.app))
blueprint.record_once(lambda state: question_page.give_view(state.app))


@blueprint.get("/deadline-reading")
@requires(Permission.COUNCIL_READ)
def read_deadline() -> JsonResponse:
    """What the words typed so far are read as, on the day they were said."""
    try:
        said_on = parse_day(request.args.get("said_on", ""))
    except ValueError:
        said_on = today()
    reading = _reading(clean_line(request.args.get("q", "")[:2000]), said_on)
    return jsonify(asdict(reading or ShownReading()))


def _reading(words: str, said_on: date) -> ShownReading | None:
    return shown_reading(
        words,
        said_on=said_on,
        before_is_inclusive=g.council.before_is_inclusive,
        calendar=council.work_calendar(),
    )


def _form(values: dict[str, Any]) -> PledgeForm:
    form = PledgeForm(data=values)
    offer_sittings(form.sitting)
    return form


@blueprint.route("/answers/<int:answer_id>/pledges/new", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def record(answer_id: int) -> Page:
    """A new pledge under an answer; what repeats is carried over from the one before."""
    answer = questions.get_answer(answer_id)
    on = answer.answered_on
    values, kept = names.first_values(answer, queries.last_pledge_of_answer(answer_id))
    form = _form(values)

    if part_rows.wants_row(form):
        return _show(form, answer, title=_("Record a pledge"))

    def act() -> Pledge:
        new = names.to_input(form, on=on, kept=kept, actor=current_user)
        pledge = commands.record_pledge(answer=answer, new=new, actor=current_user)
        part_rows.save_rows(form, pledge, on=on, kept=kept, actor=current_user)
        return pledge

    pledge = carry_out(form, act)
    if pledge and wants_next():
        flash(_("Pledge %(code)s recorded.", code=pledge.code), "success")
        return redirect(url_for("pledges.record", answer_id=answer_id))
    if pledge:
        flash(_("Pledge %(code)s recorded.", code=pledge.code), "success")
        return _to_place(pledge)
    return _show(form, questions.get_answer(answer_id), title=_("Record a pledge"))


@blueprint.route("/pledges/<int:pledge_id>/edit", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def edit(pledge_id: int) -> Page:
    """Change a draft; an adopted pledge is refused with the reason."""
    pledge, answer = _draft(pledge_id)
    on = answer.answered_on
    values, kept = _stored(pledge, on)
    form = _form(values | _rows(pledge, kept, on))
    if part_rows.wants_row(form):
        return _show(form, answer, title=_("Change pledge %(code)s", code=pledge.code), pledge=pledge)

    def act() -> Pledge:
        new = names.to_input(form, on=on, kept=kept, actor=current_user)
        commands.change_pledge(
            pledge=pledge, new=new, expected_version=form.expected_version, actor=current_user
        )
        part_rows.save_rows(form, pledge, on=on, kept=kept, actor=current_user)
        return pledge

    if carry_out(form, act):
        return _to_place(queries.get_pledge(pledge_id))
    stored = queries.get_pledge(pledge_id)
    conflicts = form.conflicts(_stored(stored, on)[0])
    answer = questions.get_answer(stored.answer_id)
    return _show(
        form, answer, title=_("Change pledge %(code)s", code=stored.code), pledge=stored, conflicts=conflicts
    )


def _stored(pledge: Pledge, said_on: date) -> tuple[dict[str, object], names.Kept]:
    inclusive = g.council.before_is_inclusive
    return names.stored_values(
        pledge, said_on=said_on, before_is_inclusive=inclusive, calendar=council.work_calendar()
    )


def _rows(pledge: Pledge, kept: names.Kept, said_on: date) -> dict[str, Any]:
    parts = queries.parts_of([pledge.id])[pledge.id]
    return part_rows.stored_rows(
        parts,
        kept,
        said_on=said_on,
        before_is_inclusive=g.council.before_is_inclusive,
        calendar=council.work_calendar(),
    )


def _draft(pledge_id: int) -> tuple[Pledge, Answer]:
    pledge = queries.get_pledge(pledge_id)
    if pledge.lifecycle is not Lifecycle.DRAFT:
        raise commands.frozen(pledge)
    return pledge, questions.get_answer(pledge.answer_id)


def _show(form: PledgeForm, answer: Answer, **shown: object) -> tuple[str, int]:
    own_words = clarity.own_vague_words(g.council.vague_words)
    page = render_template(
        "pledges/pledge_form.html",
        form=form,
        answer=answer,
        reading=_reading(form.deadline_words.data or "", answer.answered_on),
        vague=clarity.vague_words(form.words.data or "", own_words),
        **{"pledge": None, "conflicts": [], **shown},
    )
    return page, 422 if form.errors else 200


@blueprint.route("/pledges/<int:pledge_id>/parts/new", methods=["GET", "POST"])
@requires(Permission.DROP_DECIDE)
def decide_part(pledge_id: int) -> Page:
    """Add a step or a share to an adopted pledge by a decision; its words stay as adopted."""
    pledge, form = queries.get_pledge(pledge_id), DecidedPartForm(decided_on=today())

    def act() -> PledgePart:
        on = form.decided_on.data
        agencies = naming.agency_ids(form.agency.names, on=on, field="agency", kept={})
        new = form.to_input(agency_id=agencies[0] if agencies else None)
        return commands.add_part(pledge=pledge, new=new, actor=current_user)

    if carry_out(form, act):
        flash(_("Added by decision %(number)s.", number=form.document_number.data), "success")
        return redirect(url_for("dossier.pledge_page", pledge_id=pledge_id))
    page = render_template("pledges/part_decide.html", form=form, pledge=queries.get_pledge(pledge_id))
    return page, 422 if form.errors else 200


@blueprint.post("/pledges/<int:pledge_id>/move")
@requires(Permission.PLEDGE_RECORD)
def move(pledge_id: int) -> Response:
    pledge = queries.get_pledge(pledge_id)
    with transaction():
        commands.move_pledge(pledge=pledge, upwards=request.form.get("to") == "up", actor=current_user)
    return _to_place(queries.get_pledge(pledge_id))


@blueprint.route("/pledges/<int:pledge_id>/discard", methods=["GET", "POST"])
@requires(Permission.PLEDGE_RECORD)
def discard(pledge_id: int) -> Page:
    """Throw a draft away, after asking."""
    pledge, _answer = _draft(pledge_id)
    back = url_for("sittings.session_page", session_id=pledge.session_id)
    if request.method == "GET":
        return render_template("pledges/discard.html", pledge=pledge, back=back)
    try:
        with transaction():
            commands.discard_pledge(pledge=pledge, actor=current_user)
    except DomainError as error:
        return show_domain_error(error, back)
    flash(_("Draft discarded."), "success")
    return redirect(back)


def _to_place(pledge: Pledge) -> Response:
    """Back to the session, where the pledge stands."""
    at = f"pledge-{pledge.id}"
    return redirect(url_for("sittings.session_page", session_id=pledge.session_id, at=at, _anchor=at))
