"""Who reports before a sitting, and when that is late: pure rules."""

from dataclasses import dataclass
from datetime import date

from app.core.errors import N_, DomainError
from app.core.events import Event


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who must report: the office that answers today for what is open, else the agency."""

    office_id: int | None = None
    agency_id: int | None = None

    @property
    def key(self) -> str:
        """As a form names it: "office-12"."""
        return f"office-{self.office_id}" if self.office_id else f"agency-{self.agency_id}"


def respondent_of(key: str) -> Respondent | None:
    """The respondent a form named; None for what names none.

    >>> respondent_of("office-12")
    Respondent(office_id=12, agency_id=None)
    """
    kind, _, number = key.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):  # noqa: PLR2004 - fits an integer
        return None
    return {"office": Respondent(office_id=int(number)), "agency": Respondent(agency_id=int(number))}.get(
        kind
    )


@dataclass(frozen=True, kw_only=True)
class NewSittingReport:
    """A report that came."""

    respondent: Respondent
    received_on: date
    document_number: str = ""
    note: str = ""


def days_late(received_on: date | None, due_on: date | None, *, today: date) -> int:
    """Days after the last day that keeps the limit, until the report came or until today; 0 in time."""
    if due_on is None:
        return 0
    return max(((received_on or today) - due_on).days, 0)


def check_report(new: NewSittingReport, *, today: date) -> None:
    if new.received_on > today:
        raise DomainError(N_("A report is logged once it has come."), field="received_on")


@dataclass(frozen=True, kw_only=True)
class SittingReportLogged(Event):
    """A report before a sitting came."""


@dataclass(frozen=True, kw_only=True)
class SittingReportWithdrawn(Event):
    """A report before a sitting had been logged by mistake."""
