"""add_pledges"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pledges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("topic_group_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("expected_result", sa.Text(), nullable=False),
        sa.Column("lead_agency_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(length=300), nullable=False),
        sa.Column(
            "target", sa.String(length=40).with_variant(sa.Numeric(24, 6), "postgresql"), nullable=True
        ),
        sa.Column("unit", sa.String(length=80), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("deadline_words", sa.Text(), nullable=False),
        sa.Column("deadline_kind", sa.String(length=40), nullable=False),
        sa.Column("deadline_rule", sa.String(length=20), nullable=False),
        sa.Column("deadline_basis", sa.Text(), nullable=False),
        sa.Column("deadline_condition", sa.Text(), nullable=False),
        sa.Column("deadline_tentative", sa.Boolean(), nullable=False),
        sa.Column("due_on_override_reason", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("effective_due_on", sa.Date(), nullable=True),
        sa.Column(
            "lifecycle",
            sa.Enum(
                "draft",
                "adopted",
                "closed",
                name="lifecycle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
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
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column(
            "closing_reason",
            sa.Enum(
                "kept",
                "dropped",
                "replaced",
                "carried_over",
                name="closing_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(lifecycle = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_pledges_closed_has_its_day")
        ),
        sa.CheckConstraint(
            "lifecycle = 'draft' OR (resolution_id IS NOT NULL AND row_number IS NOT NULL AND adopted_on IS NOT NULL)",
            name=op.f("ck_pledges_adopted_has_its_row"),
        ),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_pledges_has_words")),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_pledges_answer_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledges_council_id")),
        sa.ForeignKeyConstraint(["lead_agency_id"], ["agencies.id"], name=op.f("fk_pledges_lead_agency_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_pledges_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_pledges_person_id")),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolutions.id"], name=op.f("fk_pledges_resolution_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["questioning_sessions.id"], name=op.f("fk_pledges_session_id")
        ),
        sa.ForeignKeyConstraint(
            ["topic_group_id"], ["topic_groups.id"], name=op.f("fk_pledges_topic_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledges")),
        sa.UniqueConstraint("council_id", "code", name=op.f("uq_pledges_council_id_code")),
        sa.UniqueConstraint("resolution_id", "row_number", name=op.f("uq_pledges_resolution_id_row_number")),
    )
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledges_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledges_council_id"), ["council_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_pledges_council_id_effective_due_on_id"),
            ["council_id", "effective_due_on", "id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_pledges_council_id_lead_agency_id"), ["council_id", "lead_agency_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_pledges_council_id_lifecycle_verdict"),
            ["council_id", "lifecycle", "verdict"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_pledges_council_id_person_id"), ["council_id", "person_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_pledges_council_id_session_id_row_number"),
            ["council_id", "session_id", "row_number"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_pledges_resolution_id"), ["resolution_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledges_topic_group_id"), ["topic_group_id"], unique=False)

    op.create_table(
        "pledge_coordinators",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_pledge_coordinators_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_pledge_coordinators_council_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_coordinators_pledge_id")),
        sa.PrimaryKeyConstraint("pledge_id", "agency_id", name=op.f("pk_pledge_coordinators")),
    )
    with op.batch_alter_table("pledge_coordinators", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_coordinators_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_coordinators_council_id"), ["council_id"], unique=False)

    op.create_table(
        "pledge_followers",
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_pledge_followers_body_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledge_followers_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_followers_pledge_id")),
        sa.PrimaryKeyConstraint("pledge_id", "body_id", name=op.f("pk_pledge_followers")),
    )
    with op.batch_alter_table("pledge_followers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pledge_followers_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pledge_followers_council_id"), ["council_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("pledge_followers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_followers_council_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_followers_body_id"))

    op.drop_table("pledge_followers")
    with op.batch_alter_table("pledge_coordinators", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledge_coordinators_council_id"))
        batch_op.drop_index(batch_op.f("ix_pledge_coordinators_agency_id"))

    op.drop_table("pledge_coordinators")
    with op.batch_alter_table("pledges", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pledges_topic_group_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_resolution_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id_session_id_row_number"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id_person_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id_lifecycle_verdict"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id_lead_agency_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id_effective_due_on_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_council_id"))
        batch_op.drop_index(batch_op.f("ix_pledges_answer_id"))

    op.drop_table("pledges")
