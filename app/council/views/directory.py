"""The lists of the directory and their entries."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.choosing import differences
from app.core.clock import today
from app.core.errors import DomainError
from app.core.paging import in_hand
from app.core.permissions import Permission, requires
from app.core.transaction import transaction
from app.council import commands, picks, queries
from app.council.commands.entries import InUseError
from app.council.sections import SECTIONS
from app.council.usage import usages_of
from app.council.views.pages import ROWS, Page, blueprint, status_of

WHICH = f"any({', '.join(SECTIONS)})"


@blueprint.get("/directory")
@blueprint.get(f"/directory/<{WHICH}:section>")
@requires(Permission.DIRECTORY_READ)
def directory(section: str = "offices") -> str:
    """A page of one list of the directory; ?q= searches it without diacritics."""
    chosen, q = SECTIONS[section], request.args.get("q", "")
    rows = chosen.rows(q)
    page = in_hand(rows, cursor=request.args.get("cursor"), size=ROWS)
    return render_template(
        "council/list.html",
        section=chosen,
        sections=SECTIONS.values(),
        page=page,
        rows=page.rows,
        total=len(rows),
        holders=queries.holders_on(today()) if section == "offices" else {},
        today=today(),
        q=q,
    )


@blueprint.route(f"/directory/<{WHICH}:section>/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def add_entry(section: str) -> Page:
    chosen = SECTIONS[section]
    form = chosen.new_form(request.args.get("name"))
    if form.validate_on_submit():
        try:
            with transaction():
                entry = chosen.add(form)
                name = queries.name_of(entry)
            flash(_("“%(name)s” was added.", name=name), "success")
            return redirect(_after_adding(section, entry))
        except DomainError as error:
            form.refuse(error)
    return render_template(
        "council/form.html", section=chosen, form=form, entry=None, conflicts=[]
    ), status_of(form)


def _after_adding(section: str, entry: Any) -> str:
    if request.form.get("action") == "save_next":
        return url_for("council.add_entry", section=section)
    if section == "offices":
        return url_for("council.office", entry_id=entry.id)
    return url_for("council.directory", section=section)


@blueprint.route(f"/directory/<{WHICH}:section>/<int:entry_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def change_entry(section: str, entry_id: int) -> Page:
    chosen = SECTIONS[section]
    entry = queries.get_entry(chosen.model, entry_id)
    form, conflicts = chosen.form_of(entry), []
    if form.validate_on_submit():
        try:
            with transaction():
                chosen.change(entry, form)
            flash(_("Saved."), "success")
            return redirect(url_for("council.directory", section=section))
        except DomainError as error:
            form.refuse(error)
            conflicts = differences(form, getattr(error, "theirs", {}))
    name = queries.name_of(queries.get_entry(chosen.model, entry_id))
    page = render_template(
        "council/form.html", section=chosen, form=form, entry=entry, name=name, conflicts=conflicts
    )
    return page, status_of(form)


@blueprint.route(f"/directory/<{WHICH}:section>/<int:entry_id>/remove", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def remove_entry(section: str, entry_id: int) -> Page:
    chosen = SECTIONS[section]
    entry = queries.get_entry(chosen.model, entry_id)
    name, usages, status = queries.name_of(entry), usages_of(entry), 200
    if request.method == "POST":
        try:
            with transaction():
                commands.remove_entry(entry=entry, actor=current_user)
            flash(_("“%(name)s” was removed.", name=name), "success")
            return redirect(url_for("council.directory", section=section))
        except InUseError as error:
            usages, status = error.usages, 422
    back = url_for("council.directory", section=section)
    edit_url = (
        url_for("council.change_entry", section=section, entry_id=entry_id) if chosen.is_dated else None
    )
    return render_template(
        "council/remove.html", section=chosen, name=name, usages=usages, back=back, edit_url=edit_url
    ), status


@blueprint.get("/directory/pick/<any(people, agencies):kind>")
@requires(Permission.DIRECTORY_EDIT)
def pick(kind: str) -> Response:
    """Names for the pickers of the directory's own forms."""
    q = request.args.get("q", "")
    found = queries.people_labels(queries.people(q)[: picks.MOST]) if kind == "people" else _agency_labels(q)
    return jsonify({"items": [{"label": label, "hint": hint} for label, hint in found]})


def _agency_labels(q: str) -> list[tuple[str, str]]:
    return [(each.label, each.hint) for each in picks.agency_picks(q)]
