"""The digest of what was decided: written into the log with the decision, recomputed by `verify`.

Triggers keep what is frozen from being changed; who can drop a trigger can change it all the same, but not unseen.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from app.core.database import json_ready

_EXACT = Context(prec=100)
_SMALLEST = Decimal("0.000001")


def digest_of(values: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of the values; the same before they are stored and after either database read them.

    >>> digest_of({"target": Decimal("95")}) == digest_of({"target": Decimal("95.000000")})
    True
    """
    canonical = json.dumps(_plain(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        exact = value.quantize(_SMALLEST, rounding=ROUND_HALF_UP, context=_EXACT)
        return format(exact.normalize(_EXACT) + 0, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return json_ready(value)


def sealed(record: Any, columns: Iterable[str], **more: Any) -> str:
    """The digest of those columns of a record, and of what else belongs to it."""
    return digest_of({**{name: getattr(record, name) for name in columns}, **more})
