"""How a line of the chain is hashed."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def line_hash(
    *,
    seq: int,
    at: datetime,
    council_id: int | None,
    actor_id: int | None,
    event: str,
    subject_type: str,
    subject_id: int | None,
    details: dict[str, Any],
    previous_hash: str,
) -> str:
    """SHA-256 over the line's canonical JSON, which holds the hash of the line before."""
    line = [
        seq,
        at.astimezone(UTC).isoformat(),
        council_id,
        actor_id,
        event,
        subject_type,
        subject_id,
        details,
        previous_hash,
    ]
    canonical = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
