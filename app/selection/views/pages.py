"""What the pages of the selection share."""

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.core.submit import EntryForm
from app.core.web import council_blueprint
from app.council.models import Delegate
from app.council.own import own_delegate_ids
from app.selection import queries
from app.selection.models import TopicCall

Page = Response | str | tuple[str, int]

blueprint = council_blueprint("selection", __name__)


def show(form: EntryForm, page: str, **values: object) -> Page:
    """The page with its form; 422 where something typed must be mended."""
    shown = {"conflicts": [], **values}
    return render_template(f"selection/{page}.html", form=form, **shown), 422 if form.errors else 200


def to_call(call: TopicCall, at: str | None = None) -> Response:
    return redirect(url_for("selection.of_sitting", sitting_id=call.sitting_id, _anchor=at))


def myself(call: TopicCall) -> Delegate | None:
    """The delegate of that term whom the person signed in is."""
    return queries.delegate_of(call.sitting.term_id, own_delegate_ids(g.memberships))
