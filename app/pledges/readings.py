"""What a deadline is read as, in the shape the pages show it."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.core.i18n import say
from app.core.vietnamese import day
from app.core.workdays import WorkCalendar
from app.pledges.anchoring import proposed_anchors
from app.pledges.deadlines import UnreadPhrase, read


@dataclass(frozen=True)
class ShownReading:
    """The day, the rule and its basis; the question where it asks; the error where the words were not understood."""

    date: str | None = None
    rule: str = ""
    basis: str | None = None
    question: str | None = None
    error: str | None = None
    choices: tuple[str, ...] = ()


def shown_reading(
    words: str, *, said_on: date, before_is_inclusive: bool, calendar: WorkCalendar | None = None
) -> ShownReading | None:
    """The reading of what was typed; None where nothing was."""
    if not words:
        return None
    try:
        reading = read(words, said_on=said_on, calendar=calendar, before_is_inclusive=before_is_inclusive)
    except UnreadPhrase as unread:
        return ShownReading(error=_unread(unread))
    days = [each for each in (reading.due_on, *reading.alternatives) if each is not None]
    question = None
    if reading.needs_confirmation and days:
        question = _("Which day was meant? Choose it or type it below.")
    elif reading.needs_confirmation:
        question = _("These words give no day. Ask for one, or tick that no day is set.")
    return ShownReading(
        date=day(reading.due_on) or None,
        rule=" ".join([f"{reading.rule}. {reading.explanation}", *_bound(words, said_on, reading.due_on)]),
        basis=reading.legal_basis,
        question=question,
        choices=tuple(day(each) for each in days) if reading.needs_confirmation else (),
    )


def _bound(words: str, said_on: date, due_on: date | None) -> list[str]:
    """The sitting that is proposed, in a sentence."""
    bound = (
        each
        for each in proposed_anchors(words, said_on=said_on, dated=due_on is not None)
        if each.sitting_kind and each.sitting_year
    )
    return [
        _(
            "It will be bound to: %(sitting)s %(year)s, %(point)s.",
            sitting=each.sitting_kind.label if each.sitting_kind else "",
            year=each.sitting_year,
            point=each.point.label,
        )
        for each in bound
    ]


def _unread(unread: UnreadPhrase) -> str:
    said = [say(unread)]
    if unread.understood:
        said.append(_("Understood so far: %(words)s.", words=", ".join(unread.understood)))
    said.append(_("To keep these words all the same, give a day, or tick that no day is set, and say why."))
    return " ".join(said)
