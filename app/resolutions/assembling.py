"""The resolution as a paper, filled from the register; draft and issued paper differ in number, day and mark alone."""

from collections.abc import Sequence

from app.council.models import Council
from app.documents import queries as documents
from app.documents.domain import DocumentKind
from app.documents.settings.domain import PaperStyle, signature_of
from app.documents.wording import articles_of, broken_at_comma, ended, lines_of
from app.resolutions.documents import AppendixDocument
from app.resolutions.models import Resolution
from app.resolutions.paper import ResolutionDocument
from app.resolutions.usual_words import closing_words, deciding_body


def has_text(resolution: Resolution) -> bool:
    """Whether the resolution is written here; where it is written elsewhere, only its appendix is issued."""
    return bool(articles_of(_texts(resolution)))


def resolution_of(
    resolution: Resolution,
    council: Council,
    *,
    style: PaperStyle,
    draft: bool,
    appendices: Sequence[AppendixDocument] = (),
) -> ResolutionDocument:
    """The whole paper. A draft has neither number nor day, whatever was typed for them so far."""
    symbol = (resolution.number or "").partition("/")[2] or council.resolution_symbol
    sitting = resolution.session.sitting
    place = (f"Khóa {sitting.term.number} - {sitting.name}",) if sitting else ()
    return ResolutionDocument(
        council_name=council.name,
        title=broken_at_comma(resolution.title),
        draft=draft,
        margins=style.margins,
        letterhead=style.letterhead(
            council_name=council.name,
            place=council.place,
            number="" if draft else resolution.number or "",
            symbol=symbol,
            issued_on=None if draft else resolution.adopted_on,
        ),
        collective=(deciding_body(resolution, council), *place),
        legal_bases=lines_of(resolution.legal_bases),
        articles=articles_of(_texts(resolution)),
        closing=ended(closing_words(resolution, council)),
        signature=signature_of(
            capacity=resolution.signing_capacity, name=resolution.signer_name, title=resolution.signer_title
        ),
        recipients=style.recipient_lines(resolution.recipients),
        appendices=tuple(appendices),
    )


def issued_resolution(resolution: Resolution) -> ResolutionDocument | None:
    """The paper as it was issued; None where there is none."""
    issued = documents.find_current(
        kind=DocumentKind.RESOLUTION, subject_type=Resolution.__name__, subject_id=resolution.id
    )
    return ResolutionDocument.from_data(issued.data) if issued else None


def _texts(resolution: Resolution) -> tuple[str, ...]:
    return (resolution.assessment, resolution.tasks, resolution.responsibilities)
