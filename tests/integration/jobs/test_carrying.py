"""Long work is done once, tells how far it has come, and says plainly when it is not done."""

from datetime import timedelta

import pytest

from app.core.clock import now
from app.core.database import db
from app.core.errors import DomainError
from app.core.jobs import registry, running
from app.core.jobs.carrying import carry_out
from app.core.jobs.commands import ask_for, try_again
from app.core.jobs.domain import MOST_ATTEMPTS, STALE_AFTER, JobStatus
from app.core.jobs.models import Job
from app.core.transaction import transaction
from app.council.models import Abbreviation
from tests import factories

STATUS = JobStatus


@pytest.fixture
def clerk(council):
    return factories.make_user("clerk", council_id=council.id)


@pytest.fixture
def knowing(monkeypatch):
    """`knowing(work)` makes it the work of the kind "test"."""
    monkeypatch.setattr(registry, "_works", {})
    return lambda work: registry.know("test", work)


def asked(actor, total: int = 0, **arguments) -> Job:
    with transaction():
        return ask_for(kind="test", title="Việc thử", arguments=arguments, actor=actor, total=total)


def again(job: Job) -> Job:
    db.session.refresh(job)
    return job


def test_a_work_is_done_as_its_owner_in_the_council_of_its_owner_and_its_result_is_kept(
    app, council, clerk, knowing
):
    from flask import g

    def work(arguments, progress):
        progress.step(1, 2, "đang làm")
        return {"label": f"{g.council.slug} {progress.owner.id} {arguments['what']}"}

    knowing(work)
    job = asked(clerk, what="in")
    carry_out(job.id)
    again(job)
    assert (job.status, job.done, job.total, job.message) == (STATUS.DONE, 2, 2, "")
    assert job.result == {"label": f"{council.slug} {clerk.id} in"}
    assert job.ended_at is not None
    assert job.seen_at is None


def test_asking_twice_for_the_same_while_it_is_under_way_is_asking_once(app, clerk, knowing):
    first, second, other = asked(clerk, what=1), asked(clerk, what=1), asked(clerk, what=2)
    assert first.id == second.id != other.id


def test_a_work_that_is_under_way_is_not_begun_by_a_second_worker(app, clerk, knowing):
    runs = []

    def work(arguments, progress):
        runs.append(1)
        carry_out(progress.job_id)
        return {}

    knowing(work)
    job = asked(clerk)
    carry_out(job.id)
    carry_out(job.id)
    assert len(runs) == 1


def test_a_broken_rule_is_said_and_what_was_committed_before_stays(app, council, clerk, knowing):
    def work(arguments, progress):
        with transaction():
            db.session.add(Abbreviation(council_id=council.id, short="UB", full="Ủy ban"))
        with transaction():
            db.session.add(Abbreviation(council_id=council.id, short="XX", full="Xóa"))
            raise DomainError("There is no council with the address “%(slug)s”.", slug="x")

    knowing(work)
    job = asked(clerk)
    carry_out(job.id)
    assert again(job).status is STATUS.FAILED
    assert "“x”" in job.message
    assert db.session.scalars(db.select(Abbreviation.short)).all() == ["UB"]


def test_an_error_nobody_foresaw_is_told_with_the_number_of_the_work_and_it_can_be_tried_again(
    app, clerk, knowing
):
    attempts = []

    def work(arguments, progress):
        attempts.append(1)
        if len(attempts) == 1:
            raise ZeroDivisionError
        return {}

    knowing(work)
    job = asked(clerk)
    carry_out(job.id)
    assert again(job).status is STATUS.FAILED
    assert str(job.id) in job.message
    with transaction():
        try_again(job=job)
    carry_out(job.id)
    assert again(job).status is STATUS.DONE


def lose_worker(job: Job) -> None:
    """As if the worker had been killed a while ago; the job is not read again inside another session."""
    with transaction():
        db.session.execute(db.update(Job).values(beat_at=now() - 2 * STALE_AFTER))
    db.session.expire(job)


def test_a_work_that_lost_its_worker_waits_again_and_one_that_is_alive_does_not(app, clerk, knowing):
    job = asked(clerk)
    job_id = job.id
    claim = running.take_up(app, job_id)
    assert claim is not None
    with running.apart(app):
        assert running.orphaned() == []
    lose_worker(job)
    with running.apart(app):
        assert running.orphaned() == [job_id]
    assert again(job).status is STATUS.QUEUED
    knowing(lambda arguments, progress: {})
    carry_out(job.id)
    assert again(job).status is STATUS.DONE


def test_a_work_that_ends_its_worker_each_time_is_given_up_but_one_that_gets_further_is_not(
    app, clerk, knowing
):
    job = asked(clerk, total=10)
    job_id = job.id
    for attempt in range(MOST_ATTEMPTS + 2):
        claim = running.take_up(app, job_id)
        assert claim is not None
        progress = registry.Progress(app, claim)
        progress.step(attempt + 1, 10)
        progress.tell()
        lose_worker(job)
        with running.apart(app):
            assert running.orphaned() == [job_id]
    for _attempt in range(MOST_ATTEMPTS - 1):
        assert running.take_up(app, job_id)
        lose_worker(job)
        with running.apart(app):
            running.orphaned()
    assert again(job).status is STATUS.STOPPED
    assert job.done == MOST_ATTEMPTS + 2


def test_a_worker_that_was_thought_dead_writes_nothing_when_it_comes_back(app, clerk, knowing):
    job = asked(clerk)
    job_id = job.id
    first = running.take_up(app, job_id)
    lose_worker(job)
    with running.apart(app):
        running.orphaned()
    second = running.take_up(app, job_id)
    assert first is not None
    assert second is not None
    with pytest.raises(registry.TakenOverError), transaction():
        registry.Progress(app, first).conclude({"label": "một"})
    with transaction():
        registry.Progress(app, second).conclude({"label": "hai"})
    assert again(job).result == {"label": "hai"}


def test_a_work_ends_together_with_its_last_act_or_not_at_all(app, council, clerk, knowing):
    def work(arguments, progress):
        with transaction():
            db.session.add(Abbreviation(council_id=council.id, short="UB", full="Ủy ban"))
            progress.conclude({"label": "xong"})
        raise ZeroDivisionError

    knowing(work)
    job = asked(clerk)
    carry_out(job.id)
    assert again(job).status is STATUS.DONE
    assert job.result == {"label": "xong"}


def test_a_work_of_somebody_who_lost_every_role_is_not_done(app, council, clerk, knowing):
    knowing(lambda arguments, progress: {})
    job = asked(clerk)
    from app.accounts.models import Membership

    with transaction():
        for membership in db.session.scalars(db.select(Membership).where(Membership.user_id == clerk.id)):
            membership.ended_at = now() - timedelta(days=1)
    carry_out(job.id)
    assert again(job).status is STATUS.FAILED


def test_nobody_is_woken_for_what_was_rolled_back(app, clerk, knowing, monkeypatch):
    woken = []
    monkeypatch.setattr("app.core.jobs.commands.wake", woken.append)
    job = asked(clerk)

    def ask_in_vain():
        with transaction():
            ask_for(kind="test", title="", arguments={"other": 1}, actor=clerk)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_in_vain()
    assert woken == [job.id]
