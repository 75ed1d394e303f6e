"""Errors a rule raises. Messages are English sentences, translated when they are shown."""

from typing import Any


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translation without translating it yet."""
    return message


class DomainError(Exception):
    """A rule of the field was broken; nothing was written.

    `field` names the form field the message belongs to; `params` fill the placeholders of the translated message.
    """

    def __init__(self, message: str, *, field: str | None = None, **params: Any) -> None:
        super().__init__(message % params if params else message)
        self.message = message
        self.field = field
        self.params = params


class NotFoundError(DomainError):
    """The thing asked for is not there, or not there for this council."""


class StaleEditError(DomainError):
    """Someone else saved the same record since the form was opened.

    `theirs` holds the values now stored by field name, so that the form can show both.
    """

    def __init__(self, *, theirs: dict[str, Any], version: int) -> None:
        super().__init__(
            N_(
                "Someone else changed this record while you were typing. Both versions are shown on this page; nothing of yours is lost."
            )
        )
        self.theirs = theirs
        self.version = version
