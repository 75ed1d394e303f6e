"""Reading what was handed in."""

from collections.abc import Callable

from app.core import storage
from app.core.errors import N_, DomainError, NotFoundError
from app.core.tenancy import get_owned
from app.evidence.models import EvidenceFile

Keeper = Callable[[int], bool]
"""Says of a file's id whether it is still its sender's own affair."""

KEEPERS: list[Keeper] = []


def ask_first(keeper: Keeper) -> None:
    """Let a feature keep files back that were not sent yet; `app.subscriptions` says which."""
    if keeper not in KEEPERS:
        KEEPERS.append(keeper)


def get_file(evidence_id: int) -> EvidenceFile:
    """The file of that id in the council in scope, unless it goes with something not sent yet; raises `NotFoundError`."""
    found = get_owned(EvidenceFile, evidence_id)
    if found is None or any(kept_back(evidence_id) for kept_back in KEEPERS):
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
