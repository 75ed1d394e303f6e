"""The public page of an issued paper, behind the code printed on it. It needs no sign-in and writes nothing."""

import hashlib
from typing import BinaryIO

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response

from app.accounts.security import limiter
from app.core.database import only_reads
from app.core.errors import N_, DomainError
from app.core.forms import BaseForm
from app.core.permissions import open_to_all
from app.core.text import without_control_characters
from app.documents.verification import read_code
from app.documents.verifying import Verified, verified

blueprint = Blueprint("verify", __name__, url_prefix="/verify")
Page = Response | str | tuple[str, int]
FEW = "60 per minute; 600 per hour"
CHUNK = 64 * 1024
LONGEST = 100


class CompareForm(BaseForm):
    """A file somebody was given, to be compared with the stored one."""

    file = FileField(_l("The file you were given"))


@blueprint.get("")
@open_to_all
@limiter.limit(FEW)
def ask() -> Page:
    """A code typed by hand leads to the paper's page."""
    typed = request.args.get("code", "")[:LONGEST].strip()
    if not typed:
        return render_template("documents/verify/ask.html", typed="", unknown=False)
    code = read_code(typed)
    return redirect(url_for("verify.show", code=code)) if code else _unknown(typed)


@blueprint.route("/<code>", methods=["GET", "POST"])
@open_to_all
@only_reads
@limiter.limit(FEW)
def show(code: str) -> Page:
    """What is known of the paper; a file handed in is compared and forgotten."""
    form, same = CompareForm(), None
    digest = _digest_of(form) if form.validate_on_submit() else None
    found = verified(read_code(code) or "")
    if found is None:
        return _unknown(code)
    if digest:
        same = digest == found.paper.sha256
    return _page(found, form, same)


def _page(found: Verified, form: CompareForm, same: bool | None) -> Page:
    page = render_template("documents/verify/paper.html", found=found, form=form, same=same)
    return (page, 422) if form.errors else page


def _unknown(typed: str) -> Page:
    shown = without_control_characters(typed[:LONGEST])
    return render_template("documents/verify/ask.html", typed=shown, unknown=True), 404


def _digest_of(form: CompareForm) -> str | None:
    """The SHA-256 of the file, read in pieces."""
    if not form.file.data:
        form.refuse(DomainError(N_("Choose a file first."), field="file"))
        return None
    stream: BinaryIO = form.file.data.stream
    digest = hashlib.sha256()
    while piece := stream.read(CHUNK):
        digest.update(piece)
    return digest.hexdigest()
