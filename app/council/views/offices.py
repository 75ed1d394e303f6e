"""One office and who held it from–until."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user

from app.core.choosing import differences
from app.core.clock import today
from app.core.errors import DomainError
from app.core.permissions import Permission, requires
from app.core.transaction import transaction
from app.council import commands, queries
from app.council.commands.entries import InUseError
from app.council.forms import HoldingForm, SuccessionForm
from app.council.models import OfficeHolding
from app.council.sections import SECTIONS, columns_of
from app.council.successors import successors_on
from app.council.usage import usages_of
from app.council.views.pages import Page, blueprint, status_of


@blueprint.get("/directory/offices/<int:entry_id>")
@requires(Permission.DIRECTORY_READ)
def office(entry_id: int) -> str:
    """An office and everyone who held it."""
    found = queries.get_office(entry_id)
    return render_template(
        "council/office.html",
        office=found,
        holdings=queries.holdings_of(entry_id),
        successors=successors_on(),
        today=today(),
    )


@blueprint.route("/directory/offices/<int:entry_id>/holders/new", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def add_holding(entry_id: int) -> Page:
    return _write_holding(entry_id, HoldingForm(), _("Add a holder"), commands.hold_office)


@blueprint.route("/directory/offices/<int:entry_id>/successor", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def succeed(entry_id: int) -> Page:
    """End the present holding and begin the next in one step."""
    return _write_holding(entry_id, SuccessionForm(), _("Replace the holder"), commands.succeed_in_office)


def _write_holding(office_id: int, form: Any, title: str, command: Any) -> Page:
    found = queries.get_office(office_id)
    if form.validate_on_submit():
        try:
            with transaction():
                person = commands.find_or_add_person(label=form.person.data, actor=current_user)
                command(office=found, new=form.to_input(person_id=person.id), actor=current_user)
            flash(_("Saved."), "success")
            return redirect(url_for("council.office", entry_id=office_id))
        except DomainError as error:
            form.refuse(error)
    return _holding_page(office_id, form, title)


def _holding_page(office_id: int, form: Any, title: str, **more: Any) -> Page:
    found = queries.get_office(office_id)
    open_holding = queries.find_open_holding(office_id)
    page = render_template(
        "council/holding.html",
        office=found,
        form=form,
        title=title,
        open_holding=open_holding,
        **{"conflicts": [], **more},
    )
    return page, status_of(form)


@blueprint.route("/directory/holders/<int:entry_id>/edit", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def change_holding(entry_id: int) -> Page:
    holding = queries.get_entry(OfficeHolding, entry_id)
    office_id, form, conflicts = holding.office_id, HoldingForm(data=columns_of(holding)), []
    if not form.is_submitted():
        form.person.data = queries.label_of(holding.person_id)
    if form.validate_on_submit():
        try:
            with transaction():
                _save_holding(holding, form)
            flash(_("Saved."), "success")
            return redirect(url_for("council.office", entry_id=office_id))
        except DomainError as error:
            form.refuse(error)
            conflicts = differences(form, getattr(error, "theirs", {}))
    return _holding_page(office_id, form, _("Correct a holder"), conflicts=conflicts, holding_id=entry_id)


def _save_holding(holding: OfficeHolding, form: HoldingForm) -> None:
    person = commands.find_or_add_person(label=form.person.data, actor=current_user)
    commands.change_holding(
        holding=holding,
        new=form.to_input(person_id=person.id),
        expected_version=form.expected_version,
        actor=current_user,
    )


@blueprint.route("/directory/holders/<int:entry_id>/remove", methods=["GET", "POST"])
@requires(Permission.DIRECTORY_EDIT)
def remove_holding(entry_id: int) -> Page:
    holding = queries.get_entry(OfficeHolding, entry_id)
    back, name = url_for("council.office", entry_id=holding.office_id), queries.name_of(holding)
    usages, status = usages_of(holding), 200
    if request.method == "POST":
        try:
            with transaction():
                commands.remove_entry(entry=holding, actor=current_user)
            flash(_("“%(name)s” was removed.", name=name), "success")
            return redirect(back)
        except InUseError as error:
            usages, status = error.usages, 422
    page = render_template(
        "council/remove.html",
        section=SECTIONS["offices"],
        name=name,
        usages=usages,
        back=back,
        edit_url=url_for("council.change_holding", entry_id=entry_id),
    )
    return page, status
