"""The statistics of a council on a day, and what changed since an earlier one."""

from flask import Response, g, render_template, request
from flask_babel import gettext as _

from app.core.addresses import read_code
from app.core.as_of import read_as_of
from app.core.downloads import as_download, as_preview
from app.core.pdf import preview_pdf
from app.core.permissions import Permission, requires
from app.core.web import council_blueprint
from app.documents.printing import print_paper
from app.documents.tables.word import write_tables
from app.documents.word import DOCX
from app.pledges.standing import standing
from app.statistics import domain, queries
from app.statistics.addresses import Leads, read_scope, read_since, scope_in_address
from app.statistics.sheet.assembling import Counted, statistics_paper
from app.statistics.sheet.paper import StatisticsDocument

Page = str | tuple[str, int]

blueprint = council_blueprint("statistics", __name__)


@blueprint.get("/statistics/print.pdf")
@requires(Permission.COUNCIL_READ)
def print_statistics() -> Response:
    """What the page tells, with its bars, on paper."""
    return as_preview(preview_pdf(print_paper, _paper()).content)


@blueprint.get("/statistics/print.docx")
@requires(Permission.COUNCIL_READ)
def word_of_statistics() -> Response:
    return as_download(write_tables(_paper()), media_type=DOCX, name=_("Statistics") + ".docx")


def _paper() -> StatisticsDocument:
    as_of, scope = read_as_of(request.args), read_scope(request.args)
    since, at = read_since(request.args, as_of), standing(as_of)
    refused = as_of.refused or since.refused
    if refused is not None:
        raise refused
    span, grouping = domain.Span(since.day, as_of.day), _grouping()
    counted = Counted(
        span=span,
        whole=queries.total(scope, at),
        changes=queries.changes(scope, span, at),
        grouping=grouping,
        lines=queries.counts_by(grouping, scope, at),
        narrowed=queries.scope_names(scope),
    )
    return statistics_paper(g.council, counted)


def _grouping() -> domain.Grouping:
    return read_code(domain.Grouping, request.args.get("by")) or domain.Grouping.ACTING_AGENCY


@blueprint.get("/statistics")
@requires(Permission.COUNCIL_READ)
def index() -> Page:
    """Every count with its rule; each figure leads to its pledges in the register."""
    as_of, scope = read_as_of(request.args), read_scope(request.args)
    grouping = _grouping()
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
