"""A delegate's own pages, made for a phone; whoever follows a pledge finds it here too."""

from datetime import timedelta

from flask import g, render_template, request
from flask_security import current_user

from app.core.clock import now, today
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.council.own import own_delegate_ids
from app.delegates import queries
from app.delegates.changes import MOST, news_since
from app.delegates.whose import Whose
from app.dossier.queries import rules_of
from app.monitoring.requestion.proposals import own_proposals

FIRST_LOOK = timedelta(days=30)
"""How far back the news goes for someone who signs in for the first time."""

blueprint = council_blueprint("delegates", __name__)


def _who() -> Whose:
    return Whose(current_user.id, own_delegate_ids(g.memberships))


@blueprint.get("/mine")
@requires(Permission.COUNCIL_READ)
def mine() -> str:
    """What is new, what falls due before the next sitting, and my questions with what came of them."""
    who, day, rules = _who(), today(), rules_of(g.council)
    seen, sitting = queries.last_visit(who.user_id), queries.next_sitting(g.council, day)
    cursor = request.args.get("cursor")
    return render_template(
        "delegates/mine.html",
        who=who,
        seen=seen,
        news=news_since(seen or now() - FIRST_LOOK, who) if cursor is None else [],
        most=MOST,
        sitting=sitting,
        due=queries.due_before(sitting.until, who, day=day, rules=rules) if cursor is None else [],
        page=queries.question_page(who, day=day, rules=rules, cursor=cursor),
        today=day,
    )


@blueprint.get("/mine/watched")
@requires(Permission.COUNCIL_READ)
def watched() -> str:
    """The pledges I follow."""
    who, day = _who(), today()
    page = queries.watched_page(who, day=day, rules=rules_of(g.council), cursor=request.args.get("cursor"))
    return render_template("delegates/watched.html", who=who, page=page, today=day)


@blueprint.get("/mine/proposals")
@requires(Permission.COUNCIL_READ)
def proposals() -> str:
    """What I proposed to question again."""
    who = _who()
    page = own_proposals(
        delegate_ids=who.delegate_ids, user_id=who.user_id, cursor=request.args.get("cursor")
    )
    return render_template("delegates/proposals.html", who=who, page=page, today=today())
