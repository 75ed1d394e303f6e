"""Keeping a file that was handed in."""

from app.accounts.models import User
from app.core import storage
from app.core.database import db
from app.core.events import publish
from app.evidence.checks import check_file
from app.evidence.domain import EvidenceKept, Upload
from app.evidence.models import EvidenceFile
from app.evidence.seals import seal_of


def keep_file(*, name: str, content: bytes, actor: User | None) -> EvidenceFile:
    """Check the file by its content, keep its bytes under their checksum, and note who handed it in.

    Raises `DomainError` (field "evidence") for a file that is not one of the five kinds, is damaged, or is too large.
    """
    checked = check_file(Upload(name, content), most_bytes=storage.largest_upload())
    kept = EvidenceFile(
        sha256=storage.store("files", checked.content),
        size=len(checked.content),
        media_type=checked.kind.media_type,
        name=checked.name,
        has_active_content=checked.has_active_content,
        uploaded_by_id=actor.id if actor else None,
    )
    db.session.add(kept)
    db.session.flush()
    publish(
        EvidenceKept(
            actor_id=kept.uploaded_by_id,
            council_id=kept.council_id,
            subject_type="EvidenceFile",
            subject_id=kept.id,
            details={
                "name": kept.name,
                "size": kept.size,
                "sha256": kept.sha256,
                "sent_sha256": storage.sha256_of(content),
                "digest": seal_of(kept),
            },
        )
    )
    return kept
