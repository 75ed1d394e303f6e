"""Carrying out one work, from taking it up to its end, whatever happens on the way."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.globals import app_ctx
from sqlalchemy.exc import OperationalError

from app.core.clock import now
from app.core.database import db
from app.core.errors import N_, DomainError
from app.core.i18n import say
from app.core.jobs import running
from app.core.jobs.domain import ENDED, JobStatus
from app.core.jobs.registry import HandedBackError, Progress, TakenOverError, enter, work_of
from app.core.pdf.render import in_background
from app.core.tenancy import scoped_to
from app.core.transaction import let_others_write

log = logging.getLogger("app.jobs")
BROKE_OFF = N_(
    "The server met an error and ended this work. What was done of it before stays done; the rest is not. "
    "Try again; if it happens again, tell the administrator the number of this work: %(number)s."
)
Begun = Callable[[Progress], Any]


def carry_out(
    job_id: int, *, stopping: threading.Event | None = None, begun: Begun = lambda _progress: None
) -> None:
    """Do the work, if it still waits, inside a context of its own; the table says how it ended.

    `begun` is told of the work once it is ours, and `stopping` asks it to end at its next step.
    """
    app = app_ctx.app
    claim = running.take_up(app, job_id)
    if claim is None:
        return
    progress = Progress(app, claim, stopping)
    begun(progress)
    began, ended = time.monotonic(), _carry_out(app, progress)
    running.change(app, claim, **ended)
    log.info(
        "job ended" if ended["status"] in ENDED else "job put off",
        extra={
            "job": job_id,
            "kind": claim.kind,
            "status": ended["status"].value,
            "attempt": claim.attempt,
            "seconds": round(time.monotonic() - began, 1),
        },
    )


def _carry_out(app: Flask, progress: Progress) -> dict[str, Any]:
    """What the row of the work then says."""
    claim = progress.claim
    with app.app_context(), scoped_to(claim.council_id), in_background():
        try:
            enter(claim.council_id, claim.owner)
            db.session.expunge_all()  # so that what was set up can be looked at without a transaction
            let_others_write()
            result = work_of(claim.kind)(claim.arguments, progress)
        except (HandedBackError, TakenOverError):
            return hand_back(claim)
        except OperationalError:
            log.exception("the database failed a job, which waits for its next attempt")
            return {"status": JobStatus.RUNNING, "message": ""}
        except DomainError as refused:
            return _failed(say(refused))
        except Exception:
            log.exception("a job broke off")
            return _failed(say(DomainError(BROKE_OFF, number=claim.job_id)))
        finally:
            db.session.rollback()
    return {"status": JobStatus.DONE, "result": result, "ended_at": now(), "message": "", **progress.whole}


def hand_back(claim: running.Claim) -> dict[str, Any]:
    """As it was before it was taken up: this attempt does not count."""
    return {"status": JobStatus.QUEUED, "attempts": claim.attempt - 1, "message": ""}


def _failed(message: str) -> dict[str, Any]:
    return {"status": JobStatus.FAILED, "message": message, "ended_at": now()}
