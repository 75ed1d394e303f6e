"""What the pages of resolutions share."""

from flask import render_template, url_for
from werkzeug.wrappers import Response

from app.core.submit import EntryForm
from app.core.web import council_blueprint
from app.resolutions.models import Resolution

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("resolutions", __name__)


def page_of(resolution: Resolution) -> str:
    return url_for("resolutions.show_resolution", resolution_id=resolution.id)


def show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    return render_template(f"resolutions/{page}.html", form=form, **values), 422 if form.errors else 200
