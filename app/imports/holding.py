"""Uploaded sheets between preview and apply: held under their SHA-256 for a day, named to the browser by a signed ticket."""

import time
from pathlib import Path

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from app.core.errors import N_, NotFoundError
from app.core.storage import sha256_of

LIFE = 24 * 3600


def _folder() -> Path:
    return Path(current_app.config["FILES_DIR"]) / "imports"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="import ticket")


def hold(content: bytes, *, council_id: int, user_id: int) -> str:
    """Keep the bytes and give a ticket that only this person can use in this council. Older sheets are let go."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in folder.iterdir():
        if time.time() - path.stat().st_mtime > LIFE:
            path.unlink(missing_ok=True)
    digest = sha256_of(content)
    path = folder / digest
    path.write_bytes(content)
    path.chmod(0o600)
    return _signer().dumps([digest, council_id, user_id])


def held(ticket: str, *, council_id: int, user_id: int) -> bytes:
    """The bytes behind a ticket, as they were uploaded. Raises `NotFoundError`."""
    try:
        digest, *owner = _signer().loads(ticket, max_age=LIFE)
        content = (_folder() / str(digest)).read_bytes()
    except (BadData, ValueError, OSError) as gone:
        raise NotFoundError(N_("This sheet is no longer here. Please upload it again.")) from gone
    if owner != [council_id, user_id] or sha256_of(content) != digest:
        raise NotFoundError(N_("This sheet is no longer here. Please upload it again."))
    return content


def let_go(content: bytes) -> None:
    """Throw away a sheet that was applied."""
    (_folder() / sha256_of(content)).unlink(missing_ok=True)
