"""What a person typed into a form and has not sent: kept on the server by the address the form is sent to."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from app.accounts.models import FormDraft, FormToken
from app.core.choosing import TAKE, THEIRS
from app.core.clock import now
from app.core.database import db
from app.core.text import without_control_characters
from app.core.web import own_address

Words = dict[str, list[str]]
KEPT_FOR = timedelta(days=30)
TOKENS_KEPT_FOR = timedelta(days=2)
LARGEST = 200_000
MOST = 40
LONGEST_ADDRESS = 300
NOT_TYPED = frozenset({"csrf_token", "form_token", "draft_of", "action", "confirmed", "kept"})


@dataclass(frozen=True)
class Typed:
    """The words of one form, and where it is sent to."""

    address: str
    words: Words

    def as_text(self) -> str:
        return json.dumps({"address": self.address, "words": self.words}, ensure_ascii=False)


def typed_in(address: str | None, form: MultiDict[str, str]) -> Typed | None:
    """What a form holds that is worth keeping; None for a password, for nothing, for too much, and for another's address."""
    own = own_address(address)
    words = {
        name: [without_control_characters(value) for value in values]
        for name, values in form.lists()
        if name not in NOT_TYPED and not name.startswith((TAKE, THEIRS))
    }
    if own is None or len(own) > LONGEST_ADDRESS or not any(any(values) for values in words.values()):
        return None
    return None if _holds_secret(words) or _too_large(words) else Typed(own, words)


def typed_from(text: str) -> Typed | None:
    """What the sign-in page carried along; None where someone else wrote it."""
    try:
        told = json.loads(text[: 2 * LARGEST])
        form = MultiDict(
            (str(name), str(value)) for name, values in told["words"].items() for value in values
        )
        return typed_in(str(told["address"]), form)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _holds_secret(words: Words) -> bool:
    return any("password" in name for name in words)


def _too_large(words: Words) -> bool:
    return sum(len(name) + sum(map(len, values)) for name, values in words.items()) > LARGEST


def keep(*, user_id: int, typed: Typed) -> None:
    """Keep the newest words for an address; a person has so many drafts and no more."""
    stored = find(user_id=user_id, address=typed.address)
    if stored is None:
        stored = FormDraft(user_id=user_id, address=typed.address)
        db.session.add(stored)
    stored.content, stored.saved_at = typed.words, now()
    db.session.flush()
    newest = sa.select(FormDraft.id).where(FormDraft.user_id == user_id).order_by(FormDraft.saved_at.desc())
    kept = db.session.scalars(newest.limit(MOST)).all()
    db.session.execute(sa.delete(FormDraft).where(FormDraft.user_id == user_id, FormDraft.id.not_in(kept)))


def find(*, user_id: int, address: str) -> FormDraft | None:
    return db.session.scalar(
        sa.select(FormDraft).where(FormDraft.user_id == user_id, FormDraft.address == address)
    )


def forget(*, user_id: int, address: str) -> None:
    db.session.execute(sa.delete(FormDraft).where(FormDraft.user_id == user_id, FormDraft.address == address))


def forget_old() -> None:
    """What nobody came back to: drafts of a month ago, and the marks of forms that were sent days ago."""
    moment = now()
    db.session.execute(sa.delete(FormDraft).where(FormDraft.saved_at < moment - KEPT_FOR))
    db.session.execute(sa.delete(FormToken).where(FormToken.used_at < moment - TOKENS_KEPT_FOR))


def as_sent(content: Mapping[str, Any]) -> MultiDict[str, str]:
    """A draft as a form would send it."""
    return MultiDict((name, value) for name, values in content.items() for value in values)


@dataclass(frozen=True)
class Offer:
    """A draft offered on the page of its form."""

    address: str
    saved_at: datetime
    page: str
    restore_url: str
