"""What was issued to the agency: letters that remind it, ask it for a report or demand an explanation."""

from flask import Response, g, render_template, request

from app.accounts.domain import Role
from app.core.clock import today
from app.core.downloads import as_download
from app.core.permissions import Permission, requires
from app.documents.domain import file_name
from app.documents.queries import read_issued, replaced_by
from app.reporting import mine
from app.reporting.letters import addressed_to, count_letters, get_own_paper, letter_page
from app.reporting.views.pages import blueprint, own_agency


def spoken_for() -> list[int]:
    """The agencies the person signed in speaks for, and those whose work came to them."""
    named = [each.agency_id for each in g.memberships if each.role is Role.AGENCY]
    return addressed_to([each for each in named if each is not None])


@blueprint.get("/my-reports/letters")
@requires(Permission.OWN_REPORT)
def letters() -> str:
    """Each with its number, its day, and by when an answer is asked for."""
    agency_ids, day = spoken_for(), today()
    page = letter_page(agency_ids, cursor=request.args.get("cursor"))
    return render_template(
        "reporting/letters.html",
        page=page,
        replaced=replaced_by([each.paper for each in page.rows]),
        counts=mine.own_counts(own_agency() or 0, day=day),
        letters=count_letters(agency_ids),
        agency_id=own_agency(),
        today=day,
    )


@blueprint.get("/my-reports/letters/<int:document_id>/file")
@requires(Permission.OWN_REPORT)
def letter_file(document_id: int) -> Response:
    """The stored file as it was issued."""
    paper = get_own_paper(document_id, agency_ids=spoken_for())
    name = file_name(paper.full_number, paper.kind)
    return as_download(read_issued(paper), media_type=paper.media_type, name=name)
