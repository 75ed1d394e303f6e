"""let an agency have one main contact at a time

Where two were named at the same moment, the first one stays the main contact and the others become its alternates.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MAIN_CONTACT = "role = 'agency' AND NOT is_alternate AND ended_at IS NULL"
MEMBERSHIPS = sa.table(
    "memberships", sa.column("id"), sa.column("agency_id"), sa.column("is_alternate", sa.Boolean)
)


def upgrade() -> None:
    main = sa.and_(MEMBERSHIPS.c.agency_id.is_not(None), sa.text(MAIN_CONTACT))
    firsts = sa.select(sa.func.min(MEMBERSHIPS.c.id)).where(main).group_by(MEMBERSHIPS.c.agency_id)
    later = MEMBERSHIPS.update().where(main, MEMBERSHIPS.c.id.not_in(firsts.correlate(None)))
    op.execute(later.values(is_alternate=True))
    op.create_index(
        "uq_memberships_main_contact",
        "memberships",
        ["agency_id"],
        unique=True,
        sqlite_where=sa.text(MAIN_CONTACT),
        postgresql_where=sa.text(MAIN_CONTACT),
    )


def downgrade() -> None:
    op.drop_index("uq_memberships_main_contact", "memberships")
