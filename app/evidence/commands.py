"""Keeping a file that was handed in."""

from app.accounts.models import User
from app.core import storage
from app.core.database import db
from app.core.events import publish
from app.evidence.domain import CheckedFile, EvidenceKept
from app.evidence.models import EvidenceFile
from app.evidence.seals import seal_of


def keep_file(*, checked: CheckedFile, actor: User | None) -> EvidenceFile:
    """Keep the bytes of a file that was checked (`app.evidence.checks`) under their checksum, and note who handed it in."""
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
                "sent_sha256": checked.sent_sha256,
                "digest": seal_of(kept),
            },
        )
    )
    return kept
