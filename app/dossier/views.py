"""The register, and one pledge's story."""

from flask import g, render_template, request

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.dossier import queries
from app.dossier.forms import SIZES, read_arrangement, read_filter
from app.dossier.story import get_dossier, tell_story

blueprint = council_blueprint("dossier", __name__)


@blueprint.get("/register")
@requires(Permission.COUNCIL_READ)
def register() -> str:
    """Every pledge of the council; filters and order stand in the address."""
    asked, arrangement = read_filter(request.args), read_arrangement(request.args)
    day, rules = today(), queries.rules_of(g.council)
    return render_template(
        "dossier/register.html",
        page=queries.register_page(
            asked,
            day=day,
            rules=rules,
            order=arrangement.order,
            descending=arrangement.descending,
            cursor=arrangement.cursor,
            size=arrangement.size,
        ),
        count=queries.count_register(asked, day=day, rules=rules),
        most_counted=queries.MOST_COUNTED,
        choices=queries.register_choices(),
        asked=asked,
        arrangement=arrangement,
        sizes=SIZES,
        today=day,
    )


@blueprint.get("/pledges/<int:pledge_id>")
@requires(Permission.COUNCIL_READ)
def pledge_page(pledge_id: int) -> str:
    """A pledge from the question to the latest verdict and what comes next."""
    day = today()
    dossier = get_dossier(pledge_id, day=day, rules=queries.rules_of(g.council))
    return render_template("dossier/pledge.html", dossier=dossier, pledge=dossier.pledge, story=tell_story(dossier), today=day)
