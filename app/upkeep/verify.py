"""Everything that must never change, recomputed: each fault is a sentence, whatever is broken."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.queries import broken_lines
from app.audit.seals import Compared
from app.core.database import db
from app.core.tenancy import every_council
from app.documents.seals import broken_files as broken_papers
from app.documents.seals import compare_documents, compare_numbers
from app.evidence.seals import broken_files as broken_evidence
from app.evidence.seals import compare_evidence
from app.monitoring.seals import compare_reports, compare_rounds
from app.pledges.seals import compare_parts, compare_pledges, compare_requests
from app.pledges.told_histories import broken_histories
from app.pressing.seals import compare_steps
from app.reporting.seals import compare_submissions
from app.resolutions.seals import compare_resolutions
from app.upkeep.tables import snapshot_options

CHECKS: tuple[Callable[[], Iterable[str]], ...] = (
    broken_papers,
    broken_evidence,
    broken_lines,
    broken_histories,
)
COMPARISONS: tuple[Callable[[], Compared], ...] = (
    compare_documents,
    compare_numbers,
    compare_evidence,
    compare_resolutions,
    compare_pledges,
    compare_parts,
    compare_requests,
    compare_reports,
    compare_rounds,
    compare_steps,
    compare_submissions,
)


@dataclass(slots=True)
class Findings:
    """What is wrong, and how many decisions were taken before their digest was written into the log."""

    faults: list[str] = field(default_factory=list)
    uncovered: int = 0


def verify_all() -> Findings:
    """Everything, as it is at one moment."""
    findings = Findings()
    with every_council():
        _look_at_one_moment()
        findings.faults += _damage_of_the_database()
        for check in CHECKS:
            findings.faults += _carried_out(check)
        for comparison in COMPARISONS:
            findings.faults += _carried_out(partial(_compare, comparison, findings))
    return findings


def _compare(comparison: Callable[[], Compared], findings: Findings) -> list[str]:
    compared = comparison()
    findings.uncovered += compared.uncovered
    return compared.faults


def _look_at_one_moment() -> None:
    """What is written meanwhile is neither waited for nor half seen."""
    db.session.rollback()
    db.session.connection(execution_options=snapshot_options())


def _carried_out(check: Callable[[], Iterable[str]]) -> list[str]:
    """What the check finds; that it could not be finished, because something cannot even be read, is a finding too."""
    found: list[str] = []
    try:
        found.extend(check())
    except (sa.exc.SQLAlchemyError, ValueError, TypeError, LookupError, OSError) as unreadable:
        _look_at_one_moment()
        found.append(
            _(
                "A check came to no end, because something cannot be read: %(reason)s",
                reason=str(unreadable)[:300],
            )
        )
    return found


def _damage_of_the_database() -> Iterable[str]:
    """What SQLite says of its own file; PostgreSQL looks after itself."""
    if db.engine.dialect.name != "sqlite":
        return
    try:
        for (said,) in db.session.execute(sa.text("PRAGMA integrity_check(20)")):
            if said != "ok":
                yield _("The database file is damaged: %(said)s", said=said)
        for row in db.session.execute(sa.text("PRAGMA foreign_key_check")):
            yield _(
                "A row of %(table)s names one of %(parent)s that is not there.", table=row[0], parent=row[2]
            )
    except sa.exc.SQLAlchemyError as broken:
        db.session.rollback()
        yield _("The database file is damaged: %(said)s", said=str(broken)[:300])
