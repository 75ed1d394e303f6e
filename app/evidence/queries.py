"""Reading what was handed in."""

from app.core import storage
from app.core.errors import N_, DomainError, NotFoundError
from app.core.tenancy import get_owned
from app.evidence.models import EvidenceFile


def get_file(evidence_id: int) -> EvidenceFile:
    """The file of that id in the council in scope; raises `NotFoundError`."""
    found = get_owned(EvidenceFile, evidence_id)
    if found is None:
        raise NotFoundError(N_("This file does not exist."))
    return found


def read_file(file: EvidenceFile) -> bytes:
    """Its bytes, checked against their checksum; raises `DomainError` when the store lost or changed them."""
    try:
        return storage.load("files", file.sha256)
    except storage.MissingFileError as missing:
        raise DomainError(
            N_(
                "The stored file is missing or damaged. Please tell the administrator, who can restore it from a backup."
            )
        ) from missing
