"""add deadlines in force

The history of deadlines, verdicts and closing decisions; extensions, anchors, parts and links of pledges; the council's
calendar and the time limits of the law. What is known of pledges adopted before is written into the histories.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OLD_PLEDGE_FROZEN = (
    "id", "council_id", "code", "answer_id", "session_id", "topic_group_id", "words", "expected_result", "measure", "target",
    "unit", "source", "deadline_words", "deadline_kind", "deadline_rule", "deadline_basis", "deadline_condition",
    "deadline_tentative", "due_on_override_reason", "starts_on", "original_due_on", "resolution_id", "row_number",
    "adopted_on",
)  # fmt: skip
PLEDGE_FROZEN = (*OLD_PLEDGE_FROZEN, "baseline", "baseline_on")
PART_FROZEN = (
    "id", "council_id", "pledge_id", "kind", "words", "agency_id", "due_words", "due_on", "must_show", "required",
    "decided_on", "document_number",
)  # fmt: skip
ADOPTED = "{row}.pledge_id IN (SELECT id FROM pledges WHERE lifecycle <> 'draft')"
ROUND_CLOSED = (
    "{row}.assessment_id IN (SELECT a.id FROM assessments a JOIN rounds r ON r.id = a.round_id"
    " WHERE r.status IN ('approved', 'issued'))"
)
APPENDED = ("deadline_changes", "verdict_changes", "closing_decisions")


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


def drop_guard(name: str, table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER guard_{name}")
        return
    op.execute(f"DROP TRIGGER guard_{name} ON {table}")
    op.execute(f"DROP FUNCTION guard_{name}()")


def create_replacing_guards(table: str, frozen: str, *keys: tuple[str, ...]) -> None:
    """SQLite's REPLACE takes a row's place without asking a DELETE trigger; PostgreSQL has no REPLACE."""
    if op.get_bind().dialect.name != "sqlite":
        return
    same = " OR ".join(
        "(" + " AND ".join(f"held.{column} = NEW.{column}" for column in key) + ")" for key in keys
    )
    taken = f"EXISTS (SELECT 1 FROM {table} AS held WHERE ({same}) AND {frozen}"  # noqa: S608 - names of our own tables
    said = f"BEGIN SELECT RAISE(ABORT, 'what is frozen in {table} is never replaced'); END"
    op.execute(f"CREATE TRIGGER guard_{table}_taken BEFORE INSERT ON {table} WHEN {taken}) {said}")
    op.execute(
        f"CREATE TRIGGER guard_{table}_overrun BEFORE UPDATE ON {table} WHEN {taken} AND held.rowid <> OLD.rowid) {said}"
    )


def drop_replacing_guards(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER guard_{table}_taken")
        op.execute(f"DROP TRIGGER guard_{table}_overrun")


def changed(columns: tuple[str, ...]) -> str:
    differs = "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def guard_pledges(columns: tuple[str, ...]) -> None:
    create_guard(
        "pledge_update", "pledges", "UPDATE",
        f"OLD.lifecycle <> 'draft' AND (NEW.lifecycle = 'draft' OR {changed(columns)})",
        "the words and the original deadline of an adopted pledge are frozen",
    )  # fmt: skip


def guards() -> list[tuple[str, str, str, str, str]]:
    """(name, table, action, condition, what is said), one row a trigger."""
    appended = [
        (f"{table}_{action.lower()}", table, action, "1 = 1", f"a line of {table} is never changed")
        for table in APPENDED
        for action in ("UPDATE", "DELETE")
    ]
    decided = [
        (f"extension_{action.lower()}", "extension_requests", action, "OLD.status <> 'pending'", "a request that was decided is frozen")
        for action in ("UPDATE", "DELETE")
    ]  # fmt: skip
    either = f"({ROUND_CLOSED.format(row='OLD')} OR {ROUND_CLOSED.format(row='NEW')})"
    closed = "the assessments of an approved round are frozen"
    adopted = "the parts of an adopted pledge are frozen"
    return [
        *appended,
        *decided,
        (
            "part_update",
            "pledge_parts",
            "UPDATE",
            f"{ADOPTED.format(row='OLD')} AND ({changed(PART_FROZEN)})",
            adopted,
        ),
        ("part_delete", "pledge_parts", "DELETE", ADOPTED.format(row="OLD"), adopted),
        ("part_assessment_insert", "part_assessments", "INSERT", ROUND_CLOSED.format(row="NEW"), closed),
        ("part_assessment_update", "part_assessments", "UPDATE", either, closed),
        ("part_assessment_delete", "part_assessments", "DELETE", ROUND_CLOSED.format(row="OLD"), closed),
    ]


REPLACEABLE = {
    **dict.fromkeys(APPENDED, ("1 = 1", ("id",))),
    "extension_requests": ("held.status <> 'pending'", ("id",)),
    "pledge_parts": (ADOPTED.format(row="held"), ("id",)),
    "part_assessments": (ROUND_CLOSED.format(row="held"), ("id",), ("assessment_id", "part_id")),
}

NUMBER = sa.String(length=40).with_variant(sa.Numeric(24, 6), "postgresql")


def added() -> list[tuple[str, "sa.Column[object]"]]:
    return [
        ("agency_reports", sa.Column("value", NUMBER, nullable=True)),
        ("agency_reports", sa.Column("difficulties", sa.Text(), nullable=False, server_default="")),
        ("agency_reports", sa.Column("solution", sa.Text(), nullable=False, server_default="")),
        ("assessments", sa.Column("value", NUMBER, nullable=True)),
        ("assessments", sa.Column("opinion", sa.Text(), nullable=False, server_default="")),
        ("pledges", sa.Column("baseline", NUMBER, nullable=True)),
        ("pledges", sa.Column("baseline_on", sa.Date(), nullable=True)),
        ("councils", sa.Column("default_term_days", sa.Integer(), nullable=False, server_default="180")),
    ]


def write_history() -> None:
    """Pledges adopted, assessed or closed before this: their lines in the histories."""
    op.execute(
        "INSERT INTO deadline_changes (council_id, pledge_id, from_day, due_on, plain_on, cause, note, recorded_at)"
        " SELECT council_id, id, adopted_on, effective_due_on, effective_due_on, 'adoption', '', CURRENT_TIMESTAMP"
        " FROM pledges WHERE lifecycle <> 'draft' ORDER BY id"
    )
    op.execute(
        "INSERT INTO verdict_changes (council_id, pledge_id, from_day, verdict, verdict_on, completed_on, recorded_at)"
        " SELECT council_id, id, verdict_on, verdict, verdict_on, completed_on, CURRENT_TIMESTAMP"
        " FROM pledges WHERE verdict_on IS NOT NULL ORDER BY id"
    )
    op.execute(
        "INSERT INTO closing_decisions (council_id, pledge_id, from_day, reason, closed_on, document_number, note, recorded_at)"
        " SELECT council_id, id, closed_on, closing_reason, closed_on, '', '', CURRENT_TIMESTAMP"
        " FROM pledges WHERE closed_on IS NOT NULL AND closing_reason <> 'dropped' ORDER BY id"
    )


def upgrade() -> None:
    for table, column in added():
        op.add_column(table, column)
    op.create_table(
        "calendar_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("rest", "work", name="day_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_calendar_days_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
        sa.UniqueConstraint("council_id", "day", name=op.f("uq_calendar_days_council_id_day")),
    )
    op.create_index(op.f("ix_calendar_days_council_id"), "calendar_days", ["council_id"], unique=False)
    op.create_table(
        "legal_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "code",
            sa.Enum(
                "written_answer",
                "report_before_sitting",
                "explanation_session_notice",
                "explanation",
                "explanation_complex",
                "resolution_sent",
                "draft_programme",
                name="limit_code",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 0 AND 366", name=op.f("ck_legal_limits_days_in_range")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on",
            name=op.f("ck_legal_limits_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_legal_limits_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_limits")),
        sa.UniqueConstraint(
            "council_id", "code", "starts_on", name=op.f("uq_legal_limits_council_id_code_starts_on")
        ),
    )
    op.create_index(op.f("ix_legal_limits_council_id"), "legal_limits", ["council_id"], unique=False)
    op.create_table(
        "grounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "extension", "drop", name="ground_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_grounds_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grounds")),
        sa.UniqueConstraint("council_id", "kind", "words", name=op.f("uq_grounds_council_id_kind_words")),
    )
    op.create_index(op.f("ix_grounds_council_id"), "grounds", ["council_id"], unique=False)
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("new_words", sa.Text(), nullable=False),
        sa.Column("new_due_on", sa.Date(), nullable=False),
        sa.Column("ground_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paper_number", sa.String(length=120), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on_before", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "pending",
                "granted",
                "refused",
                "withdrawn",
                name="request_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logged_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status NOT IN ('granted', 'refused') OR (decided_on IS NOT NULL AND length(trim(decision_number)) > 0)",
            name=op.f("ck_extension_requests_decided_has_day_and_number"),
        ),
        sa.CheckConstraint(
            "decided_on IS NULL OR decided_on >= received_on",
            name=op.f("ck_extension_requests_decided_after_receipt"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_extension_requests_body_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_extension_requests_council_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name=op.f("fk_extension_requests_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["ground_id"], ["grounds.id"], name=op.f("fk_extension_requests_ground_id")),
        sa.ForeignKeyConstraint(
            ["logged_by_id"], ["users.id"], name=op.f("fk_extension_requests_logged_by_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_extension_requests_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_requests")),
    )
    op.create_index(
        op.f("ix_extension_requests_council_id"), "extension_requests", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_extension_requests_council_id_status_received_on"),
        "extension_requests",
        ["council_id", "status", "received_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_extension_requests_pledge_id_status"),
        "extension_requests",
        ["pledge_id", "status"],
        unique=False,
    )
    op.create_table(
        "deadline_anchors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sitting",
                "event",
                "condition",
                name="anchor_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column(
            "sitting_kind",
            sa.Enum(
                "regular_mid_year",
                "regular_year_end",
                "thematic",
                "extraordinary",
                name="anchor_sitting_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sitting_year", sa.Integer(), nullable=True),
        sa.Column(
            "point",
            sa.Enum(
                "before_opening",
                "opening",
                "closing",
                name="sitting_point",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("days_after", sa.Integer(), nullable=False),
        sa.Column("duty_agency_id", sa.Integer(), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'sitting' OR sitting_id IS NOT NULL OR (sitting_kind IS NOT NULL AND sitting_year IS NOT NULL)",
            name=op.f("ck_deadline_anchors_sitting_is_named"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_deadline_anchors_council_id")),
        sa.ForeignKeyConstraint(
            ["duty_agency_id"], ["agencies.id"], name=op.f("fk_deadline_anchors_duty_agency_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_deadline_anchors_pledge_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_deadline_anchors_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_anchors")),
        sa.UniqueConstraint("pledge_id", "kind", name=op.f("uq_deadline_anchors_pledge_id_kind")),
    )
    op.create_index(op.f("ix_deadline_anchors_council_id"), "deadline_anchors", ["council_id"], unique=False)
    op.create_index(op.f("ix_deadline_anchors_sitting_id"), "deadline_anchors", ["sitting_id"], unique=False)
    op.create_table(
        "deadline_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plain_on", sa.Date(), nullable=True),
        sa.Column(
            "cause",
            sa.Enum(
                "adoption",
                "extension",
                "sitting",
                "event",
                "condition",
                "calendar",
                "date_given",
                name="deadline_cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("extension_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_deadline_changes_council_id")),
        sa.ForeignKeyConstraint(
            ["extension_id"], ["extension_requests.id"], name=op.f("fk_deadline_changes_extension_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_deadline_changes_pledge_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_deadline_changes_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_changes")),
    )
    op.create_index(op.f("ix_deadline_changes_council_id"), "deadline_changes", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_deadline_changes_pledge_id_from_day_id"),
        "deadline_changes",
        ["pledge_id", "from_day", "id"],
        unique=False,
    )
    op.create_table(
        "verdict_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
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
                name="known_verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verdict_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_verdict_changes_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_verdict_changes_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict_changes")),
    )
    op.create_index(op.f("ix_verdict_changes_council_id"), "verdict_changes", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_verdict_changes_pledge_id_from_day_id"),
        "verdict_changes",
        ["pledge_id", "from_day", "id"],
        unique=False,
    )
    op.create_table(
        "closing_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "kept",
                "dropped",
                "replaced",
                "carried_over",
                name="decision_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ground_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reason IS NULL OR reason <> 'dropped' OR (ground_id IS NOT NULL AND length(trim(document_number)) > 0)",
            name=op.f("ck_closing_decisions_dropped_has_ground_and_number"),
        ),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_closing_decisions_body_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_closing_decisions_council_id")
        ),
        sa.ForeignKeyConstraint(["ground_id"], ["grounds.id"], name=op.f("fk_closing_decisions_ground_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_closing_decisions_pledge_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_closing_decisions_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing_decisions")),
    )
    op.create_index(
        op.f("ix_closing_decisions_council_id"), "closing_decisions", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_closing_decisions_pledge_id_from_day_id"),
        "closing_decisions",
        ["pledge_id", "from_day", "id"],
        unique=False,
    )
    op.create_table(
        "pledge_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("older_id", sa.Integer(), nullable=False),
        sa.Column("newer_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "replaced",
                "merged",
                "split",
                "promised_again",
                "carried_over",
                name="link_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("older_id <> newer_id", name=op.f("ck_pledge_links_links_two_pledges")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledge_links_council_id")),
        sa.ForeignKeyConstraint(["newer_id"], ["pledges.id"], name=op.f("fk_pledge_links_newer_id")),
        sa.ForeignKeyConstraint(["older_id"], ["pledges.id"], name=op.f("fk_pledge_links_older_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_links")),
        sa.UniqueConstraint("older_id", "newer_id", name=op.f("uq_pledge_links_older_id_newer_id")),
    )
    op.create_index(op.f("ix_pledge_links_council_id"), "pledge_links", ["council_id"], unique=False)
    op.create_index(op.f("ix_pledge_links_newer_id"), "pledge_links", ["newer_id"], unique=False)
    op.create_table(
        "pledge_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "step",
                "share",
                "occurrence",
                name="part_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("due_words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("must_show", sa.Text(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=120), nullable=False),
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
                name="part_verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("verdict_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'share' OR agency_id IS NOT NULL", name=op.f("ck_pledge_parts_share_names_its_agency")
        ),
        sa.CheckConstraint("length(trim(words)) > 0", name=op.f("ck_pledge_parts_has_words")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_pledge_parts_agency_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledge_parts_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_parts_pledge_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_parts")),
    )
    op.create_index(op.f("ix_pledge_parts_agency_id"), "pledge_parts", ["agency_id"], unique=False)
    op.create_index(op.f("ix_pledge_parts_council_id"), "pledge_parts", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_pledge_parts_pledge_id_kind_position"),
        "pledge_parts",
        ["pledge_id", "kind", "position"],
        unique=False,
    )
    op.create_table(
        "part_assessments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
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
                name="part_verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict <> 'kept' OR completed_on IS NOT NULL", name=op.f("ck_part_assessments_kept_has_its_day")
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessments.id"], name=op.f("fk_part_assessments_assessment_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_part_assessments_council_id")),
        sa.ForeignKeyConstraint(["part_id"], ["pledge_parts.id"], name=op.f("fk_part_assessments_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_assessments")),
        sa.UniqueConstraint(
            "assessment_id", "part_id", name=op.f("uq_part_assessments_assessment_id_part_id")
        ),
    )
    op.create_index(op.f("ix_part_assessments_council_id"), "part_assessments", ["council_id"], unique=False)
    op.create_index(op.f("ix_part_assessments_part_id"), "part_assessments", ["part_id"], unique=False)
    write_history()
    drop_guard("pledge_update", "pledges")
    guard_pledges(PLEDGE_FROZEN)
    for guard in guards():
        create_guard(*guard)
    for table, (frozen, *keys) in REPLACEABLE.items():
        create_replacing_guards(table, frozen, *keys)


def downgrade() -> None:
    for table in REPLACEABLE:
        drop_replacing_guards(table)
    for name, table, *_rest in guards():
        drop_guard(name, table)
    drop_guard("pledge_update", "pledges")
    op.drop_table("part_assessments")
    op.drop_table("pledge_parts")
    op.drop_table("pledge_links")
    op.drop_table("closing_decisions")
    op.drop_table("verdict_changes")
    op.drop_table("deadline_changes")
    op.drop_table("deadline_anchors")
    op.drop_table("extension_requests")
    op.drop_table("grounds")
    op.drop_table("legal_limits")
    op.drop_table("calendar_days")
    for table, column in reversed(added()):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.name}")
    guard_pledges(OLD_PLEDGE_FROZEN)
