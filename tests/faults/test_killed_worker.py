"""A worker that is killed in the middle of a long paper: the paper is issued once, whichever worker ends it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from app.config import ROOT
from app.core.clock import now
from app.core.database import db
from app.core.jobs.domain import STALE_AFTER, JobStatus
from app.core.jobs.models import Job
from app.core.pdf.data import Plain
from app.core.tenancy import scoped_to
from app.core.transaction import transaction
from app.documents.models import IssuedDocument
from app.resolutions.domain import Confirmed
from app.resolutions.long import LongAdoption
from app.upkeep.verify import verify_all
from tests import factories
from tests.faults.servers import Server

ROWS = 40
KILLS = 1
PATIENCE = 90.0
WHY = Confirmed(gaps="Thống nhất ban hành như đã hứa.")


class Worker(Server):
    """`flask work` in a process of its own."""

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "app", "work"],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()


def asked_for(app, asked: Plain, *, council_id: int, user_id: int) -> int:
    from app.accounts.models import User
    from app.core.jobs.commands import ask_for

    with app.app_context(), scoped_to(council_id):
        arguments = {"asked": asked.to_data(), "public_address": "https://loihua.example", "back": "/"}
        with transaction():
            user = db.session.get_one(User, user_id)
            return ask_for(kind=asked.kind, title="In phụ lục", arguments=arguments, actor=user).id


def draft_of_many(app) -> tuple[int, int, int]:
    """Council, draft with so many pledges, and the chair."""
    with app.app_context():
        council = factories.make_council()
        with scoped_to(council.id):
            first = factories.make_pledge(council.id)
            for _each in range(ROWS - 1):
                factories.make_pledge(council.id, answer=first.answer)
            draft = factories.make_resolution(
                council.id, session=first.session, number="95/NQ-HĐND", title="T", adopted_on=date(2026, 7, 10), signer_name="A", signer_title="B"
            )  # fmt: skip
            chair = factories.make_user("standing_committee", council_id=council.id)
            db.session.commit()
            return council.id, draft.id, chair.id


def job_now(app, job_id: int) -> Job:
    with app.app_context(), scoped_to_all():
        job = db.session.get_one(Job, job_id)
        db.session.expunge(job)
        db.session.rollback()
        return job


def scoped_to_all():
    from app.core.tenancy import every_council

    return every_council()


def wait_until(done: Callable[[], bool], worker: Worker) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, "".join(worker.said[-30:])
        time.sleep(0.05)


def let_time_pass(app, job_id: int) -> None:
    """As if nothing had been heard of the worker for long enough."""
    with app.app_context(), scoped_to_all(), transaction():
        late = now() - 2 * STALE_AFTER
        db.session.execute(sa.update(Job).where(Job.id == job_id).values(beat_at=late))


def test_a_paper_is_issued_once_although_its_worker_is_killed_again_and_again(own_app, tmp_path):
    council_id, draft_id, chair_id = draft_of_many(own_app)
    asked = LongAdoption(resolution_id=draft_id, version=None, confirmed=WHY)
    job_id = asked_for(own_app, asked, council_id=council_id, user_id=chair_id)
    worker = Worker(
        own_app.config["SQLALCHEMY_DATABASE_URI"],
        Path(tmp_path),
        settings={"FILES_URL": f"file://{own_app.config['FILES_DIR']}"},
    )
    for kill in range(KILLS):
        worker.start()
        wait_until(lambda kill=kill: job_now(own_app, job_id).attempts == kill + 1, worker)
        time.sleep(0.3 * kill)
        worker.kill()
        assert job_now(own_app, job_id).status is JobStatus.RUNNING
        let_time_pass(own_app, job_id)
    worker.start()
    wait_until(lambda: job_now(own_app, job_id).status is not JobStatus.RUNNING, worker)
    wait_until(lambda: job_now(own_app, job_id).status not in {JobStatus.RUNNING, JobStatus.QUEUED}, worker)
    assert worker.process is not None
    os.kill(worker.process.pid, signal.SIGTERM)
    assert worker.process.wait(30) == 0
    job = job_now(own_app, job_id)
    assert (job.status, job.attempts) == (JobStatus.DONE, KILLS + 1), job.message
    with own_app.app_context(), scoped_to_all():
        [paper] = db.session.scalars(sa.select(IssuedDocument)).all()
        assert job.result["address"].endswith(f"/documents/{paper.id}")
        assert len(paper.data["groups"][0]["rows"]) == ROWS
        db.session.rollback()
        assert verify_all().faults == []
