"""The administrator's page of columns: which stand in the long tables of papers, and in what order."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.errors import N_, NotFoundError
from app.core.pdf import RenderedPdf, preview_pdf, render_pdf
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out
from app.core.web import council_blueprint
from app.documents.columns import Columns, Register, registers
from app.documents.domain import PDF, DocumentKind
from app.documents.paper import TEMPLATE, Paper
from app.documents.settings import commands, queries

TABLE = f"any({','.join(kind.value for kind in DocumentKind)}):table"
Page = Response | str | tuple[str, int]

blueprint = council_blueprint("columns", __name__)


class ColumnsForm(EntryForm):
    """Only the token and the version; the fields `show` and `place-<code>` come one for each column."""


@dataclass(frozen=True)
class Choice:
    """A line of the page."""

    code: str
    heading: str
    always: bool
    shown: bool
    place: str
    """As it was typed."""


@blueprint.get("/settings/columns")
@requires(Permission.COUNCIL_SETTINGS)
def index() -> Page:
    return redirect(url_for("columns.choose", table=next(iter(registers)).value))


@blueprint.route(f"/settings/columns/<{TABLE}>", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def choose(table: str) -> Page:
    kind, register = _asked(table)
    row = queries.find_settings()
    form = ColumnsForm(version=row.version if row else None)
    usual = request.form.get("action") == "usual"
    choices = _typed(register.columns) if form.is_submitted() else _stored(kind, register.columns)
    changed = carry_out(
        form,
        lambda: commands.choose_columns(
            kind=kind,
            codes=() if usual else tuple(each.code for each in choices if each.shown),
            expected_version=form.expected_version,
            actor=current_user,
        ),
    )
    if changed is not None:
        flash(_("The usual columns are printed again.") if usual else _("Saved."), "success")
        return redirect(url_for("columns.choose", table=table))
    values = {
        "kinds": list(registers),
        "kind": kind,
        "choices": choices,
        "example": register.example(g.council),
    }
    return render_template(
        "documents/settings/columns.html", form=form, **values
    ), 422 if form.errors else 200


@blueprint.get(f"/settings/columns/<{TABLE}>/preview.pdf")
@requires(Permission.COUNCIL_SETTINGS)
def example(table: str) -> Response:
    """The latest paper with the chosen columns, marked as a draft."""
    paper = _asked(table)[1].example(g.council)
    if paper is None:
        raise NotFoundError(N_("There is nothing to print yet."))
    return Response(preview_pdf(_print, paper).content, mimetype=PDF)


def _print(paper: Paper) -> RenderedPdf:
    return render_pdf(TEMPLATE, paper, title=paper.title)


def _asked(table: str) -> tuple[DocumentKind, Register]:
    kind = DocumentKind(table)
    if kind not in registers:
        raise NotFoundError(N_("There is no such table."))
    return kind, registers[kind]


def _stored(kind: DocumentKind, columns: Columns[object, Paper]) -> list[Choice]:
    """The columns that are printed in their order, then the others."""
    printed = queries.chosen_columns(kind) or columns.usual
    headings = {column.key: column for column in columns.offered}
    order = [
        *(code for code in printed if code in headings),
        *(code for code in headings if code not in printed),
    ]
    return [
        Choice(code, headings[code].heading, headings[code].always, code in printed, str(place))
        for place, code in enumerate(order, start=1)
    ]


def _typed(columns: Columns[object, Paper]) -> list[Choice]:
    """As typed, in the order of the numbers; what has none or the same keeps its usual order."""
    ticked = set(request.form.getlist("show"))
    choices = [
        Choice(
            column.key,
            column.heading,
            column.always,
            column.always or column.key in ticked,
            request.form.get(f"place-{column.key}", "").strip()[:9],
        )
        for column in columns.offered
    ]
    return sorted(choices, key=lambda each: int(each.place) if each.place.isdecimal() else len(choices))
