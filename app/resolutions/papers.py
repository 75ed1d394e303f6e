"""The papers that go out when a resolution is adopted, before they are printed."""

from dataclasses import replace

from app.core.database import db
from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument
from app.documents.numbering import unnumbered
from app.documents.paper import Copy, Paper
from app.documents.printing import Manuscript
from app.documents.settings.queries import paper_style
from app.resolutions import queries
from app.resolutions.appendix import appendix_of
from app.resolutions.assembling import has_text, resolution_of
from app.resolutions.models import Resolution
from app.resolutions.paper import ResolutionDocument


def papers_of(resolution: Resolution, council: Council, *, electronic: bool = False) -> list[Manuscript]:
    """What adoption issues, the main paper first, with the number and day the draft has now.

    The resolution with its appendix in one file or in two; the appendix alone where the resolution is written elsewhere.
    """
    copy = Copy.ELECTRONIC if electronic else Copy.PAPER
    appendix = replace(appendix_of(resolution, council, as_issued=True), copy=copy)
    if not has_text(resolution):
        return [_manuscript(resolution, council.resolution_symbol, DocumentKind.PLEDGE_APPENDIX, appendix)]
    document = resolution_of(resolution, council, style=paper_style(), draft=False)
    if resolution.appendix_inside:
        whole = replace(document, appendices=(appendix,))
        return [_manuscript(resolution, council.resolution_symbol, DocumentKind.RESOLUTION, whole)]
    return [
        _manuscript(resolution, council.resolution_symbol, DocumentKind.RESOLUTION, document),
        _manuscript(resolution, council.resolution_symbol, DocumentKind.PLEDGE_APPENDIX, appendix),
    ]


def draft_of(resolution: Resolution, council: Council) -> ResolutionDocument:
    """The resolution as it would be issued now, marked as a draft, its appendix in the same file where it will be so."""
    document = resolution_of(resolution, council, style=paper_style(), draft=True)
    if not resolution.appendix_inside:
        return document
    return replace(document, appendices=(replace(appendix_of(resolution, council), draft=True),))


def with_todays_data(issued: IssuedDocument) -> Paper:
    """The issued paper as the register would fill it today; what adoption froze is the same."""
    resolution = queries.get_resolution(issued.subject_id)
    papers = papers_of(resolution, db.session.get_one(Council, resolution.council_id))
    return next(each.document for each in papers if each.kind is issued.kind)


def _manuscript(resolution: Resolution, symbol: str, kind: DocumentKind, document: Paper) -> Manuscript:
    if resolution.adopted_on is None:
        raise ValueError("adoption has a day")
    return Manuscript(
        kind=kind,
        number=resolution.number or unnumbered(symbol),
        title=document.title.replace("\n", " "),
        issued_on=resolution.adopted_on,
        subject_type=Resolution.__name__,
        subject_id=resolution.id,
        document=document,
    )
