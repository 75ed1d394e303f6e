"""add the entries a search goes through, and the full-text index of each database over them"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

FOLLOWING = {
    "search_entry_added": "AFTER INSERT ON search_entries BEGIN {add} END",
    "search_entry_removed": "AFTER DELETE ON search_entries BEGIN {remove} END",
    "search_entry_changed": "AFTER UPDATE OF kind, folded ON search_entries BEGIN {remove} {add} END",
}
ADD = "INSERT INTO search_index (rowid, kind, folded) VALUES (new.id, new.kind, new.folded);"
REMOVE = "INSERT INTO search_index (search_index, rowid, kind, folded) VALUES ('delete', old.id, old.kind, old.folded);"


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pledge",
                "question",
                "answer",
                "person",
                "agency",
                "office",
                "topic",
                "resolution",
                "document",
                name="search_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("folded_title", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["councils.id"], name=op.f("fk_search_entries_council_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "record_id", name=op.f("uq_search_entries_kind_record_id")),
    )
    op.create_index(op.f("ix_search_entries_council_id"), "search_entries", ["council_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE INDEX search_index ON search_entries USING gin (to_tsvector('simple', folded))")
        return
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(kind, folded, content='search_entries', content_rowid='id',"
        " tokenize='unicode61', prefix='2 3')"
    )
    for name, act in FOLLOWING.items():
        op.execute(f"CREATE TRIGGER {name} {act.format(add=ADD, remove=REMOVE)}")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in FOLLOWING:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE search_index")
    op.drop_table("search_entries")
