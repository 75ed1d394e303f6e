"""What would be wrong on the report of a round, and on the appendix that goes with it, if it were issued as it is."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.documents.issuing.domain import Outgoing
from app.documents.issuing.warnings import about_frame
from app.documents.warnings import Mend, PaperWarning, about_texts
from app.monitoring import warnings
from app.monitoring.models import Assessment, Round
from app.monitoring.report.assembling import KIND
from app.monitoring.report.domain import ReportWords
from app.monitoring.report.paper import RoundReportDocument


def warnings_of(
    round_: Round, document: RoundReportDocument, said: ReportWords, out: Outgoing, rows: Sequence[Assessment]
) -> list[PaperWarning]:
    """The frame, the sections without a word, then the rows of the appendix."""
    sections = {
        _("Shortcomings"): said.shortcomings,
        _("Causes"): said.causes,
        _("Solutions, new deadlines"): said.solutions,
        _("Proposals"): said.proposals,
    }
    return [
        *about_frame(document, KIND, out),
        *about_texts(sections, mend=Mend.REPORT, record_id=round_.id),
        *warnings.warnings_of(rows),
    ]
