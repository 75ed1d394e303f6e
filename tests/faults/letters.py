"""`kill -9` in the middle of a run of letters: each letter is issued exactly once, and its numbers have no gap.

    python -m tests.faults.letters [LETTERS] [KILLS]

prints and issues them in earnest on both databases; the suite leaves the typesetting out.
"""

import argparse
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from flask import Flask

from app.core.clock import today
from app.core.database import db
from app.core.jobs.carrying import carry_out
from app.core.jobs.domain import JobStatus
from app.core.jobs.models import Job
from app.core.tenancy import enter_council, every_council
from app.documents.models import DocumentNumber, IssuedDocument
from app.pressing.domain import LetterKind
from app.pressing.letters import commands, queries
from app.pressing.letters.domain import NewRun, Sending
from app.pressing.letters.usual_words import usual_words
from app.pressing.models import Letter, PledgeStep
from app.upkeep.verify import verify_all
from tests import factories
from tests.conftest import DATABASES, database_address, make_app

LONGEST = 1800.0
"""Seconds after which a worker that does not come to an end is given up."""


@dataclass
class Tally:
    """What lies in the database after all of it."""

    letters: int = 0
    kills: int = 0
    issued: Counter[int] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    steps: Counter[int] = field(default_factory=Counter)
    papers: int = 0
    faults: list[str] = field(default_factory=list)
    status: str = ""

    def __str__(self) -> str:
        once = sum(times == 1 for times in self.issued.values())
        return (
            f"{once} of {self.letters} letters exactly once, {self.papers} papers, numbers {min(self.numbers)}–{max(self.numbers)} "
            f"({len(self.numbers)}), {self.kills} kills, {len(self.faults)} faults found by verify, work {self.status}"
        )


def kill_while_issuing(app: Flask, *, letters: int, kills: int, seed: int = 1) -> Tally:
    """Issue a run of so many letters by workers of which so many are killed on the way; the last one ends it."""
    council_id, run_id, job_id = _scene(app, letters)
    tally, chance = Tally(letters=letters), random.Random(seed)
    with app.app_context():
        before = verify_all().faults
        db.session.remove()
    for kill in range(1, kills + 1):
        worker = _start(app, job_id)
        _wait_for(app, run_id, letters * kill // (kills + 1), worker)
        time.sleep(chance.random() * 0.1)
        if worker.is_alive():
            os.killpg(worker.pid or 0, signal.SIGKILL)
            tally.kills += 1
        worker.join()
    last = _start(app, job_id)
    last.join(LONGEST)
    _look_back(app, council_id, run_id, job_id, tally, before=before)
    return tally


def _scene(app: Flask, letters: int) -> tuple[int, int, int]:
    """Committed: a run of letters to as many agencies, each with one overdue pledge, released."""
    with app.app_context():
        council = factories.make_council()
        enter_council(council.id)
        factories.make_signer(council.id, name="Người Ký Mẫu")
        session = factories.make_session(council.id, held_on=today() - timedelta(days=400))
        group = factories.make_topic_group(council.id, session=session)
        due = today() - timedelta(days=30)
        pledges = [_pledge(council.id, group, due) for _each in range(letters)]
        factories.adopt(*pledges)
        new = NewRun(
            kind=LetterKind.REMINDER,
            signed_on=today(),
            pledge_ids=tuple(each.id for each in pledges),
            words=usual_words(LetterKind.REMINDER, council, today()),
        )
        run = commands.prepare_run(new=new, actor=None)
        run = queries.get_run(run.id)
        sending = Sending(number="1")
        commands.release_run(run=run, sending=sending, council=council, title="", address="", actor=None)
        found = council.id, run.id, run.job_id or 0
        db.session.commit()
        db.session.remove()
        return found


def _pledge(council_id: int, group: object, due_on: date) -> object:
    question = factories.make_question(council_id, topic_group=group)
    return factories.make_pledge(
        council_id, answer=factories.make_answer(council_id, question=question), due_on=due_on
    )


def _start(app: Flask, job_id: int) -> multiprocessing.process.BaseProcess:
    """A worker in a process and a group of processes of its own."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    worker = multiprocessing.get_context("fork").Process(target=_work, args=(app, job_id))
    worker.start()
    return worker


def _work(app: Flask, job_id: int) -> None:
    """As a worker takes up what was left by one that died."""
    os.setsid()
    with app.app_context():
        with every_council():
            db.session.execute(sa.update(Job).where(Job.id == job_id).values(status=JobStatus.QUEUED))
            db.session.commit()
        carry_out(job_id)


def _wait_for(app: Flask, run_id: int, many: int, worker: multiprocessing.process.BaseProcess) -> None:
    count = sa.select(sa.func.count(Letter.document_id)).where(Letter.run_id == run_id)
    with app.app_context(), db.engine.connect().execution_options(only_reads=True) as reading:
        while worker.is_alive():
            if int(reading.scalar(count) or 0) >= many:
                return
            reading.rollback()
            time.sleep(0.005)


def _look_back(
    app: Flask, council_id: int, run_id: int, job_id: int, tally: Tally, *, before: list[str]
) -> None:
    """Read everything from the database, as it lies there; the scene itself was put there past the log."""
    with app.app_context():
        enter_council(council_id)
        tally.issued = Counter(
            db.session.scalars(
                sa.select(IssuedDocument.subject_id).where(IssuedDocument.subject_type == "Letter")
            )
        )
        tally.papers = sum(1 for each in queries.letters_of(run_id) if each.document is not None)
        tally.numbers = sorted(db.session.scalars(sa.select(DocumentNumber.sequence)))
        tally.steps = Counter(db.session.scalars(sa.select(PledgeStep.pledge_id)))
        tally.status = db.session.get_one(Job, job_id).status.value
        db.session.rollback()
        tally.faults = [each for each in verify_all().faults if each not in before]
        db.session.remove()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("letters", type=int, nargs="?", default=200)
    parser.add_argument("kills", type=int, nargs="?", default=10)
    asked = parser.parse_args()
    for kind in DATABASES:
        app = make_app(database_address(kind, f"letters_{os.getpid()}"))
        began = time.monotonic()
        tally = kill_while_issuing(app, letters=asked.letters, kills=asked.kills)
        print(f"{kind}, {time.monotonic() - began:.0f} s, load {os.getloadavg()[0]:.1f}: {tally}", flush=True)


if __name__ == "__main__":
    main()
