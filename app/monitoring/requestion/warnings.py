"""What would be wrong on the list for questioning again."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.documents.issuing.domain import Outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.warnings import Mend, PaperWarning, about_row
from app.monitoring.requestion.assembling import KIND
from app.monitoring.requestion.paper import RequestionDocument
from app.monitoring.requestion.queries import Candidate


def warnings_of(
    document: RequestionDocument, out: Outgoing, chosen: Sequence[Candidate]
) -> list[PaperWarning]:
    """The frame, then the rows without a deadline or somebody to question."""
    return [
        *about_frame(document, KIND, out),
        *(warning for row, each in enumerate(chosen, start=1) for warning in _about(row, each)),
    ]


def _about(row: int, found: Candidate) -> list[PaperWarning]:
    pledge = found.pledge
    lacking = (
        (pledge.person is None, _("nobody is named who answers for it")),
        (not pledge.deadline_words, _("no deadline")),
        (found.latest is None, _("no round has looked at it")),
    )
    return about_row(
        pledge.id, Mend.PLEDGE_PAGE, row, pledge.words, [said for is_lacking, said in lacking if is_lacking]
    )
