"""guard what is frozen

Triggers on both databases refuse to change or delete an issued document, an audit line, the adopted words and original
deadline of a pledge, an adopted resolution, and the assessments and reports of an approved round. An ORM listener is
not enough: a bulk UPDATE slips past it.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PLEDGE_FROZEN = (
    "id", "council_id", "code", "answer_id", "session_id", "topic_group_id", "words", "expected_result", "measure", "target",
    "unit", "source", "deadline_words", "deadline_kind", "deadline_rule", "deadline_basis", "deadline_condition",
    "deadline_tentative", "due_on_override_reason", "starts_on", "original_due_on", "resolution_id", "row_number",
    "adopted_on",
)  # fmt: skip
RESOLUTION_FROZEN = (
    "id", "council_id", "session_id", "status", "number", "title", "adopted_on", "signer_name", "signer_title",
    "signing_capacity", "gaps_confirmation", "adopted_at", "adopted_by_id",
)  # fmt: skip
ROUND_FROZEN = (
    "id",
    "council_id",
    "number",
    "title",
    "as_of",
    "assessing_body_id",
    "approved_by_id",
    "approved_at",
)
REPORT_ROUND_CLOSED = "{row}.round_id IN (SELECT id FROM rounds WHERE status IN ('approved', 'issued'))"
LINKED_ROUND_CLOSED = (
    "{row}.assessment_id IN (SELECT a.id FROM assessments a JOIN rounds r ON r.id = a.round_id"
    " WHERE r.status IN ('approved', 'issued'))"
)
PLEDGE_ADOPTED = "{row}.pledge_id IN (SELECT id FROM pledges WHERE lifecycle <> 'draft')"

ALWAYS = "1 = 1"
REPLACEABLE = {
    "audit_entries": (ALWAYS, ("seq",), ("hash",)),
    "issued_documents": (ALWAYS, ("id",)),
    "evidence_files": (ALWAYS, ("id",)),
    "agency_reports": (ALWAYS, ("id",)),
    "pledges": (
        "held.lifecycle <> 'draft'",
        ("id",),
        ("council_id", "code"),
        ("resolution_id", "row_number"),
    ),
    "resolutions": ("held.status = 'adopted'", ("id",), ("council_id", "number", "adopted_on")),
    "rounds": ("held.status IN ('approved', 'issued')", ("id",), ("council_id", "number")),
    "assessments": (REPORT_ROUND_CLOSED.format(row="held"), ("id",)),
}
"""What is frozen in a table, and by which keys SQLite's REPLACE would take its place without asking a DELETE trigger."""


def replacing_guards() -> list[tuple[str, str, str]]:
    """(name, table, the trigger's head and condition) for SQLite; PostgreSQL has no REPLACE."""
    found = []
    for table, (frozen, *keys) in REPLACEABLE.items():
        same = " OR ".join(
            "(" + " AND ".join(f"held.{column} = NEW.{column}" for column in key) + ")" for key in keys
        )
        taken = f"EXISTS (SELECT 1 FROM {table} AS held WHERE ({same}) AND {frozen}"  # noqa: S608 - names of our own tables
        found.append((f"{table}_taken", table, f"BEFORE INSERT ON {table} WHEN {taken})"))
        found.append(
            (f"{table}_overrun", table, f"BEFORE UPDATE ON {table} WHEN {taken} AND held.rowid <> OLD.rowid)")
        )
    return found


def changed(columns: tuple[str, ...], *, sqlite: bool) -> str:
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def round_moves_back_or_changes(*, sqlite: bool) -> str:
    return f"(NEW.status NOT IN ('approved', 'issued') OR {changed(ROUND_FROZEN, sqlite=sqlite)})"


def guards(*, sqlite: bool) -> list[tuple[str, str, str, str, str]]:
    """(name, table, action, condition, what is said), one row a trigger; NEW is read on INSERT and UPDATE, OLD on DELETE."""
    old, new = {"row": "OLD"}, {"row": "NEW"}

    def either(condition: str) -> str:
        return f"({condition.format(**old)} OR {condition.format(**new)})"

    return [
        ("audit_update", "audit_entries", "UPDATE", "1 = 1", "an audit line is never changed"),
        ("audit_delete", "audit_entries", "DELETE", "1 = 1", "an audit line is never removed"),
        ("document_update", "issued_documents", "UPDATE", "1 = 1", "an issued document is never changed"),
        ("document_delete", "issued_documents", "DELETE", "1 = 1", "an issued document is never removed"),
        ("evidence_update", "evidence_files", "UPDATE", "1 = 1", "a file handed in as evidence is never changed"),
        ("evidence_delete", "evidence_files", "DELETE", "1 = 1", "a file handed in as evidence is never removed"),
        (
            "pledge_update", "pledges", "UPDATE",
            f"OLD.lifecycle <> 'draft' AND (NEW.lifecycle = 'draft' OR {changed(PLEDGE_FROZEN, sqlite=sqlite)})",
            "the words and the original deadline of an adopted pledge are frozen",
        ),
        ("pledge_delete", "pledges", "DELETE", "OLD.lifecycle <> 'draft'", "an adopted pledge never disappears"),
        ("coordinator_insert", "pledge_coordinators", "INSERT", PLEDGE_ADOPTED.format(**new), "the agencies of an adopted pledge are frozen"),
        ("coordinator_update", "pledge_coordinators", "UPDATE", either(PLEDGE_ADOPTED), "the agencies of an adopted pledge are frozen"),
        ("coordinator_delete", "pledge_coordinators", "DELETE", PLEDGE_ADOPTED.format(**old), "the agencies of an adopted pledge are frozen"),
        (
            "resolution_update", "resolutions", "UPDATE",
            f"OLD.status = 'adopted' AND ({changed(RESOLUTION_FROZEN, sqlite=sqlite)})",
            "an adopted resolution is frozen",
        ),
        ("resolution_delete", "resolutions", "DELETE", "OLD.status = 'adopted'", "an adopted resolution never disappears"),
        (
            "round_update", "rounds", "UPDATE",
            f"OLD.status = 'issued' OR (OLD.status = 'approved' AND {round_moves_back_or_changes(sqlite=sqlite)})",
            "an approved round is frozen",
        ),
        ("round_delete", "rounds", "DELETE", "OLD.status IN ('approved', 'issued')", "an approved round never disappears"),
        ("assessment_insert", "assessments", "INSERT", REPORT_ROUND_CLOSED.format(**new), "the assessments of an approved round are frozen"),
        ("assessment_update", "assessments", "UPDATE", either(REPORT_ROUND_CLOSED), "the assessments of an approved round are frozen"),
        ("assessment_delete", "assessments", "DELETE", REPORT_ROUND_CLOSED.format(**old), "the assessments of an approved round are frozen"),
        ("proof_insert", "assessment_evidence", "INSERT", LINKED_ROUND_CLOSED.format(**new), "the evidence of an approved round is frozen"),
        ("proof_update", "assessment_evidence", "UPDATE", either(LINKED_ROUND_CLOSED), "the evidence of an approved round is frozen"),
        ("proof_delete", "assessment_evidence", "DELETE", LINKED_ROUND_CLOSED.format(**old), "the evidence of an approved round is frozen"),
        ("report_update", "agency_reports", "UPDATE", "1 = 1", "a report of an agency is never changed, only followed by another"),
        ("report_delete", "agency_reports", "DELETE", "1 = 1", "a report of an agency is never removed"),
    ]  # fmt: skip


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, action, condition, said in guards(sqlite=sqlite):
        if sqlite:
            op.execute(
                f"CREATE TRIGGER guard_{name} BEFORE {action} ON {table} WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )
        else:
            op.execute(
                f"CREATE FUNCTION guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {condition} THEN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN {'OLD' if action == 'DELETE' else 'NEW'}; END $$"
            )
            op.execute(
                f"CREATE TRIGGER guard_{name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION guard_{name}()"
            )
    if sqlite:
        for name, table, guarded in replacing_guards():
            op.execute(
                f"CREATE TRIGGER guard_{name} {guarded} "
                f"BEGIN SELECT RAISE(ABORT, 'what is frozen in {table} is never replaced'); END"
            )
    else:
        for table in ("audit_entries", "issued_documents", "agency_reports"):
            op.execute(
                f"CREATE FUNCTION guard_{table}_truncate() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{table} is never emptied'; END $$"
            )
            op.execute(
                f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION guard_{table}_truncate()"
            )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for name, table, _action, _condition, _said in guards(sqlite=sqlite):
        if sqlite:
            op.execute(f"DROP TRIGGER guard_{name}")
        else:
            op.execute(f"DROP TRIGGER guard_{name} ON {table}")
            op.execute(f"DROP FUNCTION guard_{name}()")
    if sqlite:
        for name, _table, _guarded in replacing_guards():
            op.execute(f"DROP TRIGGER guard_{name}")
    else:
        for table in ("audit_entries", "issued_documents", "agency_reports"):
            op.execute(f"DROP TRIGGER guard_{table}_truncate ON {table}")
            op.execute(f"DROP FUNCTION guard_{table}_truncate()")
