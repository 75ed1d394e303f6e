"""add_monitoring"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "preparing",
                "collecting",
                "assessing",
                "approved",
                "issued",
                name="round_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("assessing_body_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by_id"], ["users.id"], name=op.f("fk_rounds_approved_by_id")),
        sa.ForeignKeyConstraint(
            ["assessing_body_id"], ["bodies.id"], name=op.f("fk_rounds_assessing_body_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_rounds_council_id")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["users.id"], name=op.f("fk_rounds_opened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("council_id", "number", name=op.f("uq_rounds_council_id_number")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rounds_council_id"), ["council_id"], unique=False)

    op.create_table(
        "agency_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "not_reported",
                "in_progress",
                "claims_done",
                "blocked",
                "asks_extension",
                "asks_drop",
                name="report_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "result_form",
            sa.Enum(
                "product",
                "document",
                "explanation",
                name="result_form",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("figure", sa.String(length=120), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("claimed_done_on", sa.Date(), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_agency_reports_council_id")),
        sa.ForeignKeyConstraint(["logged_by_id"], ["users.id"], name=op.f("fk_agency_reports_logged_by_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_agency_reports_pledge_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_agency_reports_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_reports")),
    )
    with op.batch_alter_table("agency_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_reports_council_id"), ["council_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_agency_reports_pledge_id_reported_on"), ["pledge_id", "reported_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_agency_reports_round_id"), ["round_id"], unique=False)

    op.create_table(
        "assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column(
            "previous_verdict",
            sa.Enum(
                "not_assessed",
                "kept",
                "partly_kept",
                "in_progress",
                "not_started",
                "broken",
                "unsatisfactory",
                "unverifiable",
                name="previous_verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "not_assessed",
                "kept",
                "partly_kept",
                "in_progress",
                "not_started",
                "broken",
                "unsatisfactory",
                "unverifiable",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("remaining", sa.Text(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "objective",
                "subjective",
                "both",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "next_step",
            sa.Enum(
                "keep_monitoring",
                "remind",
                "demand_explanation",
                "requestion",
                "re_monitor",
                "propose_handling",
                "close",
                name="next_step",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("assessed_by_id", sa.Integer(), nullable=True),
        sa.Column("assessed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict <> 'kept' OR completed_on IS NOT NULL", name=op.f("ck_assessments_kept_has_its_day")
        ),
        sa.CheckConstraint(
            "verdict <> 'partly_kept' OR length(trim(remaining)) > 0",
            name=op.f("ck_assessments_partly_kept_names_the_rest"),
        ),
        sa.CheckConstraint(
            "verdict NOT IN ('broken', 'unsatisfactory') OR length(trim(reason)) > 0",
            name=op.f("ck_assessments_blame_has_its_reason"),
        ),
        sa.ForeignKeyConstraint(["assessed_by_id"], ["users.id"], name=op.f("fk_assessments_assessed_by_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_assessments_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_assessments_pledge_id")),
        sa.ForeignKeyConstraint(["report_id"], ["agency_reports.id"], name=op.f("fk_assessments_report_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_assessments_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
        sa.UniqueConstraint("round_id", "pledge_id", name=op.f("uq_assessments_round_id_pledge_id")),
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessments_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_pledge_id"), ["pledge_id"], unique=False)

    op.create_table(
        "assessment_evidence",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("proves", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_assessment_evidence_assessment_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_assessment_evidence_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence_files.id"], name=op.f("fk_assessment_evidence_evidence_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "evidence_id", name=op.f("pk_assessment_evidence")),
    )
    with op.batch_alter_table("assessment_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_evidence_council_id"), ["council_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("assessment_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_evidence_council_id"))

    op.drop_table("assessment_evidence")
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessments_pledge_id"))
        batch_op.drop_index(batch_op.f("ix_assessments_council_id"))

    op.drop_table("assessments")
    with op.batch_alter_table("agency_reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_reports_round_id"))
        batch_op.drop_index(batch_op.f("ix_agency_reports_pledge_id_reported_on"))
        batch_op.drop_index(batch_op.f("ix_agency_reports_council_id"))

    op.drop_table("agency_reports")
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rounds_council_id"))

    op.drop_table("rounds")
