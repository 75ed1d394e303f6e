"""add papers

Numbers, codes and corrections of issued papers; what a council prints with; the words of a resolution and of a report.
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OLD_KINDS = ("pledge_appendix", "follow_up_appendix")
KINDS = (
    "resolution", "pledge_appendix", "follow_up_appendix", "round_report", "requestion_list", "register_extract",
    "pledge_sheet", "correction",
)  # fmt: skip
OLD_CAPACITIES = ("on_behalf_of_council", "deputy_for_chair", "on_behalf_of_standing_committee")
CAPACITIES = (
    "on_behalf_of_council", "deputy_for_chair", "acting_chair", "on_behalf_of_standing_committee",
    "deputy_for_standing_committee", "on_behalf_of_committee", "deputy_for_committee", "by_order", "by_mandate",
)  # fmt: skip
OLD_RESOLUTION_FROZEN = (
    "id", "council_id", "session_id", "status", "number", "title", "adopted_on", "signer_name", "signer_title",
    "signing_capacity", "gaps_confirmation", "adopted_at", "adopted_by_id",
)  # fmt: skip
TEXTS = ("legal_bases", "assessment", "tasks", "responsibilities", "closing_words", "recipients")
RESOLUTION_FROZEN = (*(name for name in OLD_RESOLUTION_FROZEN if name != "number"), *TEXTS, "appendix_inside")
ADOPTED_WITH_NUMBER = "status = 'draft' OR (number IS NOT NULL AND adopted_on IS NOT NULL)"
ADOPTED_WITH_DAY = "status = 'draft' OR adopted_on IS NOT NULL"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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


def one_of(column: str, codes: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(code) for code in codes)})"


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


def put_back(guards: list[str]) -> None:
    for sql in guards:
        op.get_bind().exec_driver_sql(sql)


def allow_only(table: str, column: str, name: str, codes: tuple[str, ...]) -> None:
    """Change the codes a column takes. SQLite rebuilds the table; what else it checks is read from it and kept."""
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(name), type_="check")
        batch.create_check_constraint(op.f(name), one_of(column, codes))


def change_kinds(codes: tuple[str, ...]) -> None:
    allow_only("issued_documents", "kind", "ck_issued_documents_document_kind", codes)


def change_capacities(codes: tuple[str, ...]) -> None:
    allow_only("resolutions", "signing_capacity", "ck_resolutions_signing_capacity", codes)


def change_what_adoption_needs(old: str, new: str, condition: str) -> None:
    """A resolution may be adopted without its number, which is given after signature."""
    with op.batch_alter_table("resolutions") as batch:
        batch.drop_constraint(op.f(f"ck_resolutions_{old}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_resolutions_{new}"), condition)


def guard_resolution(columns: tuple[str, ...], *, but: str = "") -> None:
    create_guard(
        "resolution_update", "resolutions", "UPDATE",
        f"OLD.status = 'adopted' AND ({changed(columns)}{but})", "an adopted resolution is frozen",
    )  # fmt: skip


def add_codes() -> None:
    """Every paper gets its code; the guard stands aside for the one column that was not there."""
    bind = op.get_bind()
    op.add_column("issued_documents", sa.Column("code", sa.String(length=16), nullable=True))
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE issued_documents DISABLE TRIGGER guard_document_update")
    for (document_id,) in bind.execute(sa.text("SELECT id FROM issued_documents ORDER BY id")).all():
        code = "".join(secrets.choice(LETTERS) for _ in range(10))
        bind.execute(
            sa.text("UPDATE issued_documents SET code = :code WHERE id = :id"),
            {"code": code, "id": document_id},
        )
    if bind.dialect.name == "postgresql":
        op.execute("ALTER TABLE issued_documents ENABLE TRIGGER guard_document_update")


def extend_documents() -> None:
    guards = take_guards("issued_documents")
    add_codes()
    with op.batch_alter_table("issued_documents") as batch:
        batch.alter_column("code", existing_type=sa.String(length=16), nullable=False)
        batch.create_unique_constraint(op.f("uq_issued_documents_code"), ["code"])
        for column in ("corrects_id", "enclosed_in_id"):
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_issued_documents_{column}"), "issued_documents", [column], ["id"]
            )
    change_kinds(KINDS)
    put_back(guards)


def extend_resolutions() -> None:
    drop_guard("resolution_update", "resolutions")
    guards = take_guards("resolutions")
    for column in TEXTS:
        op.add_column("resolutions", sa.Column(column, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "resolutions", sa.Column("appendix_inside", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    change_capacities(CAPACITIES)
    change_what_adoption_needs("adopted_has_number_and_day", "adopted_has_day", ADOPTED_WITH_DAY)
    put_back(guards)
    guard_resolution(RESOLUTION_FROZEN, but=f" OR (OLD.number IS NOT NULL AND ({changed(('number',))}))")


def upgrade() -> None:
    extend_documents()
    extend_resolutions()
    op.create_table(
        "legal_bases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "used_in",
            sa.Enum(
                "resolution",
                "report",
                "letter",
                name="legal_basis_use",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on",
            name=op.f("ck_legal_bases_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_legal_bases_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_bases")),
    )
    op.create_index(op.f("ix_legal_bases_council_id"), "legal_bases", ["council_id"], unique=False)
    op.create_table(
        "paper_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("superior", sa.String(length=300), nullable=False),
        sa.Column("head_name", sa.String(length=300), nullable=False),
        sa.Column("margin_top", sa.Integer(), nullable=False),
        sa.Column("margin_bottom", sa.Integer(), nullable=False),
        sa.Column("margin_left", sa.Integer(), nullable=False),
        sa.Column("margin_right", sa.Integer(), nullable=False),
        sa.Column("tables_landscape", sa.Boolean(), nullable=False),
        sa.Column("number_at_issue", sa.Boolean(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("record_unit", sa.String(length=60), nullable=False),
        sa.Column("address_line", sa.String(length=300), nullable=False),
        sa.Column("symbols", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "margin_bottom BETWEEN 20 AND 25", name=op.f("ck_paper_settings_margin_bottom_in_range")
        ),
        sa.CheckConstraint(
            "margin_left BETWEEN 30 AND 35", name=op.f("ck_paper_settings_margin_left_in_range")
        ),
        sa.CheckConstraint(
            "margin_right BETWEEN 15 AND 20", name=op.f("ck_paper_settings_margin_right_in_range")
        ),
        sa.CheckConstraint(
            "margin_top BETWEEN 20 AND 25", name=op.f("ck_paper_settings_margin_top_in_range")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_paper_settings_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_settings")),
        sa.UniqueConstraint("council_id", name=op.f("uq_paper_settings_council_id")),
    )
    op.create_index(op.f("ix_paper_settings_council_id"), "paper_settings", ["council_id"], unique=False)
    op.create_table(
        "signers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "on_behalf_of_council",
                "deputy_for_chair",
                "acting_chair",
                "on_behalf_of_standing_committee",
                "deputy_for_standing_committee",
                "on_behalf_of_committee",
                "deputy_for_committee",
                "by_order",
                "by_mandate",
                name="signer_capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on_behalf_of", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on",
            name=op.f("ck_signers_ends_after_start"),
        ),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_signers_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signers")),
    )
    op.create_index(op.f("ix_signers_council_id"), "signers", ["council_id"], unique=False)
    op.create_table(
        "document_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("numbered_on", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=True),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("sequence > 0", name=op.f("ck_document_numbers_counts_from_one")),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_document_numbers_council_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["issued_documents.id"], name=op.f("fk_document_numbers_document_id")
        ),
        sa.ForeignKeyConstraint(["given_by_id"], ["users.id"], name=op.f("fk_document_numbers_given_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_numbers")),
        sa.UniqueConstraint(
            "council_id",
            "symbol",
            "year",
            "sequence",
            name=op.f("uq_document_numbers_council_id_symbol_year_sequence"),
        ),
        sa.UniqueConstraint("document_id", name=op.f("uq_document_numbers_document_id")),
    )
    op.create_index(op.f("ix_document_numbers_council_id"), "document_numbers", ["council_id"], unique=False)
    op.create_table(
        "round_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("shortcomings", sa.Text(), nullable=False),
        sa.Column("causes", sa.Text(), nullable=False),
        sa.Column("solutions", sa.Text(), nullable=False),
        sa.Column("proposals", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_round_reports_council_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_round_reports_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_reports")),
        sa.UniqueConstraint("round_id", name=op.f("uq_round_reports_round_id")),
    )
    op.create_index(op.f("ix_round_reports_council_id"), "round_reports", ["council_id"], unique=False)
    create_guard("number_update", "document_numbers", "UPDATE", "1 = 1", "a number given is never changed")
    create_guard("number_delete", "document_numbers", "DELETE", "1 = 1", "a number given is never taken back")
    create_replacing_guards(
        "document_numbers", "1 = 1", ("id",), ("document_id",), ("council_id", "symbol", "year", "sequence")
    )


def downgrade() -> None:
    drop_replacing_guards("document_numbers")
    drop_guard("number_delete", "document_numbers")
    drop_guard("number_update", "document_numbers")
    op.drop_table("round_reports")
    op.drop_table("document_numbers")
    op.drop_table("signers")
    op.drop_table("paper_settings")
    op.drop_table("legal_bases")
    drop_guard("resolution_update", "resolutions")
    guards = take_guards("resolutions")
    op.execute(
        "UPDATE resolutions SET number = 'chưa có số ' || id WHERE status = 'adopted' AND number IS NULL"
    )
    change_what_adoption_needs("adopted_has_day", "adopted_has_number_and_day", ADOPTED_WITH_NUMBER)
    change_capacities(OLD_CAPACITIES)
    for column in (*TEXTS, "appendix_inside"):
        op.execute(f"ALTER TABLE resolutions DROP COLUMN {column}")
    put_back(guards)
    guard_resolution(OLD_RESOLUTION_FROZEN)
    guards = take_guards("issued_documents")
    with op.batch_alter_table("issued_documents") as batch:
        for column in ("corrects_id", "enclosed_in_id"):
            batch.drop_constraint(op.f(f"fk_issued_documents_{column}"), type_="foreignkey")
        batch.drop_constraint(op.f("uq_issued_documents_code"), type_="unique")
        for column in ("code", "enclosed_in_id", "corrects_id"):
            batch.drop_column(column)
    change_kinds(OLD_KINDS)
    put_back(guards)
