"""What the pages of the selection share."""

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts.domain import Role
from app.core.submit import EntryForm
from app.core.web import council_blueprint
from app.council import queries as council
from app.council.models import Body, Delegate
from app.council.own import own_delegate_ids
from app.selection import queries
from app.selection.domain import ProposalSource
from app.selection.models import TopicCall

Page = Response | str | tuple[str, int]
Whose = tuple[ProposalSource, int | None, str]
"""Where one's own proposal comes from: which source, which delegate, which committee."""

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


def whose(call: TopicCall) -> Whose | None:
    """Of the delegate one is in that term; else of the committee one monitors for, else of the Standing Committee; else nobody's."""
    delegate = myself(call)
    if delegate is not None:
        return ProposalSource.DELEGATE, delegate.id, ""
    body_id = next((each.body_id for each in g.memberships if each.body_id is not None), None)
    if body_id is not None:
        return ProposalSource.COMMITTEE, None, council.get_entry(Body, body_id).name
    if any(each.role is Role.STANDING_COMMITTEE for each in g.memberships):
        return ProposalSource.STANDING_COMMITTEE, None, ""
    return None
