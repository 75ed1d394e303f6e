"""What would be wrong on the papers of a resolution if it were adopted as it is."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from app.council.models import Council
from app.documents import queries as documents
from app.documents.domain import LegalBasisUse
from app.documents.settings import queries as settings
from app.documents.settings.domain import PaperStyle
from app.documents.warnings import (
    Mend,
    PaperWarning,
    about_bases,
    about_head,
    about_number,
    about_row,
    about_signer,
    about_texts,
)
from app.documents.wording import lines_of
from app.pledges.clarity import Gap
from app.pledges.models import Pledge
from app.resolutions.assembling import has_text, resolution_of
from app.resolutions.models import Resolution


def warnings_of(
    resolution: Resolution, council: Council, pledges: Sequence[Pledge], unclear: Mapping[int, Sequence[Gap]]
) -> list[PaperWarning]:
    """The number, the signer, the text, then the rows of the appendix."""
    style = settings.paper_style()
    day = resolution.adopted_on
    number = resolution.number or ""
    symbol = number.partition("/")[2] or council.resolution_symbol
    given = documents.given_numbers(symbol, day.year) if day else {}
    return [
        *about_number(
            number,
            day,
            given,
            at_issue=style.number_at_issue,
            mend=Mend.RESOLUTION,
            record_id=resolution.id,
        ),
        *about_signer(
            resolution.signer_name,
            day,
            settings.signers(),
            mend=Mend.RESOLUTION,
            record_id=resolution.id,
        ),
        *(_about_text(resolution, council, style) if has_text(resolution) else ()),
        *(
            warning
            for row, pledge in enumerate(pledges, start=1)
            for warning in about_row(
                pledge.id, Mend.PLEDGE, row, pledge.words, [each.label for each in unclear.get(pledge.id, ())]
            )
        ),
    ]


def _about_text(resolution: Resolution, council: Council, style: PaperStyle) -> list[PaperWarning]:
    own = [
        (basis.words, basis.starts_on, basis.ends_on)
        for basis in settings.legal_bases()
        if basis.used_in is LegalBasisUse.RESOLUTION
    ]
    parts = {
        _("Legal bases"): resolution.legal_bases,
        _("Điều 1: assessment"): resolution.assessment,
        _("Điều 2: tasks"): resolution.tasks,
        _("Điều 3: responsibilities"): resolution.responsibilities,
        _("Recipients"): resolution.recipients or style.recipients,
    }
    return [
        *about_head(resolution_of(resolution, council, style=style, draft=True)),
        *about_bases(lines_of(resolution.legal_bases), resolution.adopted_on, own, record_id=resolution.id),
        *about_texts(parts, mend=Mend.TEXT, record_id=resolution.id),
    ]
