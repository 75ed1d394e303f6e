"""People of a council who hear of things, and a real mail server on this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
import sqlalchemy as sa
import time_machine
from aiosmtpd.controller import Controller

from app.core.clock import VIETNAM, today
from app.core.database import db
from app.pledges.models import PledgeWatch
from app.reminders.models import MailMessage
from tests import factories


@dataclass
class Post:
    """Takes letters, or refuses those to some addresses as it is told."""

    letters: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    drops: bool = False

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        if self.drops:
            server.transport.close()
        return "250 OK"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server that is really spoken to; `app.config["MAIL_URL"]` is set by `mailed`."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.url = f"smtp://127.0.0.1:{port}"
    yield handler
    controller.stop()


@pytest.fixture
def mailed(app, post, monkeypatch):
    """The application with its mail going to that server."""
    monkeypatch.setitem(app.config, "MAIL_URL", post.url)
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://loihua.example.org")
    return app


def at(day, hour: int = 7):
    """That morning in Vietnam."""
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=VIETNAM), tick=False)


def send(app, *options: str):
    """What the scheduler runs."""
    db.session.commit()
    return app.test_cli_runner().invoke(args=["send-reminders", *options])


def messages() -> list[MailMessage]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(MailMessage).order_by(MailMessage.id)))


@pytest.fixture
def watcher(council):
    """A clerk who watches a pledge that is due tomorrow."""
    user = factories.make_user("clerk", council_id=council.id, full_name="Nguyễn Thị Thử")
    pledge = factories.make_pledge(
        council.id, code="P-7", words="Xong cầu <Voi> & đường", due_on=today() + timedelta(days=1)
    )
    factories.adopt(pledge)
    factories._save(PledgeWatch(council_id=council.id, user_id=user.id, pledge_id=pledge.id))
    return user, pledge
