"""Forms of the report on a round."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from app.core.forms import LongField
from app.core.submit import EntryForm
from app.documents.issuing.forms import OutgoingForm
from app.monitoring.report.domain import ReportWords


class ReportWordsForm(EntryForm):
    """The words of the report; the figures come from the round."""

    addressee = LongField(_l("To (Kính gửi)"), most=3000)
    results = LongField(_l("Results beside the figures"))
    shortcomings = LongField(_l("Shortcomings"))
    causes = LongField(_l("Causes"))
    solutions = LongField(_l("Solutions, new deadlines"))
    proposals = LongField(_l("Proposals"))
    recipients = LongField(_l("Recipients"), most=3000)

    def to_input(self) -> ReportWords:
        return ReportWords(**{name: self[name].data or "" for name in ReportWords.__dataclass_fields__})


class ReportIssueForm(OutgoingForm):
    """Addressee and recipients stand among the words of the report."""

    appendix_inside = BooleanField(_l("The appendix stands in the file of the report"), default=True)
