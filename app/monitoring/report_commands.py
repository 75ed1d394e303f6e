"""Writing down what agencies reported, with the files that came along."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from app.accounts.models import User
from app.core.clock import today
from app.core.database import db, json_ready
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about
from app.evidence.commands import keep_file
from app.evidence.domain import CheckedFile
from app.monitoring.domain import NewReport, Proof, ReportLogged
from app.monitoring.models import AgencyReport, ReportEvidence
from app.monitoring.rules import check_report
from app.monitoring.seals import seal_of_report
from app.pledges.models import Pledge, PledgePart


def enter_report(
    *,
    pledge: Pledge,
    new: NewReport,
    actor: User | None,
    round_id: int | None = None,
    agency_id: int | None = None,
    proofs: Sequence[Proof] = (),
) -> AgencyReport:
    """Enter a report, of a round or between two. It stands for good, and so do the files that came with it.

    It is the report of `agency_id`, else of who must act.
    """
    check_report(new, promised_on=pledge.session.held_on, today=today())
    check_proofs(pledge.id, proofs)
    report = AgencyReport(
        pledge_id=pledge.id,
        round_id=round_id,
        agency_id=agency_id or pledge.acting_agency_id,
        logged_by_id=actor.id if actor else None,
        **asdict(new),
    )
    db.session.add(report)
    db.session.flush()
    db.session.add_all(ReportEvidence(report_id=report.id, **asdict(each)) for each in proofs)
    db.session.flush()
    told: dict[str, Any] = {name: json_ready(value) for name, value in asdict(new).items() if value}
    if proofs:
        told["evidence"] = [each.evidence_id for each in proofs]
    details = {"pledge": pledge.code, **told, "digest": seal_of_report(report)}
    publish(ReportLogged(**about(report, actor), details=details))
    return report


def keep_proofs(
    *, files: Iterable[CheckedFile], proves: str, part_id: int | None, actor: User | None
) -> list[Proof]:
    """Keep files that were checked and show one and the same thing."""
    kept = [keep_file(checked=checked, actor=actor) for checked in files]
    return [Proof(evidence_id=each.id, proves=proves, part_id=part_id) for each in kept]


def check_proofs(pledge_id: int, proofs: Iterable[Proof]) -> None:
    """What a file shows a part of is a part of this very pledge."""
    named = {each.part_id for each in proofs if each.part_id is not None}
    if not named:
        return
    known = db.session.scalars(sa.select(PledgePart.id).where(PledgePart.pledge_id == pledge_id))
    if named - set(known):
        raise DomainError(N_("Choose a part of this pledge."), field="part_id")
