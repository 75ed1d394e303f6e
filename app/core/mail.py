"""Sending one letter at a time through the server `MAIL_URL` names, and saying exactly what became of it.

The standard library does it: it checks certificates and lets us know in which step of the talk a letter was lost.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from app.core.errors import N_, DomainError
from app.core.logs import plainly

PORTS = {"smtp": 25, "smtps": 465, "starttls": 587}
PATIENCE = 20.0
READY = 250
WILL_FORWARD = 251
REFUSED = 500
_ASCII = SMTP.clone(cte_type="7bit")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class UnreachableError(Exception):
    """The server could not be talked to; no letter was handed over."""


class LetterRefusedError(Exception):
    """The server did not take the letter. `for_good`: it never will."""

    def __init__(self, words: str, *, for_good: bool) -> None:
        super().__init__(words)
        self.for_good = for_good


class DoubtfulError(Exception):
    """The line broke while the letter was handed over: nobody knows whether the server has it."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What is sent to one person, as text and as a page. The id is the same whenever it is sent."""

    message_id: str
    to_name: str
    to: str
    subject: str
    text: str
    html: str
    dated: datetime


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where letters are handed over, and from whom they are."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    sender: str

    @classmethod
    def of(cls, url: str, sender: str = "") -> "MailServer | None":
        """As `MAIL_URL` says; None where it is not set. Raises `DomainError` for one that cannot be used."""
        if not url:
            return None
        parts = urlsplit(url)
        try:
            port = parts.port or PORTS.get(parts.scheme, 0)
        except ValueError:
            port = 0
        if parts.scheme not in PORTS or not parts.hostname or not port:
            raise DomainError(
                N_("MAIL_URL cannot be read. Write smtp://host, smtps://user:password@host or starttls://….")
            )
        user = unquote(parts.username or "")
        if user and parts.scheme == "smtp" and parts.hostname not in _HERE:
            raise DomainError(
                N_("MAIL_URL would send its password in the clear. Write smtps:// or starttls:// for it.")
            )
        sender = sender or (user if "@" in user else f"so-loi-hua@{parts.hostname}")
        try:
            Address(addr_spec=sender)
        except (ValueError, IndexError) as unfit:
            raise DomainError(N_("MAIL_FROM is no e-mail address.")) from unfit
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=port,
            user=user,
            password=unquote(parts.password or ""),
            sender=sender,
        )

    @property
    def domain(self) -> str:
        """What ids of letters end with."""
        return self.sender.rpartition("@")[2]

    @contextmanager
    def line(self) -> Iterator["Line"]:
        """A talk with the server, opened with the first letter."""
        line = Line(self)
        try:
            yield line
        finally:
            line.close()


class Line:
    """One talk with the server, over which letters go one after the other."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._talk: smtplib.SMTP | None = None

    def send(self, letter: Letter) -> None:
        """Hand a letter over. Raises one of the errors above, and then says whether it can be tried again."""
        content = _written(letter, self._server.sender)
        talk = self._opened()
        try:
            _need(talk.mail(self._server.sender))
            _need(talk.rcpt(letter.to))
        except (OSError, smtplib.SMTPServerDisconnected) as broken:
            self.close()
            raise UnreachableError(plainly(broken)) from broken
        except LetterRefusedError:
            self._go_on()
            raise
        self._hand_over(talk, content)

    def _hand_over(self, talk: smtplib.SMTP, content: bytes) -> None:
        try:
            answer = talk.data(content)
        except smtplib.SMTPDataError as refused:
            self._go_on()
            raise _refusal(refused.smtp_code, refused.smtp_error) from refused
        except (OSError, smtplib.SMTPServerDisconnected) as broken:
            self.close()
            raise DoubtfulError(plainly(broken)) from broken
        _need(answer)

    def _opened(self) -> smtplib.SMTP:
        if self._talk is None:
            try:
                self._talk = _open(self._server)
            except (OSError, smtplib.SMTPException) as failed:
                raise UnreachableError(plainly(failed)) from failed
        return self._talk

    def _go_on(self) -> None:
        """After a refusal the talk begins afresh."""
        try:
            if self._talk is not None:
                self._talk.rset()
        except (OSError, smtplib.SMTPException):
            self.close()

    def close(self) -> None:
        talk, self._talk = self._talk, None
        if talk is None:
            return
        try:
            talk.quit()
        except (OSError, smtplib.SMTPException):
            talk.close()


def _open(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.scheme == "smtps":
        talk: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=context)
    else:
        talk = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.scheme == "starttls":
            talk.starttls(context=context)
        talk.ehlo_or_helo_if_needed()
        if server.user:
            talk.login(server.user, server.password)
    except BaseException:
        talk.close()
        raise
    return talk


def _need(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if code not in {READY, WILL_FORWARD}:
        raise _refusal(code, words)


def _refusal(code: int, words: bytes | str) -> LetterRefusedError:
    told = words.decode(errors="replace") if isinstance(words, bytes) else words
    return LetterRefusedError(f"{code} {told}"[:300], for_good=code >= REFUSED)


def _written(letter: Letter, sender: str) -> bytes:
    """The letter as it goes over the line. An address that is none is refused for good."""
    written = EmailMessage(policy=_ASCII)
    try:
        written["From"] = Address(display_name="Sổ Lời Hứa", addr_spec=sender)
        written["To"] = Address(display_name=letter.to_name, addr_spec=letter.to)
        written["Subject"] = letter.subject
        written["Date"] = letter.dated
        written["Message-ID"] = letter.message_id
        written["Auto-Submitted"] = "auto-generated"
        written.set_content(letter.text)
        written.add_alternative(letter.html, subtype="html")
        return written.as_bytes()
    except (ValueError, IndexError) as unfit:
        raise LetterRefusedError(plainly(unfit), for_good=True) from unfit
