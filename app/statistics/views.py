"""The statistics of a council on a day, and what changed since an earlier one."""

from flask import g, render_template, request

from app.core.addresses import read_code
from app.core.as_of import read_as_of
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.pledges.standing import standing
from app.statistics import domain, queries
from app.statistics.addresses import Leads, read_scope, read_since, scope_in_address

Page = str | tuple[str, int]

blueprint = council_blueprint("statistics", __name__)


@blueprint.get("/statistics")
@requires(Permission.COUNCIL_READ)
def index() -> Page:
    """Every count with its rule; each figure leads to its pledges in the register."""
    as_of, scope = read_as_of(request.args), read_scope(request.args)
    grouping = read_code(domain.Grouping, request.args.get("by")) or domain.Grouping.ACTING_AGENCY
    since, at = read_since(request.args, as_of), standing(as_of)
    span = domain.Span(since.day, as_of.day)
    page = render_template(
        "statistics/index.html",
        whole=queries.total(scope, at),
        lines=queries.counts_by(grouping, scope, at),
        changes=queries.changes(scope, span, at),
        narrowed=queries.scope_names(scope),
        kept_in_address=scope_in_address(scope),
        leads=Leads(scope, as_of),
        grouping=grouping,
        as_of=as_of,
        since=since,
        span=span,
        rules=domain,
        council=g.council,
    )
    return page, 422 if as_of.refused or since.refused else 200
