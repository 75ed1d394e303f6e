"""Nothing is said twice, whichever database keeps it."""

from datetime import timedelta

from app.core.clock import today
from app.core.database import db
from app.pledges.models import PledgeWatch
from app.reminders import delivery
from app.reminders.models import MailMessage
from tests import factories
from tests.integration.reminders.conftest import messages, send


def test_nobody_gets_two_letters_a_day_and_nobody_the_same_event_twice(mailed, post, council, watcher):
    send(mailed)
    _user, pledge = watcher
    other = factories.make_pledge(council.id, due_on=today() + timedelta(days=1))
    factories.adopt(other)
    factories._save(PledgeWatch(council_id=council.id, user_id=watcher[0].id, pledge_id=other.id))
    assert send(mailed).exit_code == 0
    assert len(post.letters) == 1
    (message,) = messages()
    message.day -= timedelta(days=1)
    db.session.commit()
    send(mailed)
    assert len(post.letters) == 2
    second = post.letters[1].get_body(("plain",)).get_content()
    assert other.words in second
    assert pledge.words not in second


def test_of_two_who_claim_a_letter_one_gets_it(mailed, watcher):
    message = factories._save(
        MailMessage(user_id=watcher[0].id, day=today(), subject="Nhắc việc", text="a", html="a")
    )
    db.session.commit()
    assert [delivery._claim(message.id), delivery._claim(message.id)] == [True, False]
