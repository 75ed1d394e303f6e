"""add successors and handovers

What became of an agency, who must act for its pledges from that day on, handover sheets of offices, closed terms; the
kinds of papers that come with them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OLD_KINDS = ("resolution", "pledge_appendix", "follow_up_appendix", "round_report", "requestion_list", "register_extract", "pledge_sheet", "correction")  # fmt: skip
KINDS = (
    *OLD_KINDS, "reminder_letter", "explanation_demand", "report_request", "missing_reports", "handover_sheet",
    "carried_list", "term_review", "answerer_record", "dossier", "opinion_form", "topic_selection",
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
    allow_only("issued_documents", "kind", "ck_issued_documents_document_kind", KINDS)
    refer("pledges", "acting_agency_id", "agencies")
    refer("pledges", "acting_office_id", "offices")
    op.execute("UPDATE pledges SET acting_agency_id = lead_agency_id, acting_office_id = office_id")
    for column in ("acting_agency_id", "acting_office_id"):
        op.create_index(
            op.f(f"ix_pledges_council_id_{column}"), "pledges", ["council_id", column], unique=False
        )
    op.create_table(
        "abbreviations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("short", sa.String(length=60), nullable=False),
        sa.Column("full", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_abbreviations_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_abbreviations")),
        sa.UniqueConstraint("council_id", "short", name=op.f("uq_abbreviations_council_id_short")),
    )
    op.create_index(op.f("ix_abbreviations_council_id"), "abbreviations", ["council_id"], unique=False)
    op.create_table(
        "successions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "renamed",
                "merged",
                "split",
                "abolished",
                name="succession_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("old_agency_id", sa.Integer(), nullable=False),
        sa.Column("new_agency_id", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "new_agency_id IS NOT NULL OR kind = 'abolished'", name=op.f("ck_successions_successor_is_named")
        ),
        sa.CheckConstraint(
            "new_agency_id IS NULL OR old_agency_id <> new_agency_id",
            name=op.f("ck_successions_follows_another"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_successions_council_id")),
        sa.ForeignKeyConstraint(
            ["new_agency_id"], ["agencies.id"], name=op.f("fk_successions_new_agency_id")
        ),
        sa.ForeignKeyConstraint(
            ["old_agency_id"], ["agencies.id"], name=op.f("fk_successions_old_agency_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
    )
    op.create_index(op.f("ix_successions_council_id"), "successions", ["council_id"], unique=False)
    op.create_index(
        "uq_successions_standing",
        "successions",
        ["old_agency_id", "new_agency_id"],
        unique=True,
        sqlite_where=sa.text("taken_back_on IS NULL"),
        postgresql_where=sa.text("taken_back_on IS NULL"),
    )
    op.create_index(op.f("ix_successions_new_agency_id"), "successions", ["new_agency_id"], unique=False)
    op.create_table(
        "term_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term_id", sa.Integer(), nullable=False),
        sa.Column("next_term_id", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("term_id <> next_term_id", name=op.f("ck_term_closings_another_term_follows")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_term_closings_council_id")),
        sa.ForeignKeyConstraint(["next_term_id"], ["terms.id"], name=op.f("fk_term_closings_next_term_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_term_closings_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(["term_id"], ["terms.id"], name=op.f("fk_term_closings_term_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_closings")),
        sa.UniqueConstraint("term_id", name=op.f("uq_term_closings_term_id")),
    )
    op.create_index(op.f("ix_term_closings_council_id"), "term_closings", ["council_id"], unique=False)
    op.create_index(op.f("ix_term_closings_next_term_id"), "term_closings", ["next_term_id"], unique=False)
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("from_person_id", sa.Integer(), nullable=True),
        sa.Column("to_person_id", sa.Integer(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "from_person_id IS NULL OR from_person_id <> to_person_id",
            name=op.f("ck_handovers_hands_to_another"),
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["users.id"], name=op.f("fk_handovers_confirmed_by_id")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_handovers_council_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_handovers_created_by_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_documents.id"], name=op.f("fk_handovers_document_id")
        ),
        sa.ForeignKeyConstraint(["from_person_id"], ["people.id"], name=op.f("fk_handovers_from_person_id")),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_handovers_office_id")),
        sa.ForeignKeyConstraint(["to_person_id"], ["people.id"], name=op.f("fk_handovers_to_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_council_id"), "handovers", ["council_id"], unique=False)
    op.create_index(
        op.f("ix_handovers_office_id_handed_on"), "handovers", ["office_id", "handed_on"], unique=False
    )
    op.create_table(
        "handover_pledges",
        sa.Column("handover_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_handover_pledges_council_id")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name=op.f("fk_handover_pledges_handover_id")
        ),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_handover_pledges_pledge_id")),
        sa.PrimaryKeyConstraint("handover_id", "pledge_id", name=op.f("pk_handover_pledges")),
    )
    op.create_index(op.f("ix_handover_pledges_council_id"), "handover_pledges", ["council_id"], unique=False)
    op.create_index(op.f("ix_handover_pledges_pledge_id"), "handover_pledges", ["pledge_id"], unique=False)
    op.create_table(
        "pledge_watches",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_pledge_watches_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_watches_pledge_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_pledge_watches_user_id")),
        sa.PrimaryKeyConstraint("user_id", "pledge_id", name=op.f("pk_pledge_watches")),
    )
    op.create_index(op.f("ix_pledge_watches_council_id"), "pledge_watches", ["council_id"], unique=False)
    op.create_index(op.f("ix_pledge_watches_pledge_id"), "pledge_watches", ["pledge_id"], unique=False)
    op.create_table(
        "term_carries",
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=300), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["term_closings.id"], name=op.f("fk_term_carries_closing_id")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_term_carries_council_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_term_carries_pledge_id")),
        sa.PrimaryKeyConstraint("closing_id", "pledge_id", name=op.f("pk_term_carries")),
    )
    op.create_index(op.f("ix_term_carries_council_id"), "term_carries", ["council_id"], unique=False)
    op.create_index(op.f("ix_term_carries_pledge_id"), "term_carries", ["pledge_id"], unique=False)
    op.create_table(
        "pledge_assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pledge_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("succession_id", sa.Integer(), nullable=True),
        sa.Column("document_number", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "agency_id IS NOT NULL OR office_id IS NOT NULL",
            name=op.f("ck_pledge_assignments_someone_must_act"),
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_pledge_assignments_agency_id")),
        sa.ForeignKeyConstraint(
            ["council_id"], ["councils.id"], name=op.f("fk_pledge_assignments_council_id")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["offices.id"], name=op.f("fk_pledge_assignments_office_id")),
        sa.ForeignKeyConstraint(["part_id"], ["pledge_parts.id"], name=op.f("fk_pledge_assignments_part_id")),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledges.id"], name=op.f("fk_pledge_assignments_pledge_id")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name=op.f("fk_pledge_assignments_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["succession_id"], ["successions.id"], name=op.f("fk_pledge_assignments_succession_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_assignments")),
    )
    op.create_index(
        op.f("ix_pledge_assignments_agency_id"), "pledge_assignments", ["agency_id"], unique=False
    )
    op.create_index(
        op.f("ix_pledge_assignments_council_id"), "pledge_assignments", ["council_id"], unique=False
    )
    op.create_index(
        op.f("ix_pledge_assignments_pledge_id_from_day_id"),
        "pledge_assignments",
        ["pledge_id", "from_day", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_pledge_assignments_succession_id"), "pledge_assignments", ["succession_id"], unique=False
    )
    keep_for_good("pledge_assignments", "who had to act from a day on is never rewritten")
    keep_for_good("term_closings", "a closed term stays closed")
    create_guard(
        "handovers_update", "handovers", "UPDATE", "OLD.confirmed_on IS NOT NULL", "a confirmed handover is frozen",
    )  # fmt: skip
    create_guard(
        "handovers_delete", "handovers", "DELETE", "OLD.confirmed_on IS NOT NULL", "a confirmed handover is frozen",
    )  # fmt: skip
    for action, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        create_guard(
            f"handover_pledges_{action.lower()}",
            "handover_pledges",
            action,
            f"EXISTS (SELECT 1 FROM handovers WHERE handovers.id = {row}.handover_id AND handovers.confirmed_on IS NOT NULL)",  # noqa: S608 - names of our own tables
            "a confirmed handover is frozen",
        )
    for action in ("UPDATE", "DELETE"):
        create_guard(
            f"term_carries_{action.lower()}",
            "term_carries",
            action,
            "1 = 1",
            "what a closed term left open stays",
        )


def downgrade() -> None:
    op.drop_table("pledge_assignments")
    op.drop_table("term_carries")
    op.drop_table("pledge_watches")
    op.drop_table("handover_pledges")
    op.drop_table("handovers")
    op.drop_table("term_closings")
    op.drop_table("successions")
    op.drop_table("abbreviations")
    drop_guard_function("handover_pledges_insert")
    for name in ("pledge_assignments", "term_closings", "term_carries", "handovers", "handover_pledges"):
        drop_guard_function(f"{name}_update")
        drop_guard_function(f"{name}_delete")
    for column in ("acting_office_id", "acting_agency_id"):
        op.drop_index(op.f(f"ix_pledges_council_id_{column}"), "pledges")
        op.execute(f"ALTER TABLE pledges DROP COLUMN {column}")
    allow_only("issued_documents", "kind", "ck_issued_documents_document_kind", OLD_KINDS)
