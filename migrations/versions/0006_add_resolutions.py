"""add_resolutions"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "adopted", name="status", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("title", sa.String(length=600), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.String(length=300), nullable=False),
        sa.Column("signer_title", sa.String(length=300), nullable=False),
        sa.Column(
            "signing_capacity",
            sa.Enum(
                "on_behalf_of_council",
                "deputy_for_chair",
                "on_behalf_of_standing_committee",
                name="signing_capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("gaps_confirmation", sa.Text(), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("adopted_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status = 'draft' OR (number IS NOT NULL AND adopted_on IS NOT NULL)",
            name=op.f("ck_resolutions_adopted_has_number_and_day"),
        ),
        sa.ForeignKeyConstraint(["adopted_by_id"], ["users.id"], name=op.f("fk_resolutions_adopted_by_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_resolutions_council_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["questioning_sessions.id"], name=op.f("fk_resolutions_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint(
            "council_id", "number", "adopted_on", name=op.f("uq_resolutions_council_id_number_adopted_on")
        ),
    )
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_resolutions_council_id"), ["council_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_resolutions_session_id"), ["session_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("resolutions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resolutions_session_id"))
        batch_op.drop_index(batch_op.f("ix_resolutions_number"))
        batch_op.drop_index(batch_op.f("ix_resolutions_council_id"))

    op.drop_table("resolutions")
