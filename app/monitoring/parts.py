"""The steps, shares and occurrences of pledges as rounds found them: in one round, or as was known on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.core.clock import local_day
from app.core.database import db
from app.council.successors import successors_on, with_successor
from app.monitoring.domain import FROZEN
from app.monitoring.models import Assessment, PartAssessment, Round
from app.pledges import queries as pledges
from app.pledges.domain import PartKind, Verdict
from app.pledges.models import PledgePart

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part with the verdict on it."""

    part: PledgePart
    verdict: Verdict = Verdict.NOT_ASSESSED
    completed_on: date | None = None
    reported_on: date | None = None
    note: str = ""
    acts: str = ""
    """Who must act for a share, where its agency was reorganised."""

    @property
    def kept(self) -> bool:
        return self.verdict is Verdict.KEPT

    @property
    def days_late(self) -> int:
        """Days between its deadline and its completion."""
        if self.part.due_on is None or self.completed_on is None:
            return 0
        return max((self.completed_on - self.part.due_on).days, 0)

    @property
    def called(self) -> str:
        """Short: the agency of a share, the words of anything else."""
        if self.part.agency is not None:
            return with_successor(self.part.agency.short_name or self.part.agency.name, self.acts)
        words = self.part.words
        return words if len(words) <= LONGEST_NAME else f"{words[:LONGEST_NAME].rstrip()}…"

    def is_due(self, day: date) -> bool:
        return self.part.due_on is not None and self.part.due_on <= day


def concerned(parts: Iterable[PledgePart], as_of: date) -> list[PledgePart]:
    """The parts a round looks at: every step and share that was promised or decided by its day, and the occurrences due by it."""
    return [
        part
        for part in parts
        if (part.decided_on is None or part.decided_on <= as_of)
        and (part.kind is not PartKind.OCCURRENCE or (part.due_on is not None and part.due_on <= as_of))
    ]


def parts_in_round(rows: Sequence[Assessment], as_of: date) -> dict[int, list[FoundPart]]:
    """By pledge, what the round found of each part so far; what it says nothing of stands as the last approved round left it."""
    parts = pledges.parts_of([row.pledge_id for row in rows])
    if not parts:
        return {}
    statement = sa.select(PartAssessment).where(PartAssessment.assessment_id.in_([row.id for row in rows]))
    found = {each.part_id: each for each in db.session.scalars(statement)}
    in_round = {
        pledge_id: [_in_round(part, found.get(part.id), as_of) for part in concerned(those, as_of)]
        for pledge_id, those in parts.items()
    }
    return _passed_on(in_round, as_of)


def _passed_on(found: dict[int, list[FoundPart]], day: date) -> dict[int, list[FoundPart]]:
    """Shares with who must act for them on the day; read only where there are shares."""
    if not any(each.part.agency_id for those in found.values() for each in those):
        return found
    known = successors_on(day)
    return {
        pledge_id: [replace(each, acts=known.names_today(each.part.agency_id)) for each in those]
        for pledge_id, those in found.items()
    }


def _in_round(part: PledgePart, told: PartAssessment | None, as_of: date) -> FoundPart:
    if told is not None:
        return FoundPart(part, told.verdict, told.completed_on, told.reported_on, told.note)
    if part.verdict_on is not None and part.verdict_on <= as_of:
        return FoundPart(part, part.verdict, part.completed_on)
    return FoundPart(part)


def parts_on(pledge_ids: Collection[int], day: date) -> dict[int, list[FoundPart]]:
    """By pledge, each part with the last verdict that was approved by the day. Two statements, three where there are shares."""
    parts = pledges.parts_of(pledge_ids)
    last = _last_approved(list(parts), day) if parts else {}
    by_pledge = {
        pledge_id: [
            FoundPart(part, told.verdict, told.completed_on, told.reported_on, told.note)
            if (told := last.get(part.id))
            else FoundPart(part)
            for part in those
            if part.decided_on is None or part.decided_on <= day
        ]
        for pledge_id, those in parts.items()
    }
    return _passed_on(by_pledge, day)


def _last_approved(pledge_ids: Collection[int], day: date) -> Mapping[int, PartAssessment]:
    statement = (
        sa.select(PartAssessment)
        .join(PartAssessment.assessment)
        .join(Assessment.round)
        .where(Assessment.pledge_id.in_(pledge_ids), Round.status.in_(FROZEN), Round.as_of <= day)
        .options(contains_eager(PartAssessment.assessment).contains_eager(Assessment.round))
        .order_by(Round.as_of, Round.number)
    )
    found: dict[int, PartAssessment] = {}
    for each in db.session.scalars(statement):
        approved_at = each.assessment.round.approved_at
        if approved_at is None or local_day(approved_at) <= day:
            found[each.part_id] = each
    return found


def owing(found: Iterable[FoundPart]) -> list[str]:
    """The agencies whose required share is not kept, each once."""
    shares = (each for each in found if each.part.kind is PartKind.SHARE)
    return list(dict.fromkeys(each.called for each in shares if each.part.required and not each.kept))


def who_owes(pledge_ids: Collection[int], day: date) -> dict[int, list[str]]:
    """By pledge, who still owed its share on a day; pledges nobody owes to are left out."""
    named = {pledge_id: owing(found) for pledge_id, found in parts_on(pledge_ids, day).items()}
    return {pledge_id: names for pledge_id, names in named.items() if names}


def who_owes_in_round(rows: Sequence[Assessment], as_of: date) -> dict[int, list[str]]:
    """The same by what the round found so far."""
    named = {pledge_id: owing(found) for pledge_id, found in parts_in_round(rows, as_of).items()}
    return {pledge_id: names for pledge_id, names in named.items() if names}


def unkept(found: Iterable[FoundPart]) -> tuple[str, ...]:
    """Every required part that is not kept, by what it is called."""
    return tuple(each.called for each in found if each.part.required and not each.kept)


@dataclass(frozen=True)
class Counted:
    """How many parts of a kind there are, were due, and were kept of them."""

    kind: PartKind
    total: int
    due: int
    kept: int


def counts(found: Iterable[FoundPart], day: date) -> list[Counted]:
    """By kind. Of occurrences only those due count; of steps and shares all of them."""
    by_kind: dict[PartKind, list[FoundPart]] = defaultdict(list)
    for each in found:
        by_kind[each.part.kind].append(each)
    return [
        Counted(
            kind,
            len(those),
            sum(each.is_due(day) for each in those),
            sum(each.kept for each in those),
        )
        for kind, those in by_kind.items()
    ]
