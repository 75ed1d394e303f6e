"""What would be wrong on paper, told before it is issued: rules on plain data, each with the place where it is mended.

They stop nothing: what must not be issued is refused by the commands.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from app.core.errors import N_, DomainError
from app.council.domain import covers
from app.documents.numbering import Doubt, Given, doubt_about, next_number, sequence_of, symbol_of
from app.documents.paper import Paper
from app.documents.settings.domain import USUAL_BASES

LONGEST = 90
"""Letters of a row's words that are enough to know it by."""


class Mend(StrEnum):
    """Where a mistake is mended; the pages know the addresses."""

    HERE = "here"
    RESOLUTION = "resolution"
    TEXT = "text"
    PLEDGE = "pledge"
    PLEDGE_PAGE = "pledge_page"
    ROUND_ROW = "round_row"
    REPORT = "report"
    SIGNERS = "signers"
    LEGAL_BASES = "legal_bases"
    COUNCIL = "council"


@dataclass(frozen=True, kw_only=True)
class PaperWarning:
    """One thing to look at; `record_id` is what the place is about: the resolution, the pledge, the row of the round."""

    told: DomainError
    mend: Mend
    record_id: int | None = None


class SignerLike(Protocol):
    """Who may sign, from when until when."""

    @property
    def name(self) -> str: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


def _warn(message: str, mend: Mend, record_id: int | None = None, **params: Any) -> PaperWarning:
    return PaperWarning(told=DomainError(message, **params), mend=mend, record_id=record_id)


def about_number(
    number: str, day: date | None, given: Given, *, at_issue: bool, mend: Mend, record_id: int | None = None
) -> list[PaperWarning]:
    """Missing, given already, or out of its order (Nghị định 30/2020/NĐ-CP, art. 15)."""
    sequence = sequence_of(number)
    if sequence is None or day is None:
        missing = _warn(N_("The paper has no number yet."), mend, record_id)
        return [missing] if at_issue and sequence is None else []
    if sequence in given:
        taken = N_("The number %(number)s was already given in %(year)s.")
        return [_warn(taken, mend, record_id, number=number, year=day.year)]
    doubt = doubt_about(sequence, day, given)
    if doubt is None:
        return []
    following = f"{next_number(given):02d}/{symbol_of(number)}"
    said = {
        Doubt.GAP: N_("The number %(number)s leaves a gap: the next one would be %(next)s."),
        Doubt.BACKDATED: N_(
            "The number %(number)s stands against the order of the days: the next one would be %(next)s."
        ),
    }[doubt]
    return [_warn(said, mend, record_id, number=number, next=following)]


def about_signer(
    name: str, day: date | None, signers: Sequence[SignerLike], *, mend: Mend, record_id: int | None = None
) -> list[PaperWarning]:
    """Missing, not among those who may sign, or not in office on the day. A council without a list is not asked."""
    if not name.strip():
        return [_warn(N_("The signer's name is missing."), mend, record_id)]
    known = [each for each in signers if each.name.casefold() == name.strip().casefold()]
    if not signers:
        return []
    if not known:
        return [_warn(N_("%(name)s is not on the list of signers."), Mend.SIGNERS, name=name)]
    if day is not None and not any(covers(each.starts_on, each.ends_on, day) for each in known):
        outside = N_("%(name)s may not sign on %(day)s: the days of this signer do not cover it.")
        return [_warn(outside, Mend.SIGNERS, name=name, day=day)]
    return []


def about_bases(
    lines: Iterable[str],
    day: date | None,
    own: Iterable[tuple[str, date | None, date | None]],
    *,
    record_id: int | None = None,
) -> list[PaperWarning]:
    """Lines that cite what is not in force on the day, as far as the council's list and the usual bases know."""
    if day is None:
        return []
    known = {_bare(words): (starts, ends) for words, starts, ends in (*USUAL_BASES, *own)}
    past = N_("This legal basis is not in force on %(day)s: %(words)s")
    return [
        _warn(past, Mend.TEXT, record_id, day=day, words=line)
        for line in lines
        if _bare(line) in known and not covers(*known[_bare(line)], day)
    ]


def _bare(line: str) -> str:
    return line.strip().rstrip(";.").casefold()


def about_head(paper: Paper) -> list[PaperWarning]:
    """What the head of page 1 lacks."""
    head = paper.letterhead
    if head is None:
        return []
    lacking = (
        (head.agency, N_("The head names no issuing body.")),
        (head.place, N_("The place of the date line is missing.")),
    )
    return [_warn(message, Mend.COUNCIL) for said, message in lacking if not said.strip()]


def about_texts(texts: Mapping[str, str], *, mend: Mend, record_id: int | None = None) -> list[PaperWarning]:
    """Parts without a word, by what they are called on the form."""
    empty = N_("“%(part)s” is empty and will not be printed.")
    return [_warn(empty, mend, record_id, part=name) for name, text in texts.items() if not text.strip()]


def about_row(
    record_id: int, mend: Mend, number: int, words: str, lacking: Iterable[str]
) -> list[PaperWarning]:
    """What one row of a table lacks."""
    said = N_("Row %(number)s, “%(words)s”: %(lacking)s")
    lacks = "; ".join(each.rstrip(".") for each in lacking)
    short = textwrap.shorten(words, LONGEST, placeholder="…")
    return [_warn(said, mend, record_id, number=number, words=short, lacking=lacks)] if lacks else []
