"""add drafts of forms, the second factor and failed sign-ins

The names of the second factor's columns are Flask-Security's.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def added() -> list["sa.Column[object]"]:
    return [
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("mf_recovery_codes", sa.JSON(), nullable=True),
        sa.Column("tf_last_counter", sa.Integer(), nullable=True),
    ]


def upgrade() -> None:
    for column in added():
        op.add_column("users", column)
    op.create_table(
        "form_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_form_drafts_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_drafts")),
        sa.UniqueConstraint("user_id", "address", name=op.f("uq_form_drafts_user_id_address")),
    )
    op.create_index(op.f("ix_form_drafts_saved_at"), "form_drafts", ["saved_at"], unique=False)
    op.create_table(
        "form_tokens",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("location", sa.String(length=600), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_form_tokens_user_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_form_tokens")),
    )
    op.create_index(op.f("ix_form_tokens_used_at"), "form_tokens", ["used_at"], unique=False)
    op.create_index(op.f("ix_form_tokens_user_id"), "form_tokens", ["user_id"], unique=False)
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(length=64), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failures")),
    )
    op.create_index(
        op.f("ix_sign_in_failures_whose_failed_at"), "sign_in_failures", ["whose", "failed_at"], unique=False
    )


def downgrade() -> None:
    op.drop_table("sign_in_failures")
    op.drop_table("form_tokens")
    op.drop_table("form_drafts")
    for column in reversed(added()):
        op.execute(f"ALTER TABLE users DROP COLUMN {column.name}")
