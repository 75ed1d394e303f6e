"""The digest of the row of a kept file; the file's own bytes have theirs in it."""

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core.database import db
from app.core.seals import sealed
from app.evidence.domain import EvidenceKept
from app.evidence.models import EvidenceFile

FROZEN = (
    "id", "council_id", "sha256", "size", "media_type", "name", "has_active_content", "uploaded_at", "uploaded_by_id",
)  # fmt: skip


def seal_of(file: EvidenceFile) -> str:
    return sealed(file, FROZEN)


def compare_evidence() -> Compared:
    """Every kept file with what the log says of its coming."""
    digests, names = {}, {}
    statement = sa.select(EvidenceFile).order_by(EvidenceFile.id).execution_options(yield_per=200)
    for file in db.session.scalars(statement):
        digests[file.id], names[file.id] = seal_of(file), file.name
    return compare(event=EvidenceKept.__name__, what=_("Evidence"), digests=digests, names=names)
