"""The course of a pledge's deadline, the decisions on following it, and the promises before and after, as known on a day."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from app.pledges import extensions, history, lineage
from app.pledges.domain import DeadlineCause, RequestStatus, Slip
from app.pledges.lineage import Lineage
from app.pledges.models import ClosingDecision, DeadlineChange, ExtensionRequest, Pledge, PledgeLink


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the course: a line of the deadline, or a request that moved nothing."""

    on: date
    line: DeadlineChange | None
    request: ExtensionRequest | None


@dataclass(frozen=True, slots=True)
class Course:
    """What is known on a day of the lines of a deadline, the requests, the decisions and the chain."""

    day: date
    lines: list[DeadlineChange]
    requests: list[ExtensionRequest]
    decisions: list[ClosingDecision]
    lineage: Lineage

    @property
    def pending(self) -> ExtensionRequest | None:
        """The request that waited on the day."""
        return next((each for each in self.requests if each.waits_on(self.day)), None)

    @property
    def extensions(self) -> int:
        """How many were granted by the day."""
        return sum(line.cause is DeadlineCause.EXTENSION for line in self.lines)

    @property
    def steps(self) -> list[Step]:
        """Every step in order of time, from the adoption on."""
        asked = {request.id: request for request in self.requests}
        moved = [Step(line.from_day, line, asked.get(line.extension_id or 0)) for line in self.lines]
        stayed = [Step(each.decided_on or each.received_on, None, each) for each in self._turned_down()]
        return sorted(moved + stayed, key=lambda step: step.on)

    @property
    def decided(self) -> list[ExtensionRequest]:
        """Requests granted, refused or taken back by the day."""
        return [each for each in self.requests if not each.waits_on(self.day)]

    @property
    def slip(self) -> Slip:
        """How far the promise slipped since the first day named in its chain."""
        return self.lineage.slip_on(self.day)

    def _turned_down(self) -> Iterator[ExtensionRequest]:
        return (each for each in self.decided if each.status is not RequestStatus.GRANTED)


def course_of(pledge: Pledge, *, day: date) -> Course:
    """Of what came after the day nothing is told."""
    return courses_of([pledge], day=day)[pledge.id]


def courses_of(pledges: Collection[Pledge], *, day: date) -> dict[int, Course]:
    """By pledge; four statements, however many they are and however long their histories."""
    ids = [pledge.id for pledge in pledges]
    links = [link for link in lineage.links_around(ids) if link.decided_on <= day]
    lines, requests = history.lines_of(ids), extensions.requests_of_all(ids)
    decisions = lineage.decisions_of_all(ids)
    return {
        pledge.id: Course(
            day=day,
            lines=[line for line in lines[pledge.id] if line.from_day <= day],
            requests=[each for each in requests.get(pledge.id, ()) if each.received_on <= day],
            decisions=[each for each in decisions[pledge.id] if each.from_day <= day],
            lineage=_own_chain(pledge, links),
        )
        for pledge in pledges
    }


def _own_chain(pledge: Pledge, links: list[PledgeLink]) -> Lineage:
    """The links before and after this very pledge."""
    whole = Lineage(pledge, links)
    own = {link.id for link in (*whole.earlier, *whole.later)}
    return Lineage(pledge, [link for link in links if link.id in own])
