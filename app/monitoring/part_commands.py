"""Writing what a round finds of the parts of a pledge, within the assessment of the whole."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.records import put
from app.monitoring.domain import PartVerdict
from app.monitoring.models import Assessment, PartAssessment, Round
from app.monitoring.parts import FoundPart, concerned, parts_in_round
from app.monitoring.rules import check_part
from app.pledges import queries as pledges
from app.pledges.commands import note_part_verdict
from app.pledges.domain import Verdict
from app.pledges.models import PledgePart


def write_part_verdicts(assessment: Assessment, verdicts: Sequence[PartVerdict | None]) -> dict[str, Any]:
    """Write what was found of each part; the changes, for the event. A broken rule names its row: "parts-0-completed_on"."""
    round_ = assessment.round
    offered = {
        part.id: part
        for part in concerned(pledges.parts_of([assessment.pledge_id])[assessment.pledge_id], round_.as_of)
    }
    statement = sa.select(PartAssessment).where(PartAssessment.assessment_id == assessment.id)
    stored = {each.part_id: each for each in db.session.scalars(statement)}
    changes: dict[str, Any] = {}
    for at, new in enumerate(verdicts):
        part = offered.get(new.part_id) if new is not None else None
        if new is None or part is None:
            raise DomainError(N_("This part does not belong to the pledge."))
        _check(new, assessment, at)
        before, now = _values(stored.get(part.id)), _values(new)
        if before != now:
            _write(assessment, part, new, stored.get(part.id))
            changes[f"part {part.id}"] = [before, now]
    db.session.flush()
    return changes


def _check(new: PartVerdict, assessment: Assessment, at: int) -> None:
    try:
        check_part(new, promised_on=assessment.pledge.session.held_on, until=assessment.round.as_of)
    except DomainError as error:
        error.field = f"parts-{at}-{error.field}"
        raise


COLUMNS = ("verdict", "completed_on", "reported_on", "note")


def _values(told: PartAssessment | PartVerdict | None) -> dict[str, Any]:
    if told is None:
        return {"verdict": Verdict.NOT_ASSESSED.value}
    values = {name: json_ready(getattr(told, name)) for name in COLUMNS}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _write(assessment: Assessment, part: PledgePart, new: PartVerdict, stored: PartAssessment | None) -> None:
    if stored is None:
        stored = PartAssessment(assessment_id=assessment.id, part_id=part.id)
        db.session.add(stored)
    put(stored, {name: getattr(new, name) for name in COLUMNS})


def found_parts(assessment: Assessment) -> list[FoundPart]:
    """What stands of the parts in this round, the latest writing included."""
    return parts_in_round([assessment], assessment.round.as_of).get(assessment.pledge_id, [])


def settle_parts(rows: Sequence[Assessment], round_: Round) -> None:
    """Let the verdicts stand on the parts, unless a round that looked at a later day already has one there."""
    ids = [row.id for row in rows]
    found = db.session.scalars(sa.select(PartAssessment).where(PartAssessment.assessment_id.in_(ids)))
    told = {each.part_id: each for each in found if each.verdict is not Verdict.NOT_ASSESSED}
    for part in db.session.scalars(sa.select(PledgePart).where(PledgePart.id.in_(list(told)))):
        if part.verdict_on is not None and part.verdict_on > round_.as_of:
            continue
        verdict = told[part.id]
        note_part_verdict(
            part=part, verdict=verdict.verdict, verdict_on=round_.as_of, completed_on=verdict.completed_on
        )
