"""The life of a piece of long work."""

from app.core.enums import Coded


class JobStatus(Coded):
    """Where the work stands. `stopped` is what was cut off and is not done again by itself."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
