"""What the world may know of an issued paper by the code printed on it: reads only, over all councils."""

from dataclasses import dataclass
from datetime import date

from app.core.tenancy import every_council
from app.documents import listing, queries
from app.documents.domain import DocumentKind
from app.documents.models import IssuedDocument


@dataclass(frozen=True, kw_only=True)
class PublicPaper:
    """A paper as its public page shows it: what its own head says, how to recognise its file, whether it still stands."""

    kind: DocumentKind
    number: str
    title: str
    issued_on: date
    body: str
    """Who issued it."""

    code: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The paper of a code with those that replaced, corrected or enclose it."""

    paper: PublicPaper
    replaced_by: PublicPaper | None
    corrected_by: tuple[PublicPaper, ...]
    replaces: PublicPaper | None
    corrects: PublicPaper | None
    enclosures: tuple[PublicPaper, ...]


def verified(code: str) -> Verified | None:
    """The paper of that code; None where no paper has it."""
    with every_council():
        document = queries.find_by_code(code)
        if document is None:
            return None
        around = listing.around(document)
        return Verified(
            paper=_shown(document),
            replaced_by=_shown(around.fate.replaced_by) if around.fate.replaced_by else None,
            corrected_by=tuple(map(_shown, around.fate.corrected_by)),
            replaces=_shown(around.replaces) if around.replaces else None,
            corrects=_shown(around.corrects) if around.corrects else None,
            enclosures=tuple(map(_shown, around.enclosures)),
        )


def _shown(document: IssuedDocument) -> PublicPaper:
    return PublicPaper(
        kind=document.kind,
        number=document.full_number,
        title=document.title,
        issued_on=document.issued_on,
        body=str(document.data.get("council_name", "")),
        code=document.code,
        sha256=document.sha256,
        size=document.size,
        pages=document.pages,
    )
