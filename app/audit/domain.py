"""How a line of the chain is hashed, and what of the log is asked for."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

GENESIS = "0" * 64


def canonical_line(
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
    """The line as one JSON array, without blanks, keys in order, the moment in UTC: what its hash is taken of."""
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
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def line_hash(**line: Any) -> str:
    """SHA-256 over the line's canonical JSON, which holds the hash of the line before."""
    return hashlib.sha256(canonical_line(**line).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class LogFilter:
    """Which lines are asked for; None asks for all. `by_operator` are the lines nobody signed in has to answer for."""

    since: date | None = None
    until: date | None = None
    actor_id: int | None = None
    by_operator: bool = False
    event: str | None = None
    subject_type: str | None = None
    subject_id: int | None = None
    name: str = ""
