"""What an agency sent, and what was decided on it, is compared with what the log took down then."""

import pytest
import sqlalchemy as sa

from app.core.database import db
from app.evidence.models import EvidenceFile
from app.reporting import commands
from app.reporting.domain import SubmissionStatus
from app.reporting.seals import compare_submissions
from tests.integration.reporting.test_life import hand_in, in_state, keep

SENT, RETURNED, ACCEPTED = SubmissionStatus.SENT, SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal",
}


def unguarded(*tables):
    """Without the triggers, as for somebody who may do anything with the database."""
    kind = db.engine.dialect.name
    for table in tables:
        for name in db.session.scalars(sa.text(TRIGGERS[kind]), {"table": table}).all():
            on = f" ON {table}" if kind == "postgresql" else ""
            db.session.execute(sa.text(f"DROP TRIGGER {name}{on}"))


def changed(statement):
    """What is found after the statement was carried out past the program."""
    unguarded("report_submissions", "submission_evidence")
    assert db.session.execute(sa.text(statement)).rowcount
    db.session.expire_all()
    return compare_submissions().faults


@pytest.mark.parametrize("status", list(SubmissionStatus))
def test_a_report_nobody_touched_is_whole(row, pledge, status):
    in_state(pledge, status)
    db.session.expire_all()
    found = compare_submissions()
    assert (found.faults, found.uncovered) == ([], 0)


def test_a_draft_is_its_agencys_own_and_covered_by_nothing(row, pledge):
    keep(pledge)
    assert changed("UPDATE report_submissions SET text = 'Viết lại'") == []


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (SENT, "text = 'Đã xong cả'"),
        (SENT, "value = 12"),
        (SENT, "asked_due_on = '2028-01-01'"),
        (RETURNED, "reported_on = '2026-11-01'"),
        (ACCEPTED, "sent_at = '2026-11-01 00:00:00'"),
    ],
)
def test_a_sent_report_changed_past_the_program_is_named(row, pledge, status, change):
    report = in_state(pledge, status)
    [fault] = changed(f"UPDATE report_submissions SET {change}")
    assert str(report.id) in fault


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE submission_evidence SET proves = 'Khác'",
        "DELETE FROM submission_evidence",
    ],
)
def test_a_file_of_a_sent_report_that_was_taken_off_or_said_to_prove_another_thing_is_named(
    row, pledge, change
):
    draft = hand_in(pledge)
    commands.send_report(draft=draft, expected_version=None, actor=None)
    assert compare_submissions().faults == []
    assert db.session.scalar(sa.select(sa.func.count(EvidenceFile.id))) == 1
    [fault] = changed(change)
    assert str(draft.id) in fault


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (RETURNED, "remark = 'Không thiếu gì'"),
        (RETURNED, "status = 'sent', remark = ''"),
        (ACCEPTED, "decided_at = '2026-11-01 00:00:00'"),
        (SENT, "status = 'returned', remark = 'Thiếu'"),
        (SENT, "status = 'draft'"),
    ],
)
def test_a_decision_changed_past_the_program_is_named(row, pledge, status, change):
    in_state(pledge, status)
    assert len(changed(f"UPDATE report_submissions SET {change}")) == 1
