"""What would be wrong on the follow-up appendix of a round if it were issued as it is."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.documents.warnings import Mend, PaperWarning, about_row
from app.monitoring.models import Assessment
from app.pledges.domain import Verdict


def warnings_of(rows: Sequence[Assessment]) -> list[PaperWarning]:
    """Rows without a verdict, a report, a deadline or a person who answers for the pledge."""
    return [warning for row in rows for warning in _about(row)]


def _about(row: Assessment) -> list[PaperWarning]:
    pledge = row.pledge
    lacking = (
        (row.verdict is Verdict.NOT_ASSESSED, _("no verdict")),
        (row.report is None, _("no report of the agency")),
        (not pledge.deadline_words, _("no deadline")),
        (pledge.person is None, _("nobody is named who answers for it")),
    )
    said = [words for is_lacking, words in lacking if is_lacking]
    return about_row(row.id, Mend.ROUND_ROW, pledge.row_number or 0, pledge.words, said)
