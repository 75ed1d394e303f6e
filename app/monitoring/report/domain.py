"""What is typed of the report on a round, and the news of it. Its figures are never typed."""

from dataclasses import dataclass

from app.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportWords:
    """The words of the report; a new line is a new paragraph."""

    addressee: str = ""
    """After "Kính gửi", one a line; a report to nobody above has none."""

    results: str = ""
    """What is said of the results beside the figures."""

    shortcomings: str = ""
    causes: str = ""
    solutions: str = ""
    proposals: str = ""
    recipients: str = ""


@dataclass(frozen=True, kw_only=True)
class RoundReportChanged(Event):
    """The words of the report on a round were written or changed."""


@dataclass(frozen=True, kw_only=True)
class RoundReportIssued(Event):
    """The report on a round was issued with its appendix; nothing of the round can change any more."""
