"""add opinions and topics

What delegates think of an answer, whom a written answer is owed by, proposals to question again, and how the topics of a
questioning session are chosen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def create_guard(name: str, table: str, action: str, condition: str, said: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER guard_{name} BEFORE {action} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {'OLD' if action == 'DELETE' else 'NEW'}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER guard_{name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
    )


def drop_guard_function(name: str) -> None:
    """The trigger goes with its table; PostgreSQL keeps the function."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION guard_{name}()")


def keep_for_good(table: str, said: str) -> None:
    """Refuse to change or remove a row; SQLite's REPLACE would take its place without asking a DELETE trigger."""
    create_guard(f"{table}_update", table, "UPDATE", "1 = 1", said)
    create_guard(f"{table}_delete", table, "DELETE", "1 = 1", said)
    if op.get_bind().dialect.name == "sqlite":
        taken = f"EXISTS (SELECT 1 FROM {table} AS held WHERE held.id = NEW.id)"  # noqa: S608 - names of our own tables
        op.execute(
            f"CREATE TRIGGER guard_{table}_taken BEFORE INSERT ON {table} WHEN {taken} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def refer(table: str, column: str, target: str) -> None:
    """A new column that refers to another table; both databases take it without rebuilding the table."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
        f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
    )


def upgrade() -> None:
    refer("questions", "addressee_office_id", "offices")
    op.create_index(
        op.f("ix_questions_addressee_office_id"), "questions", ["addressee_office_id"], unique=False
    )
    op.add_column("questions", sa.Column("asked_on", sa.Date(), nullable=True))
    op.add_column(
        "answers", sa.Column("document_number", sa.String(length=120), nullable=False, server_default="")
    )
    op.create_table(
        "topic_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "collecting",
                "opinions",
                "decided",
                name="call_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opinions_close_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'decided' OR decided_on IS NOT NULL", name=op.f("ck_topic_calls_decided_has_its_day")
        ),
        sa.CheckConstraint("closes_on >= opened_on", name=op.f("ck_topic_calls_closes_after_opening")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_topic_calls_council_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_topic_calls_created_by_id")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["questioning_sessions.id"], name=op.f("fk_topic_calls_session_id")
        ),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_topic_calls_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_calls")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_topic_calls_sitting_id")),
    )
    op.create_index(op.f("ix_topic_calls_council_id"), "topic_calls", ["council_id"], unique=False)
    op.create_table(
        "topic_candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "pressing",
                "breach_of_law",
                "answer_not_accepted",
                "better_management",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("asks_again", sa.Boolean(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=True),
        sa.Column("topic_group_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["topic_calls.id"], name=op.f("fk_topic_candidates_call_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_topic_candidates_council_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_topic_candidates_office_id")),
        sa.ForeignKeyConstraint(
            ["topic_group_id"], ["topic_groups.id"], name=op.f("fk_topic_candidates_topic_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_candidates")),
        sa.UniqueConstraint("call_id", "title", name=op.f("uq_topic_candidates_call_id_title")),
    )
    op.create_index(op.f("ix_topic_candidates_council_id"), "topic_candidates", ["council_id"], unique=False)
    op.create_table(
        "topic_opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["topic_candidates.id"], name=op.f("fk_topic_opinions_candidate_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_topic_opinions_council_id")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegates.id"], name=op.f("fk_topic_opinions_delegate_id")
        ),
        sa.ForeignKeyConstraint(["stated_by_id"], ["users.id"], name=op.f("fk_topic_opinions_stated_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_opinions")),
        sa.UniqueConstraint(
            "candidate_id", "delegate_id", name=op.f("uq_topic_opinions_candidate_id_delegate_id")
        ),
    )
    op.create_index(op.f("ix_topic_opinions_council_id"), "topic_opinions", ["council_id"], unique=False)
    op.create_index(op.f("ix_topic_opinions_delegate_id"), "topic_opinions", ["delegate_id"], unique=False)
    op.create_table(
        "answer_files",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_files_answer_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_answer_files_council_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence_files.id"], name=op.f("fk_answer_files_evidence_id")
        ),
        sa.PrimaryKeyConstraint("answer_id", "evidence_id", name=op.f("pk_answer_files")),
    )
    op.create_index(op.f("ix_answer_files_council_id"), "answer_files", ["council_id"], unique=False)
    op.create_table(
        "answer_opinions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "escalation",
            sa.Enum(
                "debate",
                "responsibility",
                name="escalation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("stated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stated_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "agrees OR length(trim(reason)) > 0", name=op.f("ck_answer_opinions_disagreement_has_its_reason")
        ),
        sa.CheckConstraint(
            "escalation IS NULL OR NOT agrees",
            name=op.f("ck_answer_opinions_only_who_disagrees_asks_for_more"),
        ),
        sa.ForeignKeyConstraint(["answer_id"], ["answers.id"], name=op.f("fk_answer_opinions_answer_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_answer_opinions_council_id")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegates.id"], name=op.f("fk_answer_opinions_delegate_id")
        ),
        sa.ForeignKeyConstraint(["stated_by_id"], ["users.id"], name=op.f("fk_answer_opinions_stated_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_opinions")),
    )
    op.create_index(
        op.f("ix_answer_opinions_answer_id_delegate_id_id"),
        "answer_opinions",
        ["answer_id", "delegate_id", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_answer_opinions_council_id"), "answer_opinions", ["council_id"], unique=False)
    op.create_index(op.f("ix_answer_opinions_delegate_id"), "answer_opinions", ["delegate_id"], unique=False)
    op.create_table(
        "requestion_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_requestion_proposals_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegates.id"], name=op.f("fk_requestion_proposals_delegate_id")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledges.id"], name=op.f("fk_requestion_proposals_pledge_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name=op.f("fk_requestion_proposals_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requestion_proposals")),
    )
    op.create_index(
        op.f("ix_requestion_proposals_council_id"), "requestion_proposals", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_requestion_proposals_delegate_id"), "requestion_proposals", ["delegate_id"], unique=False
    )
    op.create_index(
        op.f("ix_requestion_proposals_pledge_id_proposed_at"),
        "requestion_proposals",
        ["pledge_id", "proposed_at"],
        unique=False,
    )
    op.create_table(
        "requestioned_pledges",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_requestioned_pledges_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"], ["pledges.id"], name=op.f("fk_requestioned_pledges_pledge_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_requestioned_pledges_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "pledge_id", name=op.f("pk_requestioned_pledges")),
    )
    op.create_index(
        op.f("ix_requestioned_pledges_council_id"), "requestioned_pledges", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_requestioned_pledges_pledge_id"), "requestioned_pledges", ["pledge_id"], unique=False
    )
    op.create_table(
        "topic_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "delegate",
                "voters",
                "committee",
                "standing_committee",
                name="proposal_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column("petition", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "criterion",
            sa.Enum(
                "pressing",
                "breach_of_law",
                "answer_not_accepted",
                "better_management",
                name="criterion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("question_text", sa.Text(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "source <> 'delegate' OR delegate_id IS NOT NULL",
            name=op.f("ck_topic_proposals_delegate_is_named"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["topic_calls.id"], name=op.f("fk_topic_proposals_call_id")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["topic_candidates.id"], name=op.f("fk_topic_proposals_candidate_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_topic_proposals_council_id")),
        sa.ForeignKeyConstraint(
            ["delegate_id"], ["delegates.id"], name=op.f("fk_topic_proposals_delegate_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_topic_proposals_office_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_topic_proposals_pledge_id")),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name=op.f("fk_topic_proposals_proposed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_proposals")),
    )
    op.create_index(op.f("ix_topic_proposals_call_id_id"), "topic_proposals", ["call_id", "id"], unique=False)
    op.create_index(
        op.f("ix_topic_proposals_candidate_id"), "topic_proposals", ["candidate_id"], unique=False
    )
    op.create_index(op.f("ix_topic_proposals_council_id"), "topic_proposals", ["council_id"], unique=False)
    op.create_index(op.f("ix_topic_proposals_delegate_id"), "topic_proposals", ["delegate_id"], unique=False)
    op.create_index(op.f("ix_topic_proposals_pledge_id"), "topic_proposals", ["pledge_id"], unique=False)
    keep_for_good("answer_opinions", "an opinion once stated is never rewritten, only followed")


def downgrade() -> None:
    op.drop_table("topic_proposals")
    op.drop_table("requestioned_pledges")
    op.drop_table("requestion_proposals")
    op.drop_table("answer_opinions")
    op.drop_table("answer_files")
    op.drop_table("topic_opinions")
    op.drop_table("topic_candidates")
    op.drop_table("topic_calls")
    drop_guard_function("answer_opinions_update")
    drop_guard_function("answer_opinions_delete")
    op.execute("ALTER TABLE answers DROP COLUMN document_number")
    op.execute("ALTER TABLE questions DROP COLUMN asked_on")
    op.drop_index(op.f("ix_questions_addressee_office_id"), "questions")
    op.execute("ALTER TABLE questions DROP COLUMN addressee_office_id")
