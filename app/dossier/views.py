"""The register, and one pledge's story."""

from flask import g, render_template, request
from flask_security import current_user

from app.core.as_of import read_as_of
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.council.queries import work_calendar
from app.council.successors import successors_on
from app.dossier import queries
from app.dossier.addresses import SIZES, read_arrangement, read_filter
from app.dossier.domain import ExtensionMark
from app.dossier.engaging import engagement_of
from app.dossier.following import following_of
from app.dossier.story import get_dossier, tell_story
from app.dossier.undated import undated_pledges
from app.monitoring.parts import who_owes
from app.pledges.clarity import gaps, own_vague_words
from app.pledges.deadlines import DeadlineKind
from app.pledges.domain import ClosingReason, Lifecycle, TimeStatus, Verdict
from app.pledges.readings import shown_reading
from app.pledges.standing import standing
from app.pledges.waiting.page import waits_of
from app.selection.asking_again.queries import answers_about

Page = str | tuple[str, int]
COUNTED = frozenset({DeadlineKind.RELATIVE, DeadlineKind.RELATIVE_WORKING})

blueprint = council_blueprint("dossier", __name__)


@blueprint.get("/register")
@requires(Permission.COUNCIL_READ)
def register() -> Page:
    """Every pledge of the council; filters and order stand in the address."""
    asked, arrangement = read_filter(request.args), read_arrangement(request.args)
    as_of, rules = read_as_of(request.args), queries.rules_of(g.council)
    at = standing(as_of)
    found = queries.register_page(
        asked,
        at=at,
        rules=rules,
        order=arrangement.order,
        descending=arrangement.descending,
        cursor=arrangement.cursor,
        size=arrangement.size,
    )
    page = render_template(
        "dossier/register.html",
        page=found,
        owing=who_owes([row.id for row in found.rows if row.lifecycle is Lifecycle.ADOPTED], as_of.day),
        count=queries.count_register(asked, at=at, rules=rules),
        most_counted=queries.MOST_COUNTED,
        choices=queries.register_choices(),
        narrowed=queries.narrowed_to(asked),
        times=TimeStatus.choices(),
        verdicts=Verdict.choices(),
        lifecycles=Lifecycle.choices(),
        marks=ExtensionMark.choices(),
        closings=ClosingReason.choices(),
        asked=asked,
        arrangement=arrangement,
        sizes=SIZES,
        as_of=as_of,
        today=as_of.day,
    )
    return page, 422 if as_of.refused else 200


@blueprint.get("/undated")
@requires(Permission.COUNCIL_READ)
def undated() -> str:
    """The adopted pledges without a day, by what they wait for."""
    found = undated_pledges()
    total = sum(map(len, found.values()))
    return render_template("dossier/undated.html", found=found, total=total, successors=successors_on())


@blueprint.get("/pledges/<int:pledge_id>")
@requires(Permission.COUNCIL_READ)
def pledge_page(pledge_id: int) -> Page:
    """A pledge from the question to the latest verdict and what comes next."""
    as_of, council = read_as_of(request.args), g.council
    dossier = get_dossier(pledge_id, at=standing(as_of), rules=queries.rules_of(council))
    pledge = dossier.pledge
    page = render_template(
        "dossier/pledge.html",
        dossier=dossier,
        pledge=pledge,
        story=tell_story(dossier),
        following=following_of(dossier, as_of.day),
        engaged=engagement_of(pledge, user_id=current_user.id, memberships=g.memberships),
        waits=waits_of(pledge, dossier.anchors),
        questioned_again=dossier.questioned_again,
        repeats=answers_about(pledge),
        gaps=[gap.label for gap in gaps(pledge, own_vague_words(council.vague_words))]
        if pledge.lifecycle == "draft"
        else [],
        reading=shown_reading(
            pledge.deadline_words,
            said_on=pledge.answer.answered_on,
            before_is_inclusive=council.before_is_inclusive,
            calendar=work_calendar() if pledge.deadline_kind in COUNTED else None,
        ),
        as_of=as_of,
        today=as_of.day,
    )
    return page, 422 if as_of.refused else 200
