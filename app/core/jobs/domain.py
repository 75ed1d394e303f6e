"""The life of a piece of long work."""

from datetime import timedelta

from app.core.enums import Coded

BEAT_SECONDS = 4.0
"""So often a worker says of each work it is at that it is alive, and looks for work that waits."""

STALE_AFTER = timedelta(seconds=30)
"""Work without a sign of life for so long has lost its worker."""

MOST_ATTEMPTS = 3
"""So often work is begun without getting any further, before it is said not to be done."""

KEPT_FOR = timedelta(days=30)
"""How long the file of a result waits for its owner."""


class JobStatus(Coded):
    """Where the work stands. `stopped` is what was cut off and is not done again by itself."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


ENDED = frozenset({JobStatus.DONE, JobStatus.FAILED, JobStatus.STOPPED})
