"""Keeps the entries of a search as the records are, in the transaction that writes them.

What was added, changed or removed is noted at each flush and read again once, right before the commit, a statement or two
a kind. A record that is gone by then loses its entry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.core.database import db
from app.core.tenancy import current_scope, scoped_to
from app.council.models import Abbreviation, Agency
from app.council.successions.domain import AgencyReorganised, SuccessionTakenBack
from app.council.successors import Successors, successors_on
from app.documents.models import DocumentNumber
from app.pledges.domain import PledgesAssigned
from app.search.domain import BEHIND, NOW, Forms, SearchKind, compared
from app.search.models import SearchEntry
from app.search.sources import AGENCY_COLUMNS, NAMED_IN, SOURCES, WRITTEN, Agencies, pledges_of

_AT_ONCE = 500
_NOTED = "search entries to read again"
_NAMED = "records named in search entries of others"
_TABLE: Any = SearchEntry.__table__
_TAKEN = ("page_id", "day", "title", "words", "folded_title", "folded")

Noted = defaultdict[int, defaultdict[SearchKind, set[int]]]
Named = defaultdict[tuple[type[Any], int], set[int]]


def forms_of_the_council() -> Forms:
    """The abbreviations of the council in scope."""
    listed = sa.select(Abbreviation.short, Abbreviation.full).order_by(Abbreviation.short)
    return Forms.of((row[0], row[1]) for row in db.session.execute(listed))


def read_again(kind: SearchKind, ids: Iterable[int] | None, *, forms: Forms) -> int:
    """Write the entries of these records of the council in scope, or of all; those of records that are gone are removed."""
    if ids is None:
        return sum(_put(rows) for rows in _batches(_entries(kind, None, forms, _successors(kind))))
    numbers, count, successors = sorted(ids), 0, _successors(kind)
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        rows = list(_entries(kind, part, forms, successors))
        gone = set(part) - {row["record_id"] for row in rows}
        count += _put(rows)
        if gone:
            _remove(kind, gone)
    return count


def read_all_again() -> int:
    """Every entry of the council in scope, anew; how many there are."""
    db.session.flush()
    council_id = current_scope()
    db.session.connection().execute(sa.delete(_TABLE).where(_TABLE.c.council_id == council_id))
    forms = forms_of_the_council()
    return sum(read_again(kind, None, forms=forms) for kind in SearchKind)


def _successors(kind: SearchKind) -> Successors | None:
    return successors_on() if SOURCES[kind].names_agencies else None


def _entries(
    kind: SearchKind, ids: list[int] | None, forms: Forms, successors: Successors | None
) -> Iterator[dict[str, Any]]:
    source = SOURCES[kind]
    statement = source.select if ids is None else source.select.where(source.key.in_(ids))
    council_id = current_scope()
    for record_id, page_id, day, *told in db.session.execute(statement).all():
        texts, named = (told[:-AGENCY_COLUMNS], told[-AGENCY_COLUMNS:]) if successors else (told, [])
        heirs = Agencies(*named).taken_over_by(successors) if successors else ""
        heads, rest = texts[: source.title_parts], texts[source.title_parts :]
        title = ", ".join(filter(None, heads))
        own = " · ".join(text for text in rest if text and text != title)
        folded = forms.both(compared(f"{title} {own}"))
        yield {
            "council_id": council_id,
            "kind": kind,
            "record_id": record_id,
            "page_id": page_id,
            "day": day,
            "title": title,
            "words": f"{own}{NOW}{heirs}" if heirs else own,
            "folded_title": forms.both(compared(title)),
            "folded": f"{folded} {BEHIND} {forms.both(compared(heirs))}" if heirs else folded,
        }


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _AT_ONCE:
            yield waiting
            waiting = []
    yield waiting


def _put(rows: list[dict[str, Any]]) -> int:
    """Both databases can write a row or change the one that is there, each in a dialect of its own."""
    if not rows:
        return 0
    connection = db.session.connection()
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(_TABLE)
    put = insert.on_conflict_do_update(
        index_elements=["kind", "record_id"], set_={name: insert.excluded[name] for name in _TAKEN}
    )
    connection.execute(put, rows)
    return len(rows)


def _remove(kind: SearchKind, ids: Iterable[int]) -> None:
    gone = sa.delete(_TABLE).where(_TABLE.c.kind == kind, _TABLE.c.record_id.in_(ids))
    db.session.connection().execute(gone)


@event.listens_for(Session, "after_flush")
def _note(session: Session, _context: Any) -> None:
    noted: Noted = session.info.setdefault(_NOTED, defaultdict(lambda: defaultdict(set)))
    named: Named = session.info.setdefault(_NAMED, defaultdict(set))
    changed = {record for record in session.dirty if session.is_modified(record)}
    for record in (*session.new, *changed, *session.deleted):
        kind = type(record)
        if kind in WRITTEN:
            of, column = WRITTEN[kind]
            noted[record.council_id][of].add(getattr(record, column))
        if kind in NAMED_IN and (record in changed or kind is DocumentNumber):
            named[kind, record.council_id].add(record.id)


def note_agency(event: AgencyReorganised | SuccessionTakenBack | PledgesAssigned) -> None:
    """Who must act for many pledges is written at once, and no record of a session tells of it."""
    if event.council_id is not None and event.subject_id is not None:
        named: Named = db.session.info.setdefault(_NAMED, defaultdict(set))
        named[Agency, event.council_id].add(event.subject_id)


@event.listens_for(Session, "before_commit")
def _keep_up(session: Session) -> None:
    session.flush()
    noted: Noted = session.info.pop(_NOTED, None) or defaultdict(lambda: defaultdict(set))
    named: Named = session.info.pop(_NAMED, None) or defaultdict(set)
    for (kind, council_id), ids in named.items():
        with scoped_to(council_id):
            for of, keys, column in NAMED_IN[kind]:
                noted[council_id][of].update(session.scalars(keys.where(column.in_(ids))))
            if kind is Agency:
                successors = successors_on()
                for each in ids:
                    noted[council_id][SearchKind.PLEDGE].update(session.scalars(pledges_of(each, successors)))
    for council_id, kinds in noted.items():
        with scoped_to(council_id):
            forms = forms_of_the_council()
            for of, ids in kinds.items():
                read_again(of, ids, forms=forms)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_NOTED, None)
    session.info.pop(_NAMED, None)
