"""What approval froze is told from what somebody changed behind the guards."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.monitoring.domain import NewReport, ReportState
from app.monitoring.seals import compare_reports, compare_rounds
from app.pledges.domain import Verdict
from tests.integration.monitoring.test_commands import (
    AS_OF,
    approve,
    assessing,
    commands,
    judge,
    keep,
    pledges,
    rows_of,
)

__all__ = ["pledges"]


@pytest.fixture
def approved(pledges):
    round_ = assessing(pledges[:2])
    first, second = rows_of(round_)
    report = NewReport(state=ReportState.CLAIMS_DONE, reported_on=AS_OF, text="Xong")
    commands.log_report(assessment=first, new=report, actor=None)
    keep(first)
    judge(second, Verdict.UNSATISFACTORY, reason="Chưa đạt yêu cầu")
    approve(round_)
    db.session.expire_all()
    return round_


def guards_dropped(table: str) -> None:
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    names = sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    for name in db.session.scalars(names, {"table": table}).all():
        db.session.execute(sa.text(f"DROP TRIGGER {name}"))


def test_an_approved_round_and_its_reports_are_as_the_log_tells(approved):
    for compared in (compare_rounds(), compare_reports()):
        assert (compared.faults, compared.uncovered) == ([], 0)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("assessments", "UPDATE assessments SET reason = 'khác' WHERE verdict = 'unsatisfactory'"),
        ("assessments", "UPDATE assessments SET verdict = 'in_progress' WHERE verdict = 'unsatisfactory'"),
        ("assessments", "UPDATE assessments SET completed_on = '2026-10-02' WHERE verdict = 'kept'"),
        ("assessments", "DELETE FROM assessments WHERE verdict = 'unsatisfactory'"),
        ("assessment_evidence", "UPDATE assessment_evidence SET proves = 'điều khác'"),
        ("assessment_evidence", "DELETE FROM assessment_evidence"),
        ("rounds", "UPDATE rounds SET as_of = '2026-01-01'"),
        ("rounds", "UPDATE rounds SET approved_by_id = NULL, approved_at = '2026-01-01 00:00:00'"),
        ("rounds", "UPDATE rounds SET status = 'assessing'"),
    ],
)
def test_a_verdict_changed_behind_the_guards_is_named(approved, table, statement):
    guards_dropped(table)
    assert db.session.execute(sa.text(statement)).rowcount
    assert compare_rounds().faults


@pytest.mark.parametrize(
    "statement", ["UPDATE agency_reports SET text = 'khác'", "UPDATE agency_reports SET figure = '9'"]
)
def test_a_report_changed_behind_the_guards_is_named(approved, statement):
    guards_dropped("agency_reports")
    assert db.session.execute(sa.text(statement)).rowcount
    assert compare_reports().faults
