"""Letters over a real SMTP server: as they arrive, once, tried again, never lost; and the pages that tell of them."""

import socket
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.core.clock import now, today
from app.core.database import db
from app.core.mail import MailServer
from app.reminders import delivery
from app.reminders.domain import MailStatus, pause_after
from app.reminders.models import MailMessage, Reminder
from tests import factories
from tests.integration.reminders.conftest import messages, send

pytestmark = pytest.mark.parametrize(
    "database", ["sqlite"], indirect=True
)  # about the line, not the database


def now_is_its_turn(message):
    message.next_try_at = now() - timedelta(seconds=1)
    db.session.commit()


def test_a_digest_arrives_as_text_and_as_a_page_in_vietnamese(mailed, post, council, watcher):
    user, pledge = watcher
    answer = send(mailed)
    assert answer.exit_code == 0, answer.output
    (letter,) = post.letters
    assert letter["To"].addresses[0].addr_spec == user.email
    assert letter["To"].addresses[0].display_name == "Nguyễn Thị Thử"
    assert "1 việc cần lưu ý" in letter["Subject"]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"] == f"<nhac-viec.{today():%Y%m%d}.{user.id}@127.0.0.1>"
    text = letter.get_body(("plain",)).get_content()
    page = letter.get_body(("html",)).get_content()
    address = f"https://loihua.example.org/{council.slug}/pledges/{pledge.id}"
    for content in (text, page):
        assert address in content
        assert "còn 1 ngày" in content
        assert "https://loihua.example.org/reminders" in content
    assert "Xong cầu <Voi> & đường" in text
    assert "Xong cầu &lt;Voi&gt; &amp; đường" in page
    assert "Sắp đến hạn" in text


def test_a_dry_run_tells_every_letter_with_its_reasons_and_writes_and_sends_nothing(mailed, post, watcher):
    answer = send(mailed, "--dry-run")
    assert f"{watcher[0].email}: 1" in answer.stdout
    assert f"[pledge:{watcher[1].id}:" in answer.stdout
    assert (post.letters, messages(), list(db.session.scalars(sa.select(Reminder)))) == ([], [], [])


def test_without_mail_set_up_nothing_is_sent_or_written_and_the_page_says_the_same(app, council, watcher):
    answer = send(app)
    assert answer.exit_code == 0
    assert "MAIL_URL" in answer.stdout
    assert messages() == []
    page = factories.browser_of(app, watcher[0]).get("/reminders").get_data(as_text=True)
    assert "Xong cầu" in page
    assert "còn 1 ngày" in page


def test_who_wants_no_mail_gets_none_and_still_reads_it(mailed, post, watcher):
    browser = factories.browser_of(mailed, watcher[0])
    assert browser.post("/reminders/mail", data={"wanted": "0"}).status_code == 302
    send(mailed)
    assert post.letters == []
    assert "Xong cầu" in browser.get("/reminders").get_data(as_text=True)
    browser.post("/reminders/mail", data={"wanted": "1"})
    send(mailed)
    assert len(post.letters) == 1


def test_a_closed_account_or_an_ended_role_hears_of_nothing(mailed, post, watcher):
    from app.accounts.models import Membership

    membership = db.session.scalars(sa.select(Membership).where(Membership.user_id == watcher[0].id)).one()
    membership.ended_at = now()
    send(mailed)
    membership.ended_at, watcher[0].active = None, False
    send(mailed)
    assert post.letters == []


def test_a_letter_the_server_cannot_take_now_is_tried_again_and_arrives_once(mailed, post, watcher):
    post.refuses[watcher[0].email] = "451 try later"
    answer = send(mailed)
    assert answer.exit_code == 1
    assert "451" in answer.stderr
    (message,) = messages()
    assert (message.status, message.attempts) == (MailStatus.FAILED, 1)
    assert message.next_try_at > now() + pause_after(1) - timedelta(minutes=1)
    send(mailed)
    assert messages()[0].attempts == 1
    post.refuses.clear()
    now_is_its_turn(message)
    assert send(mailed).exit_code == 0
    assert len(post.letters) == 1
    assert messages()[0].status is MailStatus.SENT


def test_a_server_that_is_not_there_loses_nothing(app, monkeypatch, watcher):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{closed.getsockname()[1]}")
    answer = send(app)
    assert answer.exit_code == 1
    (message,) = messages()
    assert message.status is MailStatus.FAILED
    assert "ConnectionRefusedError" in message.last_error


def test_a_letter_of_yesterday_that_never_went_out_is_replaced_by_one_that_says_what_still_holds(
    mailed, post, watcher
):
    post.refuses[watcher[0].email] = "451 try later"
    send(mailed)
    (message,) = messages()
    message.day -= timedelta(days=1)
    post.refuses.clear()
    now_is_its_turn(message)
    assert send(mailed).exit_code == 0
    old, new = messages()
    assert (old.status, new.status) == (MailStatus.REPLACED, MailStatus.SENT)
    assert len(post.letters) == 1
    assert "Xong cầu" in post.letters[0].get_body(("plain",)).get_content()


def test_an_address_that_is_refused_for_good_is_given_up_and_shown_to_administrators(
    mailed, post, council, watcher, as_role
):
    post.refuses[watcher[0].email] = "550 no such mailbox"
    assert send(mailed).exit_code == 1
    (message,) = messages()
    assert message.status is MailStatus.GIVEN_UP
    administrator = as_role("administrator")
    page = administrator.get(f"/{council.slug}/settings/mail").get_data(as_text=True)
    assert "550 no such mailbox" in page
    assert "Xong cầu" not in page
    post.refuses.clear()
    administrator.post(f"/{council.slug}/settings/mail/{message.id}/again")
    assert send(mailed).exit_code == 0
    assert len(post.letters) == 1


def test_a_letter_whose_line_broke_while_it_was_handed_over_is_never_sent_twice_by_itself(
    mailed, post, watcher
):
    post.drops = True
    assert send(mailed).exit_code == 1
    assert len(post.letters) == 1
    assert messages()[0].status is MailStatus.GIVEN_UP
    send(mailed)
    assert len(post.letters) == 1


def test_a_letter_whose_sender_was_killed_is_given_up_and_shown_not_sent_twice(
    mailed, post, watcher, monkeypatch
):
    monkeypatch.setattr(delivery, "_send", lambda *_: False)
    send(mailed)
    monkeypatch.undo()
    (message,) = messages()
    assert message.status is MailStatus.SENDING
    mailed.config["MAIL_URL"] = post.url
    now_is_its_turn(message)
    assert send(mailed).exit_code == 1
    mailed.config["MAIL_URL"] = ""
    assert (post.letters, messages()[0].status) == ([], MailStatus.GIVEN_UP)


def test_the_letters_of_another_council_are_not_shown(app, council, watcher, as_role):
    other = factories.make_council()
    stranger = factories.make_user("clerk", council_id=other.id)
    message = factories._save(
        MailMessage(
            user_id=stranger.id,
            day=today(),
            subject="Nhắc việc",
            text="a",
            html="a",
            status=MailStatus.FAILED,
        )
    )
    administrator = as_role("administrator")
    assert stranger.email not in administrator.get(f"/{council.slug}/settings/mail").get_data(as_text=True)
    assert administrator.post(f"/{council.slug}/settings/mail/{message.id}/again").status_code == 404


def test_a_wrong_address_of_the_server_is_refused_with_words(app, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "gopher://x")
    answer = send(app)
    assert answer.exit_code == 1
    assert "MAIL_URL" in answer.stderr


def test_nothing_goes_over_a_line_that_cannot_be_made_secret_as_the_setting_says(app, post):
    port = post.url.rpartition(":")[2]
    server = MailServer.of(f"starttls://ten:mk@127.0.0.1:{port}")
    letter = delivery._letter(
        MailMessage(user_id=1, day=today(), subject="a", text="a", html="a", user=_user(), created_at=now()),
        server,
    )
    with server.line() as line, pytest.raises(delivery.UnreachableError):
        line.send(letter)
    assert post.letters == []


def _user():
    from app.accounts.models import User

    return User(id=1, email="a@example.org", full_name="A")
