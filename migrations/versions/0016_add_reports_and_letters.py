"""add reports and letters

Reports as agencies send them, with their files; letters to agencies, the ladder of steps, and the reports due before a
sitting; the role of an agency's contact.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

OLD_ROLES = ("clerk", "lead", "monitor", "standing_committee", "delegate", "administrator")
SENT = (
    "id", "council_id", "agency_id", "pledge_id", "round_id", "follows_id", "state", "result_form", "text", "figure", "value",
    "difficulties", "solution", "asked_words", "asked_due_on", "asked_ground_id", "document_number", "reported_on",
    "claimed_done_on", "created_at", "created_by_id", "sent_at", "sent_by_id",
)  # fmt: skip


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


def changed(columns: tuple[str, ...]) -> str:
    differs = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def refer(table: str, column: str, target: str) -> None:
    """A new column that refers to another table; both databases take it without rebuilding the table."""
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
        f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
    )


def take_guards(table: str) -> list[str]:
    """On SQLite a rebuilt table loses its triggers: take them off and hand back how they were made."""
    bind = op.get_bind()
    if bind.dialect.name != "sqlite":
        return []
    found = bind.execute(
        sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"),
        {"table": table},
    ).all()
    for name, _sql in found:
        op.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in found]


def allow_only(table: str, column: str, name: str, codes: tuple[str, ...]) -> None:
    """Change the codes a column takes. SQLite rebuilds the table; what else it checks is read from it and kept."""
    guards = take_guards(table)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), f"{column} IN ({', '.join(repr(code) for code in codes)})")
    for sql in guards:
        op.get_bind().exec_driver_sql(sql)


def upgrade() -> None:
    allow_only("memberships", "role", "ck_memberships_membership_role", (*OLD_ROLES, "agency"))
    refer("memberships", "agency_id", "agencies")
    refer("agency_reports", "agency_id", "agencies")
    op.add_column(
        "memberships", sa.Column("is_alternate", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "ladder_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reminded",
                "reminded_again",
                "explanation_demanded",
                "referred",
                "explanation_session",
                "requestioned",
                "re_monitored",
                "reported_to_council",
                "report_requested",
                "other",
                name="step_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_ladder_steps_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ladder_steps")),
        sa.UniqueConstraint("council_id", "name", name=op.f("uq_ladder_steps_council_id_name")),
    )
    op.create_index(op.f("ix_ladder_steps_council_id"), "ladder_steps", ["council_id"], unique=False)
    op.create_table(
        "letter_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reminder",
                "explanation",
                "report_request",
                name="letter_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_letter_runs_council_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_letter_runs_created_by_id")),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name=op.f("fk_letter_runs_job_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_letter_runs_round_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_letter_runs_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_runs")),
    )
    op.create_index(op.f("ix_letter_runs_council_id"), "letter_runs", ["council_id"], unique=False)
    op.create_index(op.f("ix_letter_runs_round_id"), "letter_runs", ["round_id"], unique=False)
    op.create_index(op.f("ix_letter_runs_sitting_id"), "letter_runs", ["sitting_id"], unique=False)
    op.create_table(
        "sitting_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "office_id IS NOT NULL OR agency_id IS NOT NULL", name=op.f("ck_sitting_reports_someone_reported")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_sitting_reports_agency_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_sitting_reports_council_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence_files.id"], name=op.f("fk_sitting_reports_evidence_id")
        ),
        sa.ForeignKeyConstraint(["logged_by_id"], ["users.id"], name=op.f("fk_sitting_reports_logged_by_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_sitting_reports_office_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_sitting_reports_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting_reports")),
    )
    op.create_index(op.f("ix_sitting_reports_council_id"), "sitting_reports", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_sitting_reports_sitting_id_office_id_agency_id"),
        "sitting_reports",
        ["sitting_id", "office_id", "agency_id"],
        unique=False,
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer_number", sa.String(length=120), nullable=False),
        sa.Column("answer_note", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_letters_agency_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_letters_council_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_documents.id"], name=op.f("fk_letters_document_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["letter_runs.id"], name=op.f("fk_letters_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("document_id", name=op.f("uq_letters_document_id")),
        sa.UniqueConstraint("run_id", "agency_id", name=op.f("uq_letters_run_id_agency_id")),
    )
    op.create_index(op.f("ix_letters_council_id"), "letters", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_letters_council_id_agency_id"), "letters", ["council_id", "agency_id"], unique=False
    )
    op.create_table(
        "letter_pledges",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_letter_pledges_council_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_letter_pledges_letter_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_letter_pledges_pledge_id")),
        sa.PrimaryKeyConstraint("letter_id", "pledge_id", name=op.f("pk_letter_pledges")),
    )
    op.create_index(op.f("ix_letter_pledges_council_id"), "letter_pledges", ["council_id"], unique=False)
    op.create_index(op.f("ix_letter_pledges_pledge_id"), "letter_pledges", ["pledge_id"], unique=False)
    op.create_table(
        "pledge_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledge_steps_council_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_documents.id"], name=op.f("fk_pledge_steps_document_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_steps_pledge_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_pledge_steps_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["step_id"], ["ladder_steps.id"], name=op.f("fk_pledge_steps_step_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_steps")),
    )
    op.create_index(op.f("ix_pledge_steps_council_id"), "pledge_steps", ["council_id"], unique=False)
    op.create_index(op.f("ix_pledge_steps_document_id"), "pledge_steps", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_pledge_steps_pledge_id_taken_on_id"),
        "pledge_steps",
        ["pledge_id", "taken_on", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_pledge_steps_step_id"), "pledge_steps", ["step_id"], unique=False)
    op.create_table(
        "report_evidence",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("proves", sa.String(length=300), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_report_evidence_council_id")),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence_files.id"], name=op.f("fk_report_evidence_evidence_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["pledge_parts.id"], name=op.f("fk_report_evidence_part_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_reports.id"], name=op.f("fk_report_evidence_report_id")
        ),
        sa.PrimaryKeyConstraint("report_id", "evidence_id", name=op.f("pk_report_evidence")),
    )
    op.create_index(op.f("ix_report_evidence_council_id"), "report_evidence", ["council_id"], unique=False)
    op.create_table(
        "report_submissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "sent",
                "returned",
                "accepted",
                name="submission_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("value", sa.String(length=40).with_variant(sa.Numeric(24, 6), "postgresql"), nullable=True),
        sa.Column("difficulties", sa.Text(), nullable=False),
        sa.Column("solution", sa.Text(), nullable=False),
        sa.Column("asked_words", sa.Text(), nullable=False),
        sa.Column("asked_due_on", sa.Date(), nullable=True),
        sa.Column("asked_ground_id", sa.Integer(), nullable=True),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("claimed_done_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'accepted') = (report_id IS NOT NULL)",
            name=op.f("ck_report_submissions_accepted_is_a_report"),
        ),
        sa.CheckConstraint(
            "status <> 'returned' OR length(trim(remark)) > 0",
            name=op.f("ck_report_submissions_returned_has_its_remark"),
        ),
        sa.CheckConstraint(
            "status = 'draft' OR (sent_at IS NOT NULL AND reported_on IS NOT NULL)",
            name=op.f("ck_report_submissions_sent_has_its_day"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_report_submissions_agency_id")),
        sa.ForeignKeyConstraint(
            ["asked_ground_id"], ["grounds.id"], name=op.f("fk_report_submissions_asked_ground_id")
        ),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_report_submissions_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["users.id"], name=op.f("fk_report_submissions_created_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_report_submissions_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["follows_id"], ["report_submissions.id"], name=op.f("fk_report_submissions_follows_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_report_submissions_pledge_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["agency_reports.id"], name=op.f("fk_report_submissions_report_id")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_report_submissions_round_id")),
        sa.ForeignKeyConstraint(["sent_by_id"], ["users.id"], name=op.f("fk_report_submissions_sent_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_submissions")),
    )
    op.create_index(
        op.f("ix_report_submissions_council_id"), "report_submissions", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_report_submissions_council_id_agency_id_status"),
        "report_submissions",
        ["council_id", "agency_id", "status"],
        unique=False,
    )
    op.create_index(
        op.f("ix_report_submissions_pledge_id_status"),
        "report_submissions",
        ["pledge_id", "status"],
        unique=False,
    )
    op.create_index(op.f("ix_report_submissions_round_id"), "report_submissions", ["round_id"], unique=False)
    op.create_table(
        "submission_evidence",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("proves", sa.String(length=300), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_submission_evidence_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence_files.id"], name=op.f("fk_submission_evidence_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["pledge_parts.id"], name=op.f("fk_submission_evidence_part_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["report_submissions.id"], name=op.f("fk_submission_evidence_submission_id")
        ),
        sa.PrimaryKeyConstraint("submission_id", "evidence_id", name=op.f("pk_submission_evidence")),
    )
    op.create_index(
        op.f("ix_submission_evidence_council_id"), "submission_evidence", ["council_id"], unique=False
    )
    create_guard(
        "report_submissions_update", "report_submissions", "UPDATE",
        f"OLD.status <> 'draft' AND (OLD.status <> 'sent' OR NEW.status = 'draft' OR {changed(SENT)})",
        "a report once sent is never edited, only followed by another",
    )  # fmt: skip
    create_guard(
        "report_submissions_delete", "report_submissions", "DELETE", "OLD.status <> 'draft'",
        "a report once sent is never removed",
    )  # fmt: skip
    create_guard(
        "report_submissions_taken", "report_submissions", "INSERT",
        "EXISTS (SELECT 1 FROM report_submissions AS held WHERE held.id = NEW.id AND held.status <> 'draft')",
        "a report once sent is never replaced",
    )  # fmt: skip
    sent = "IN (SELECT id FROM report_submissions WHERE status <> 'draft')"
    for action, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        create_guard(
            f"submission_evidence_{action.lower()}", "submission_evidence", action,
            " OR ".join(f"{row}.submission_id {sent}" for row in rows),
            "the files of a report once sent are frozen",
        )  # fmt: skip
    for action in ("UPDATE", "DELETE"):
        create_guard(
            f"report_evidence_{action.lower()}", "report_evidence", action, "1 = 1",
            "the files of a report are frozen",
        )  # fmt: skip
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER guard_report_evidence_taken BEFORE INSERT ON report_evidence WHEN EXISTS "
            "(SELECT 1 FROM report_evidence WHERE report_id = NEW.report_id AND evidence_id = NEW.evidence_id) "
            "BEGIN SELECT RAISE(ABORT, 'the files of a report are frozen'); END"
        )
    keep_for_good("pledge_steps", "a step once taken is never rewritten")


def downgrade() -> None:
    op.drop_table("submission_evidence")
    op.drop_table("report_submissions")
    op.drop_table("report_evidence")
    op.drop_table("pledge_steps")
    op.drop_table("letter_pledges")
    op.drop_table("letters")
    op.drop_table("sitting_reports")
    op.drop_table("letter_runs")
    op.drop_table("ladder_steps")
    for name in (
        "report_submissions_update",
        "report_submissions_delete",
        "report_submissions_taken",
        "report_evidence_update",
        "report_evidence_delete",
        "pledge_steps_update",
        "pledge_steps_delete",
    ):
        drop_guard_function(name)
    for action in ("insert", "update", "delete"):
        drop_guard_function(f"submission_evidence_{action}")
    op.execute("ALTER TABLE agency_reports DROP COLUMN agency_id")
    op.execute("ALTER TABLE memberships DROP COLUMN is_alternate")
    op.execute("ALTER TABLE memberships DROP COLUMN agency_id")
    op.execute("DELETE FROM memberships WHERE role = 'agency'")
    allow_only("memberships", "role", "ck_memberships_membership_role", OLD_ROLES)
