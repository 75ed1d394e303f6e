"""The register, and one pledge's story."""

from flask import g, render_template, request

from app.core.clock import today
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.dossier import queries
from app.dossier.addresses import SIZES, read_arrangement, read_filter
from app.dossier.story import get_dossier, tell_story
from app.pledges.clarity import gaps, own_vague_words
from app.pledges.domain import Lifecycle, TimeStatus, Verdict
from app.pledges.readings import shown_reading

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
        times=TimeStatus.choices(),
        verdicts=Verdict.choices(),
        lifecycles=Lifecycle.choices(),
        asked=asked,
        arrangement=arrangement,
        sizes=SIZES,
        today=day,
    )


@blueprint.get("/pledges/<int:pledge_id>")
@requires(Permission.COUNCIL_READ)
def pledge_page(pledge_id: int) -> str:
    """A pledge from the question to the latest verdict and what comes next."""
    day, council = today(), g.council
    dossier = get_dossier(pledge_id, day=day, rules=queries.rules_of(council))
    pledge = dossier.pledge
    return render_template(
        "dossier/pledge.html",
        dossier=dossier,
        pledge=pledge,
        story=tell_story(dossier),
        gaps=[gap.label for gap in gaps(pledge, own_vague_words(council.vague_words))]
        if pledge.lifecycle == "draft"
        else [],
        reading=shown_reading(
            pledge.deadline_words,
            said_on=pledge.answer.answered_on,
            before_is_inclusive=council.before_is_inclusive,
        ),
        today=day,
    )
