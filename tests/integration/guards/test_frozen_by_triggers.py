"""What was decided cannot be changed, not even by SQL."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from app.core.database import db
from tests import factories


def refused(statement: str, **values: object) -> None:
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(sa.text(statement), values)


def allowed(statement: str, **values: object) -> None:
    with db.session.begin_nested():
        db.session.execute(sa.text(statement), values)


@pytest.fixture
def adopted(council):
    pledge = factories.make_pledge(council.id)
    factories.adopt(pledge)
    return pledge


@pytest.mark.parametrize(
    "change",
    [
        "words = 'điều khác'",
        "deadline_words = 'năm sau'",
        "original_due_on = '2030-01-01'",
        "original_due_on = NULL",
        "row_number = 99",
        "lifecycle = 'draft'",
        "expected_result = ''",
        "code = 'X'",
    ],
)
def test_sql_cannot_change_what_was_adopted(adopted, change):
    refused(f"UPDATE pledges SET {change} WHERE id = :id", id=adopted.id)


def test_a_bulk_update_cannot_either(adopted):
    refused("UPDATE pledges SET words = words || '.'")


def test_an_adopted_pledge_cannot_be_deleted_or_replaced(adopted):
    refused("DELETE FROM pledges WHERE id = :id", id=adopted.id)


def test_the_verdict_and_the_deadline_in_force_of_an_adopted_pledge_may_move(adopted):
    allowed(
        "UPDATE pledges SET verdict = 'in_progress', effective_due_on = '2027-01-31' WHERE id = :id",
        id=adopted.id,
    )


def test_a_draft_may_change(council):
    pledge = factories.make_pledge(council.id)
    allowed("UPDATE pledges SET words = 'lời khác' WHERE id = :id", id=pledge.id)


def test_the_agencies_of_an_adopted_pledge_are_frozen(adopted):
    agency = factories.make_agency(adopted.council_id)
    refused(
        "INSERT INTO pledge_coordinators (council_id, pledge_id, agency_id, position) VALUES (:c, :p, :a, 1)",
        c=adopted.council_id, p=adopted.id, a=agency.id,
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    ["baseline = '9'", "baseline_on = '2020-01-01'", "target = '1'", "unit = 'km'", "measure = 'khác'"],
)
def test_the_measure_of_an_adopted_pledge_is_frozen(adopted, change):
    refused(f"UPDATE pledges SET {change} WHERE id = :id", id=adopted.id)


@pytest.fixture
def step(council):
    from app.pledges.models import PledgePart

    pledge = factories.make_pledge(council.id)
    made = PledgePart(
        council_id=council.id, pledge_id=pledge.id, kind="step", words="Khởi công", due_on=date(2026, 9, 1)
    )
    db.session.add(made)
    db.session.flush()
    allowed("UPDATE pledge_parts SET words = 'Khởi công sớm' WHERE id = :id", id=made.id)
    factories.adopt(pledge)
    return made


@pytest.mark.parametrize(
    "change",
    [
        "words = 'khác'",
        "due_on = '2030-01-01'",
        "due_words = 'sau'",
        "required = false",
        "must_show = 'x'",
        "kind = 'occurrence'",
    ],
)
def test_the_parts_of_an_adopted_pledge_are_frozen(step, change):
    refused(f"UPDATE pledge_parts SET {change} WHERE id = :id", id=step.id)
    refused("DELETE FROM pledge_parts WHERE id = :id", id=step.id)


def test_the_verdict_on_a_part_of_an_adopted_pledge_may_be_noted(step):
    allowed(
        "UPDATE pledge_parts SET verdict = 'kept', completed_on = '2026-08-30' WHERE id = :id", id=step.id
    )


@pytest.mark.parametrize(
    "change",
    ["number = '1/NQ-HĐND'", "adopted_on = '2020-01-01'", "status = 'draft'", "signer_name = 'ai khác'"],
)
def test_an_adopted_resolution_is_frozen(adopted, change):
    refused(f"UPDATE resolutions SET {change} WHERE id = :id", id=adopted.resolution_id)
    refused("DELETE FROM resolutions WHERE id = :id", id=adopted.resolution_id)


@pytest.fixture
def approved(adopted):
    from app.monitoring.models import Assessment

    made = factories.make_round(adopted.council_id)
    assessment = Assessment(
        council_id=adopted.council_id,
        round_id=made.id,
        pledge_id=adopted.id,
        verdict="in_progress",
        reason="",
    )
    db.session.add(assessment)
    db.session.flush()
    allowed("UPDATE rounds SET status = 'approved' WHERE id = :id", id=made.id)
    return made, assessment


@pytest.mark.parametrize("change", ["verdict = 'not_started'", "reason = 'x'", "completed_on = '2026-01-01'"])
def test_the_assessments_of_an_approved_round_are_frozen(approved, change):
    _round, assessment = approved
    refused(f"UPDATE assessments SET {change} WHERE id = :id", id=assessment.id)
    refused("DELETE FROM assessments WHERE id = :id", id=assessment.id)


def test_an_approved_round_can_only_be_issued_and_then_nothing(approved):
    made, _assessment = approved
    refused("UPDATE rounds SET status = 'assessing' WHERE id = :id", id=made.id)
    refused("UPDATE rounds SET as_of = '2020-01-01' WHERE id = :id", id=made.id)
    allowed("UPDATE rounds SET status = 'issued' WHERE id = :id", id=made.id)
    refused("UPDATE rounds SET title = 'x' WHERE id = :id", id=made.id)
    refused("DELETE FROM rounds WHERE id = :id", id=made.id)


def test_an_issued_document_is_never_changed_or_removed(council):
    from app.documents.models import IssuedDocument

    document = IssuedDocument(
        council_id=council.id, kind="pledge_appendix", number="1/NQ-HĐND", title="Phụ lục", issued_on=date(2026, 7, 10),
        subject_type="Resolution", subject_id=1, sha256="0" * 64, size=1, pages=1, media_type="application/pdf", data={}, template_version="1",
    )  # fmt: skip
    db.session.add(document)
    db.session.flush()
    refused("UPDATE issued_documents SET number = '2' WHERE id = :id", id=document.id)
    refused("DELETE FROM issued_documents WHERE id = :id", id=document.id)


def test_an_audit_line_is_never_changed_removed_or_replaced(council):
    from app.audit.handlers import record
    from app.audit.models import AuditEntry
    from app.core.events import Event

    record(Event(actor_id=None, council_id=council.id, subject_type="Thử", subject_id=1))
    seq = db.session.scalar(sa.select(sa.func.max(AuditEntry.seq)))
    refused("UPDATE audit_entries SET event = 'x' WHERE seq = :s", s=seq)
    refused("DELETE FROM audit_entries WHERE seq = :s", s=seq)
    if db.engine.dialect.name == "sqlite":
        refused("REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE seq = :s", s=seq)
