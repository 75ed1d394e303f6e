"""How far the reports are that a round waits for. Whoever receives them tells of those not logged yet; `app.subscriptions` says who."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.monitoring.domain import FROZEN, TAKES_REPORTS, ReportStanding, ReportState
from app.monitoring.models import Assessment, Round

Receiver = Callable[[int, Collection[int]], Mapping[int, ReportStanding]]
"""Asked with a round and pledges, tells of which of them a report waits or was returned."""

RECEIVERS: list[Receiver] = []


@dataclass(frozen=True, slots=True)
class Incoming:
    """How far the report of one row is, and by how many days it is late against the day the round looks at.

    `missed` says that it never came, or was never completed, before the round closed: no days are counted then.
    """

    standing: ReportStanding
    late: int
    missed: bool = False


def ask_also(receiver: Receiver) -> None:
    if receiver not in RECEIVERS:
        RECEIVERS.append(receiver)


def incoming_of(round_: Round, rows: Sequence[Assessment], *, day: date) -> dict[int, Incoming]:
    """By the id of the pledge; one statement for each receiver, however many rows."""
    told: dict[int, ReportStanding] = {}
    for receiver in RECEIVERS:
        told.update(receiver(round_.id, [row.pledge_id for row in rows]))
    found = {}
    for row in rows:
        missing = told.get(row.pledge_id, ReportStanding.MISSING)
        report = row.report if row.report and row.report.state is not ReportState.NOT_REPORTED else None
        standing = ReportStanding.REPORTED if report else missing
        reported_on = report.reported_on if report else None
        found[row.pledge_id] = Incoming(
            standing,
            days_late(round_, standing, reported_on=reported_on, day=day),
            is_missed(round_, standing),
        )
    return found


def is_missed(round_: Round, standing: ReportStanding) -> bool:
    """Whether a round closed without the report: it did not come, or was returned and not completed."""
    return round_.status in FROZEN and standing in (ReportStanding.MISSING, ReportStanding.RETURNED)


def days_late(round_: Round, standing: ReportStanding, *, reported_on: date | None, day: date) -> int:
    """Days after the day the round looks at: until the report, or until today while the round still takes reports.

    What was sent and waits to be accepted is with the council: nobody grows late meanwhile.
    """
    if standing is ReportStanding.REPORTED and reported_on is not None:
        return max(0, (reported_on - round_.as_of).days)
    waits = round_.status in TAKES_REPORTS and standing is not ReportStanding.WAITING
    return max(0, (day - round_.as_of).days) if waits else 0
