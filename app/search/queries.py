"""Reading what a search finds: at most two thousand records, then the better and the newer of them first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.core.database import db, materialized
from app.core.errors import N_, NotFoundError
from app.core.tenancy import every_council, get_owned
from app.core.vietnamese import sort_key
from app.council.models import Abbreviation
from app.search.domain import BEHIND, MANY, NOW, Hit, SearchKind, Wanted, marked, says_all, snippet
from app.search.indexing import forms_of_the_council
from app.search.models import SearchEntry

MOST_FOUND = 2000
MOST_OF_THE_FEW = 500
SHOWN_OF_A_KIND = 5
PAGE = 20


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many, and those that are shown."""

    kind: SearchKind
    count: int
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `more` says that there is more than was looked at."""

    wanted: Wanted
    groups: Sequence[Group]
    more: bool = False

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def wanted_of(query: str) -> Wanted:
    """What was typed, in the council's short and long forms."""
    return Wanted.of(query, forms_of_the_council())


def search(query: str, *, kind: SearchKind | None = None, page: int = 0) -> Found:
    """What is found of every kind, or a page of one kind."""
    wanted = wanted_of(query)
    if not wanted:
        return Found(wanted, ())
    first, last = (page * PAGE + 1, (page + 1) * PAGE) if kind else (1, SHOWN_OF_A_KIND)
    rows = db.session.execute(_ranked(wanted, kind, first, last)).all()
    groups = [
        Group(each, own[0].total, [_hit(row, wanted) for row in own])
        for each in SearchKind
        if (own := [row for row in rows if row.kind is each])
    ]
    return Found(wanted, groups, more=_is_a_part(groups, kind))


def _is_a_part(groups: Sequence[Group], kind: SearchKind | None) -> bool:
    """Whether as much was found as is looked at."""
    many = sum(group.count for group in groups if group.kind in MANY)
    few = sum(group.count for group in groups if group.kind not in MANY)
    if kind is not None:
        return many + few >= MOST_FOUND
    return many >= MOST_FOUND - MOST_OF_THE_FEW or few >= MOST_OF_THE_FEW


def _ranked(wanted: Wanted, kind: SearchKind | None, first: int, last: int) -> sa.Select[Any]:
    hits = materialized(_hits(wanted, kind), "hits")
    order = (
        _is_behind(wanted),
        _score(wanted).desc(),
        SearchEntry.day.desc().nulls_last(),
        SearchEntry.id.desc(),
    )
    ranked = (
        sa.select(
            SearchEntry.id,
            sa.func.row_number().over(partition_by=SearchEntry.kind, order_by=order).label("place"),
            sa.func.count().over(partition_by=SearchEntry.kind).label("total"),
        )
        .join(hits, hits.c.id == SearchEntry.id)
        .subquery()
    )
    return (
        sa.select(
            SearchEntry.kind,
            SearchEntry.record_id,
            SearchEntry.page_id,
            SearchEntry.day,
            SearchEntry.title,
            SearchEntry.words,
            ranked.c.total,
        )
        .join(ranked, ranked.c.id == SearchEntry.id)
        .where(ranked.c.place.between(first, last))
        .order_by(ranked.c.place)
    )


def _hits(wanted: Wanted, kind: SearchKind | None) -> Any:
    if kind is not None:
        return _matching(wanted, [kind], MOST_FOUND)
    few = [each for each in SearchKind if each not in MANY]
    return sa.union_all(
        sa.select(_matching(wanted, few, MOST_OF_THE_FEW).subquery().c.id),
        sa.select(_matching(wanted, MANY, MOST_FOUND - MOST_OF_THE_FEW).subquery().c.id),
    )


def _matching(wanted: Wanted, kinds: Sequence[SearchKind], most: int) -> sa.Select[Any]:
    found = sa.select(SearchEntry.id).limit(most)
    if db.engine.dialect.name == "postgresql":
        simple: Any = sa.literal_column("'simple'")
        vector = sa.func.to_tsvector(simple, SearchEntry.folded)
        asked = sa.func.to_tsquery(simple, " & ".join(map(_of_postgresql, wanted.tokens)))
        return found.where(vector.op("@@")(asked), SearchEntry.kind.in_(kinds))
    index = sa.table("search_index", sa.column("rowid", sa.Integer))
    matches = sa.literal_column("search_index").op("MATCH")(_of_fts5(wanted, kinds))
    joined = found.join(index, index.c.rowid == SearchEntry.id)
    return joined.where(matches).order_by(index.c.rowid.desc())


def _of_fts5(wanted: Wanted, kinds: Sequence[SearchKind]) -> str:
    """Every token in quotes, so that none of them is an operator; tokens hold letters and digits only."""
    tokens = " AND ".join(f'"{token}"' + ("" if token.isdigit() else " *") for token in wanted.tokens)
    among = " OR ".join(f'"{kind.value}"' for kind in kinds)
    return f"kind : ({among}) AND folded : ({tokens})"


def _of_postgresql(token: str) -> str:
    return f"'{token}'" if token.isdigit() else f"'{token}':*"


def _is_behind(wanted: Wanted) -> Any:
    """1 for what is found by the name of who took it over and not by its own words, else 0."""
    text = sa.literal(" ") + SearchEntry.folded + " "
    beginnings = [f"% {token} %" if token.isdigit() else f"% {token}%" for token in wanted.tokens]
    by_itself = sa.and_(*(text.like(f"{each}{BEHIND}%") for each in beginnings))
    only_so_called = sa.and_(
        text.like(f"%{BEHIND}% {wanted.phrase} %"), sa.not_(text.like(f"% {wanted.phrase} %{BEHIND}%"))
    )
    behind = sa.and_(text.contains(BEHIND), sa.or_(sa.not_(by_itself), only_so_called))
    return sa.case((behind, 1), else_=0)


def _score(wanted: Wanted) -> Any:
    """Words in the title count for more than words elsewhere; words that stand together for more than scattered ones."""
    title = sa.literal(" ") + SearchEntry.folded_title + " "
    text = sa.literal(" ") + SearchEntry.folded + " "
    whole = [sa.case((title.contains(f" {token} "), 2), else_=0) for token in wanted.tokens]
    in_title: Any = sum(whole[1:], whole[0])
    return (
        in_title
        + sa.case((title.contains(f" {wanted.phrase} "), 2 * len(wanted.tokens)), else_=0)
        + sa.case((text.contains(f" {wanted.phrase} "), len(wanted.tokens)), else_=0)
    )


def _hit(row: Any, wanted: Wanted) -> Hit:
    return Hit(
        kind=row.kind,
        record_id=row.record_id,
        page_id=row.page_id,
        day=row.day,
        title=marked(row.title, wanted),
        snippet=() if says_all(row.title, wanted) else marked(_shown_of(row.words, wanted), wanted),
    )


def _shown_of(words: str, wanted: Wanted) -> str:
    """The telling part of its own words, and always who took it over."""
    own, now, heirs = words.partition(NOW)
    return f"{snippet(own, wanted)}{now}{heirs}".removeprefix(" · ")


def lacks_entries() -> bool:
    """Whether nothing at all was entered yet, in the whole installation."""
    with every_council():
        return db.session.scalar(sa.select(SearchEntry.id).limit(1)) is None


def abbreviations() -> list[Abbreviation]:
    """The council's short forms, by the alphabet."""
    return sorted(db.session.scalars(sa.select(Abbreviation)), key=lambda each: sort_key(each.short))


def get_abbreviation(abbreviation_id: int) -> Abbreviation:
    found = get_owned(Abbreviation, abbreviation_id)
    if found is None:
        raise NotFoundError(N_("There is no such abbreviation."))
    return found


def find_abbreviation(short: str) -> Abbreviation | None:
    """The one written the same way, whatever the case."""
    return next((each for each in abbreviations() if each.short.casefold() == short.casefold()), None)
