"""add reminders, the digests that carry them, and the private calendar feed"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("wants_mail", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("users", sa.Column("feed_token_hash", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_users_feed_token_hash"), "users", ["feed_token_hash"], unique=True)
    op.add_column(
        "councils", sa.Column("reminder_leads", sa.String(length=60), nullable=False, server_default="30,7,1")
    )
    op.create_table(
        "mail_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "queued",
                "sending",
                "sent",
                "failed",
                "given_up",
                "replaced",
                name="mail_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_mail_messages_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_messages")),
        sa.UniqueConstraint("user_id", "day", name=op.f("uq_mail_messages_user_id_day")),
    )
    op.create_index(
        op.f("ix_mail_messages_status_next_try_at"), "mail_messages", ["status", "next_try_at"], unique=False
    )
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("event_key", sa.String(length=160), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "due_soon",
                "due_today",
                "overdue",
                "report_due",
                "written_answer_due",
                "explanation_due",
                "returned",
                "to_assess",
                "to_decide",
                "changed",
                name="reminder_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_reminders_council_id")),
        sa.ForeignKeyConstraint(["message_id"], ["mail_messages.id"], name=op.f("fk_reminders_message_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_reminders_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "user_id", "council_id", "event_key", name=op.f("uq_reminders_user_id_council_id_event_key")
        ),
    )
    op.create_index(op.f("ix_reminders_council_id"), "reminders", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_reminders_council_id_user_id_day"),
        "reminders",
        ["council_id", "user_id", "day"],
        unique=False,
    )
    op.create_index(op.f("ix_reminders_message_id"), "reminders", ["message_id"], unique=False)


def downgrade() -> None:
    op.drop_table("reminders")
    op.drop_table("mail_messages")
    op.execute("ALTER TABLE councils DROP COLUMN reminder_leads")
    op.drop_index(op.f("ix_users_feed_token_hash"), "users")
    for column in ("feed_token_hash", "wants_mail"):
        op.execute(f"ALTER TABLE users DROP COLUMN {column}")
