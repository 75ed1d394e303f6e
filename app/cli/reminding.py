"""The daily round of reminders, for a scheduler."""

import click
from flask import current_app

from app.cli.console import refuse, refusing
from app.core.clock import today
from app.core.errors import DomainError
from app.core.i18n import say
from app.core.mail import MailServer
from app.core.transaction import transaction
from app.reminders.commands import due_digests, write_digests
from app.reminders.delivery import send_all
from app.reminders.domain import Digest


@click.command("send-reminders")
@click.option("--dry-run", is_flag=True, help="Only show what would be sent, and why.")
def send_reminders(dry_run: bool) -> None:
    """Write to everyone who has to hear of something, at most once a day each, and try again what could not be sent.

    Run it as often as you like, once an hour for example. Without MAIL_URL nothing is sent; everyone reads the same on the
    page of their reminders.
    """
    with refusing():
        server = MailServer.of(current_app.config["MAIL_URL"], current_app.config["MAIL_FROM"])
    if dry_run or server is None:
        for user, digest in due_digests(today()):
            _tell(user.email, digest)
        if server is None:
            click.echo("MAIL_URL chưa đặt: không gửi thư; mỗi người xem ở trang Nhắc việc của tôi.")
        return
    with transaction():
        for user, digest in write_digests(today()):
            _tell(user.email, digest)
    outcome = send_all(server)
    click.echo(f"Đã gửi {outcome.sent} thư.")
    if not outcome.well:
        reason = say(DomainError(outcome.reason))
        refuse(f"Chưa gửi được {outcome.failed} thư, thôi gửi {outcome.given_up} thư: {reason}")


def _tell(email: str, digest: Digest) -> None:
    click.echo(f"{email}: {digest.count}")
    for part in digest.parts:
        for line in part.lines:
            click.echo(f"  {line.reason.label} [{line.key}] {line.words}")
