"""keep what was decided on disagreements

What came of a delegate's disagreement with an answer: debated, responsibility considered, answered again, not taken up.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLE = "opinion_decisions"
SAID = "what was decided on a disagreement is never rewritten, only followed"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "debated",
                "responsibility",
                "answered_again",
                "not_taken_up",
                name="opinion_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "outcome <> 'not_taken_up' OR length(trim(note)) > 0",
            name=op.f("ck_opinion_decisions_not_taken_up_says_why"),
        ),
        sa.ForeignKeyConstraint(
            ["opinion_id"], ["answer_opinions.id"], name=op.f("fk_opinion_decisions_opinion_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_opinion_decisions_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["logged_by_id"], ["users.id"], name=op.f("fk_opinion_decisions_logged_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion_decisions")),
    )
    op.create_index(op.f("ix_opinion_decisions_council_id"), TABLE, ["council_id"], unique=False)
    op.create_index(op.f("ix_opinion_decisions_opinion_id"), TABLE, ["opinion_id"], unique=False)
    for action in ("UPDATE", "DELETE"):
        _refuse(action)
    if (
        op.get_bind().dialect.name == "sqlite"
    ):  # REPLACE would take a row's place without asking a DELETE trigger
        taken = f"EXISTS (SELECT 1 FROM {TABLE} AS held WHERE held.id = NEW.id)"  # noqa: S608 - the name of our own table
        op.execute(
            f"CREATE TRIGGER guard_{TABLE}_taken BEFORE INSERT ON {TABLE} WHEN {taken} "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
    if op.get_bind().dialect.name == "postgresql":
        for action in ("update", "delete"):
            op.execute(f"DROP FUNCTION guard_{TABLE}_{action}()")


def _refuse(action: str) -> None:
    name = f"guard_{TABLE}_{action.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {action} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {action} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
