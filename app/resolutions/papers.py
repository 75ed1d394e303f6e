"""The papers that go out when a resolution is adopted, before they are printed."""

from app.council.models import Council
from app.documents.domain import DocumentKind
from app.documents.printing import Manuscript
from app.resolutions.appendix import appendix_of
from app.resolutions.models import Resolution


def papers_of(resolution: Resolution, council: Council) -> list[Manuscript]:
    """What adoption issues, the main paper first, with the number and day the draft has now."""
    if resolution.adopted_on is None:
        raise ValueError("adoption has a day")
    document = appendix_of(resolution, council, as_issued=True)
    appendix = Manuscript(
        kind=DocumentKind.PLEDGE_APPENDIX,
        number=resolution.number or "",
        title=document.title.replace("\n", " "),
        issued_on=resolution.adopted_on,
        subject_type=Resolution.__name__,
        subject_id=resolution.id,
        document=document,
    )
    return [appendix]
