"""The digest of the row of a kept file; the file's own bytes have theirs in it."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from flask_babel import gettext as _

from app.audit.seals import Compared, compare
from app.core import storage
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
    digests, names, files = {}, {}, {}
    for file in _all():
        digests[file.id], names[file.id], files[file.id] = seal_of(file), file.name, file.sha256
    return compare(event=EvidenceKept.__name__, what=_("Evidence"), digests=digests, names=names, files=files)


def broken_files() -> Iterator[str]:
    """A sentence for each kept file that is gone from the store or changed there."""
    for file in _all():
        if not storage.is_whole("files", file.sha256):
            yield _(
                "Evidence “%(name)s”: its stored file files/%(sha256)s is missing or was changed.",
                name=file.name,
                sha256=file.sha256,
            )


def _all() -> Iterable[EvidenceFile]:
    return db.session.scalars(
        sa.select(EvidenceFile).order_by(EvidenceFile.id).execution_options(yield_per=200)
    )
