"""What there is to press for, and the letters."""

from flask import render_template, request
from flask_babel import gettext as _

from app.core.addresses import read_id
from app.core.clock import today
from app.core.permissions import Permission, requires
from app.pressing.clock.queries import next_sitting
from app.pressing.domain import LetterKind
from app.pressing.ladder.queries import to_press
from app.pressing.letters import queries
from app.pressing.views.pages import blueprint, counts


@blueprint.get("/pressing")
@requires(Permission.COUNCIL_READ)
def index() -> str:
    """The pledges overdue or found wanting, each with the step proposed next."""
    day, agency_id = today(), read_id(request.args.get("agency"))
    found = to_press(day, agency_id=agency_id)
    return render_template(
        "pressing/index.html",
        found=found,
        agencies=queries.agencies_with_pledges(),
        agency_id=agency_id,
        counts=counts(day),
        next_sitting=next_sitting(day),
        kinds=list(LetterKind),
        today=day,
    )


@blueprint.get("/pressing/letters")
@requires(Permission.COUNCIL_READ)
def letters() -> str:
    """The runs of letters, the latest first."""
    day, page = today(), queries.runs(request.args.get("cursor"))
    return render_template("pressing/letters.html", page=page, counts=counts(day), today=day)


@blueprint.get("/pressing/unanswered")
@requires(Permission.COUNCIL_READ)
def unanswered() -> str:
    """Who did not explain or report by the term, the longest first."""
    day = today()
    late = queries.unanswered(day)
    waiting = [each for each in queries.unanswered(day, over=False) if each not in late]
    return render_template(
        "pressing/unanswered.html",
        lists=[(_("The term is over"), late), (_("Still within the term"), waiting)],
        counts={"unanswered": len(late)},
        today=day,
    )
