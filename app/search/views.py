"""The page of what was found, and the council's abbreviations among its settings."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.addresses import read_code
from app.core.paging import Page, decode_cursor, encode_cursor
from app.core.permissions import Permission, requires
from app.core.submit import carry_out
from app.core.transaction import transaction
from app.core.web import council_blueprint
from app.search import commands, queries
from app.search.domain import Hit, SearchKind
from app.search.forms import AbbreviationForm

Shown = Response | str | tuple[str, int]
LONGEST_SHOWN = 200
LAST_PAGE = queries.MOST_FOUND // queries.PAGE - 1

blueprint = council_blueprint("search", __name__)


@blueprint.get("/search")
@requires(Permission.COUNCIL_READ)
def results() -> str:
    """What was found, a group a kind; of one kind, page by page."""
    query, kind = request.args.get("q", ""), read_code(SearchKind, request.args.get("kind"))
    number = _page_asked(request.args.get("cursor"))
    found = queries.search(query, kind=kind, page=number)
    return render_template(
        "search/results.html",
        found=found,
        query=query[:LONGEST_SHOWN].strip(),
        kind=kind,
        page=_pages(found.count, number) if kind else None,
        address_of=address_of,
        kinds=SearchKind,
    )


def _page_asked(cursor: str | None) -> int:
    decoded = decode_cursor(cursor)
    number = decoded[1][0] if decoded and decoded[1] else 0
    return number if isinstance(number, int) and 0 <= number <= LAST_PAGE else 0


def _pages(count: int, number: int) -> Page[Hit]:
    more = (number + 1) * queries.PAGE < count and number < LAST_PAGE
    return Page(
        rows=(),
        next_cursor=encode_cursor([number + 1]) if more else None,
        previous_cursor=encode_cursor([number - 1]) if number else None,
    )


_PLACES: dict[SearchKind, tuple[str, str, str]] = {
    SearchKind.PLEDGE: ("dossier.pledge_page", "pledge_id", ""),
    SearchKind.QUESTION: ("sittings.session_page", "session_id", "question"),
    SearchKind.ANSWER: ("sittings.session_page", "session_id", "answer"),
    SearchKind.TOPIC: ("sittings.session_page", "session_id", "topic"),
    SearchKind.PERSON: ("dossier.register", "person", ""),
    SearchKind.AGENCY: ("dossier.register", "agency", ""),
    SearchKind.OFFICE: ("council.office", "entry_id", ""),
    SearchKind.RESOLUTION: ("resolutions.show_resolution", "resolution_id", ""),
    SearchKind.DOCUMENT: ("documents.show_document", "document_id", ""),
}
"""The page of a kind: its endpoint, the argument that names the record, and the part of the page it stands in."""


def address_of(hit: Hit) -> str:
    """The page on which what was found stands."""
    endpoint, argument, part = _PLACES[hit.kind]
    values: dict[str, Any] = {argument: hit.page_id}
    return url_for(endpoint, **values, _anchor=f"{part}-{hit.record_id}" if part else None)


@blueprint.route("/settings/abbreviations", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def abbreviations() -> Shown:
    """The council's short forms, and the line that adds one."""
    form = AbbreviationForm()
    if carry_out(form, lambda: commands.add_abbreviation(new=form.to_input(), actor=current_user)):
        flash(_("Saved."), "success")
        return redirect(url_for("search.abbreviations"))
    page = render_template("search/abbreviations.html", form=form, listed=queries.abbreviations())
    return page, 422 if form.errors else 200


@blueprint.post("/settings/abbreviations/take")
@requires(Permission.COUNCIL_SETTINGS)
def take_usual() -> Response:
    with transaction():
        taken = commands.take_usual(actor=current_user)
    flash(_("%(n)s short forms were added.", n=taken), "success")
    return redirect(url_for("search.abbreviations"))


@blueprint.route("/settings/abbreviations/<int:abbreviation_id>", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def edit_abbreviation(abbreviation_id: int) -> Shown:
    abbreviation = queries.get_abbreviation(abbreviation_id)
    form = AbbreviationForm(obj=abbreviation)

    def act() -> bool:
        commands.change_abbreviation(
            abbreviation=abbreviation,
            new=form.to_input(),
            expected_version=form.expected_version,
            actor=current_user,
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("search.abbreviations"))
    stored = queries.get_abbreviation(abbreviation_id)
    page = render_template(
        "search/abbreviation.html", form=form, conflicts=form.conflicts(form.stored_values(stored))
    )
    return page, 422 if form.errors else 200


@blueprint.post("/settings/abbreviations/<int:abbreviation_id>/remove")
@requires(Permission.COUNCIL_SETTINGS)
def remove_abbreviation(abbreviation_id: int) -> Response:
    abbreviation = queries.get_abbreviation(abbreviation_id)
    with transaction():
        commands.remove_abbreviation(abbreviation=abbreviation, actor=current_user)
    flash(_("Removed."), "success")
    return redirect(url_for("search.abbreviations"))
