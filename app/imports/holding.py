"""Uploaded sheets between preview and apply: held under their SHA-256 for a day, named to the browser by a signed ticket."""

import logging
import time
from pathlib import Path

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from app.core.errors import N_, DomainError, NotFoundError
from app.core.storage import make_folder, sha256_of, written_whole

log = logging.getLogger("app")
LIFE = 24 * 3600


def _place() -> Path:
    return Path(current_app.config["FILES_DIR"]) / "imports"


def _path(digest: str, council_id: int) -> Path:
    """Each council has its own place: what one throws away, another may still be looking at."""
    return _place() / str(council_id) / digest


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="import ticket")


def hold(content: bytes, *, council_id: int, user_id: int) -> str:
    """Keep the bytes and give a ticket that only this person can use in this council. Older sheets are let go.

    Raises `DomainError` where the disk takes no more; then nothing is left of it.
    """
    digest = sha256_of(content)
    path = _path(digest, council_id)
    try:
        _let_go_of_old_ones()
        make_folder(path.parent)
        with written_whole(path, mode=0o600) as file:
            file.write(content)
    except OSError as error:
        log.exception("a sheet could not be held")
        raise DomainError(
            N_("The sheet could not be kept until it is applied: the server's disk is full. Please tell the administrator."),
            field="file",
        ) from error  # fmt: skip
    return _signer().dumps([digest, council_id, user_id])


def _let_go_of_old_ones() -> None:
    for path in _place().rglob("*"):
        if path.is_file() and time.time() - path.stat().st_mtime > LIFE:
            path.unlink(missing_ok=True)


def held(ticket: str, *, council_id: int, user_id: int) -> bytes:
    """The bytes behind a ticket, as they were uploaded. Raises `NotFoundError`."""
    try:
        digest, *owner = _signer().loads(ticket, max_age=LIFE)
        content = _path(str(digest), council_id).read_bytes()
    except (BadData, ValueError, OSError) as gone:
        raise NotFoundError(N_("This sheet is no longer here. Please upload it again.")) from gone
    if owner != [council_id, user_id] or sha256_of(content) != digest:
        raise NotFoundError(N_("This sheet is no longer here. Please upload it again."))
    return content


def let_go(content: bytes, *, council_id: int) -> None:
    """Throw away a sheet that was applied."""
    _path(sha256_of(content), council_id).unlink(missing_ok=True)
