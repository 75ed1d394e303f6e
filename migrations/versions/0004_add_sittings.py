"""add_sittings"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sittings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regular_mid_year",
                "regular_year_end",
                "thematic",
                "extraordinary",
                name="sitting_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NULL OR closes_on >= opens_on",
            name=op.f("ck_sittings_closes_after_opening"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_sittings_council_id")),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_sittings_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
        sa.UniqueConstraint(
            "council_id", "term_id", "name", name=op.f("uq_sittings_council_id_term_id_name")
        ),
    )
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sittings_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sittings_term_id"), ["term_id"], unique=False)

    op.create_table(
        "questioning_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "at_sitting",
                "standing_committee",
                "explanation",
                "written_only",
                "citizen_dialogue",
                name="session_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("organising_body_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'at_sitting' OR sitting_id IS NOT NULL",
            name=op.f("ck_questioning_sessions_at_sitting_names_it"),
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_questioning_sessions_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["organising_body_id"], ["bodies.id"], name=op.f("fk_questioning_sessions_organising_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["sitting_id"], ["sittings.id"], name=op.f("fk_questioning_sessions_sitting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questioning_sessions")),
    )
    with op.batch_alter_table("questioning_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_questioning_sessions_council_id"), ["council_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_questioning_sessions_council_id_held_on_id"),
            ["council_id", "held_on", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_questioning_sessions_sitting_id"), ["sitting_id"], unique=False)

    op.create_table(
        "topic_groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_topic_groups_council_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["questioning_sessions.id"], name=op.f("fk_topic_groups_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_groups")),
        sa.UniqueConstraint("session_id", "title", name=op.f("uq_topic_groups_session_id_title")),
    )
    with op.batch_alter_table("topic_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_groups_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_groups_session_id"), ["session_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("topic_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_topic_groups_session_id"))
        batch_op.drop_index(batch_op.f("ix_topic_groups_council_id"))

    op.drop_table("topic_groups")
    with op.batch_alter_table("questioning_sessions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questioning_sessions_sitting_id"))
        batch_op.drop_index(batch_op.f("ix_questioning_sessions_council_id_held_on_id"))
        batch_op.drop_index(batch_op.f("ix_questioning_sessions_council_id"))

    op.drop_table("questioning_sessions")
    with op.batch_alter_table("sittings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sittings_term_id"))
        batch_op.drop_index(batch_op.f("ix_sittings_council_id"))

    op.drop_table("sittings")
