"""Pages of an administrator: the form of papers, who signs, what is cited."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_security import current_user
from werkzeug.wrappers import Response

from app.core.choosing import Conflict
from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.submit import EntryForm, carry_out, wants_next
from app.core.web import council_blueprint
from app.documents.settings import commands, queries
from app.documents.settings.domain import in_two_lines
from app.documents.settings.forms import LegalBasisForm, PaperStyleForm, PressForm, SignerForm

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("papers", __name__)


@blueprint.route("/settings/papers", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def settings() -> Page:
    row = queries.find_settings()
    form = PaperStyleForm.of(queries.paper_style(), row.version if row else None)
    changed = carry_out(
        form,
        lambda: commands.change_paper_style(
            new=form.to_input(), expected_version=form.expected_version, actor=current_user
        ),
    )
    if changed is not None:
        flash(_("Saved."), "success")
        return redirect(url_for("papers.settings"))
    return _show(form, "settings", conflicts=_conflicts(form), head=in_two_lines(g.council.name))


@blueprint.get("/settings/signers")
@requires(Permission.COUNCIL_SETTINGS)
def signers() -> str:
    return render_template("documents/settings/signers.html", signers=queries.signers(), today=today())


@blueprint.route("/settings/signers/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def add_signer() -> Page:
    form = SignerForm()
    added = carry_out(form, lambda: commands.add_signer(new=form.to_input(), actor=current_user))
    if added is not None:
        flash(_("“%(name)s” was added.", name=added.name), "success")
        return redirect(url_for("papers.add_signer" if wants_next() else "papers.signers"))
    return _show(form, "signer", signer=None, conflicts=[])


@blueprint.route("/settings/signers/<int:signer_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def change_signer(signer_id: int) -> Page:
    signer = queries.get_signer(signer_id)
    form = SignerForm(obj=signer)

    def act() -> bool:
        commands.change_signer(
            signer=signer, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("papers.signers"))
    signer = queries.get_signer(signer_id)
    return _show(form, "signer", signer=signer, conflicts=form.conflicts(form.stored_values(signer)))


@blueprint.get("/settings/legal-bases")
@requires(Permission.COUNCIL_SETTINGS)
def legal_bases() -> str:
    return render_template("documents/settings/bases.html", bases=queries.legal_bases(), today=today())


@blueprint.post("/settings/legal-bases/usual")
@requires(Permission.COUNCIL_SETTINGS)
def take_usual_bases() -> Page:
    form = PressForm()

    def act() -> bool:
        commands.add_usual_bases(actor=current_user)
        return True

    if carry_out(form, act):
        flash(
            _("The usual legal bases were added. Complete or change them as the council cites them."),
            "success",
        )
    else:
        flash(" ".join(form.form_errors), "danger")
    return redirect(url_for("papers.legal_bases"))


@blueprint.route("/settings/legal-bases/new", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def add_basis() -> Page:
    form = LegalBasisForm()
    added = carry_out(form, lambda: commands.add_basis(new=form.to_input(), actor=current_user))
    if added is not None:
        flash(_("Saved."), "success")
        return redirect(url_for("papers.add_basis" if wants_next() else "papers.legal_bases"))
    return _show(form, "basis", basis=None, conflicts=[])


@blueprint.route("/settings/legal-bases/<int:basis_id>/edit", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def change_basis(basis_id: int) -> Page:
    basis = queries.get_basis(basis_id)
    form = LegalBasisForm(obj=basis)

    def act() -> bool:
        commands.change_basis(
            basis=basis, new=form.to_input(), expected_version=form.expected_version, actor=current_user
        )
        return True

    if carry_out(form, act):
        flash(_("Saved."), "success")
        return redirect(url_for("papers.legal_bases"))
    basis = queries.get_basis(basis_id)
    return _show(form, "basis", basis=basis, conflicts=form.conflicts(form.stored_values(basis)))


@blueprint.route("/settings/legal-bases/<int:basis_id>/remove", methods=["GET", "POST"])
@requires(Permission.COUNCIL_SETTINGS)
def remove_basis(basis_id: int) -> Page:
    basis = queries.get_basis(basis_id)
    form = PressForm()

    def act() -> bool:
        commands.remove_basis(basis=basis, actor=current_user)
        return True

    if carry_out(form, act):
        flash(_("The legal basis was removed."), "success")
        return redirect(url_for("papers.legal_bases"))
    return _show(form, "remove_basis", basis=basis)


def _conflicts(form: PaperStyleForm) -> list[Conflict]:
    return form.conflicts(form.stored_values(queries.paper_style()))


def _show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    code = 422 if form.errors else 200
    return render_template(f"documents/settings/{page}.html", form=form, **values), code
