"""Several clerks at once: no code twice, no gap, no edit lost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from app.core.database import db
from app.core.errors import DomainError
from app.core.tenancy import enter_council
from app.core.transaction import transaction
from app.pledges import commands, queries
from app.pledges.domain import NewPledge
from app.pledges.models import Pledge
from app.questions import queries as questions
from tests import factories

CLERKS, EACH = 8, 5


@dataclass(frozen=True)
class Ground:
    """An application of its own with one answer in it, committed."""

    app: Flask
    council_id: int
    answer_id: int
    agency_id: int

    def work(self, act):
        """Run `act` for each clerk at the same time, each in a context of their own."""

        def one(clerk):
            with self.app.test_request_context("/", method="POST"):
                enter_council(self.council_id)
                return act(clerk)

        with ThreadPoolExecutor(CLERKS) as crowd:
            return list(crowd.map(one, range(CLERKS)))


@pytest.fixture
def ground(own_app):
    with own_app.app_context():
        council = factories.make_council()
        enter_council(council.id)
        session = factories.make_session(council.id, held_on=date(2017, 7, 13))
        group = factories.make_topic_group(council.id, session=session)
        answer = factories.make_answer(
            council.id, question=factories.make_question(council.id, topic_group=group)
        )
        made = Ground(own_app, council.id, answer.id, answer.office.agency_id)
        db.session.commit()
    return made


def test_codes_assigned_at_the_same_time_run_on_without_gaps(ground):
    def record(clerk):
        for number in range(EACH):
            with transaction():
                new = NewPledge(words=f"Việc {clerk}.{number}", lead_agency_id=ground.agency_id)
                commands.record_pledge(answer=questions.get_answer(ground.answer_id), new=new, actor=None)

    ground.work(record)
    with ground.app.app_context():
        enter_council(ground.council_id)
        codes = sorted(db.session.scalars(sa.select(Pledge.code)))
    assert codes == [f"2017-{number:04d}" for number in range(1, CLERKS * EACH + 1)]


def test_one_save_sent_by_several_windows_at_once_makes_one_pledge(ground):
    def record(_clerk):
        try:
            with transaction():
                new = NewPledge(words="Một lời hứa", lead_agency_id=ground.agency_id)
                commands.record_pledge(answer=questions.get_answer(ground.answer_id), new=new, actor=None)
        except DomainError:
            return 0
        return 1

    assert sum(ground.work(record)) == 1


def test_of_edits_at_the_same_time_none_is_lost(ground):
    def note(clerk):
        kept = 0
        while kept < EACH:
            db.session.rollback()
            pledge = queries.pledges_of_answer(ground.answer_id)[0]
            pledge = queries.get_pledge(pledge.id)
            new = NewPledge(words=pledge.words + f" {clerk}", lead_agency_id=ground.agency_id)
            try:
                with transaction():
                    commands.change_pledge(
                        pledge=pledge, new=new, expected_version=pledge.version, actor=None
                    )
                kept += 1
            except DomainError:
                continue

    def begin(clerk):
        if clerk == 0:
            with transaction():
                new = NewPledge(words="Sổ", lead_agency_id=ground.agency_id)
                commands.record_pledge(answer=questions.get_answer(ground.answer_id), new=new, actor=None)

    ground.work(begin)
    ground.work(note)
    with ground.app.app_context():
        enter_council(ground.council_id)
        words = db.session.scalars(sa.select(Pledge.words)).one()
    assert sorted(words.split()[1:]) == sorted(str(clerk) for clerk in range(CLERKS) for _ in range(EACH))
