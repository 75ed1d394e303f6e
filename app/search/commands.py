"""The council's abbreviations, and the entries made anew: when a short form changes, everything is compared differently."""

from app.accounts.models import User
from app.core.database import changes_of, db
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.records import about, put, refuse_stale
from app.core.tenancy import every_council, scoped_to
from app.core.text import fold
from app.council.domain import CouncilCreated
from app.council.models import Abbreviation
from app.council.queries import all_councils
from app.search import indexing, queries
from app.search.domain import (
    USUAL,
    AbbreviationAdded,
    AbbreviationChanged,
    AbbreviationRemoved,
    AbbreviationsTaken,
    NewAbbreviation,
)


def add_abbreviation(*, new: NewAbbreviation, actor: User | None) -> Abbreviation:
    """Write down a short form. Raises `DomainError` where the council has it already."""
    _refuse_unfit(new, among=None)
    made = Abbreviation(short=new.short, full=new.full)
    db.session.add(made)
    db.session.flush()
    publish(AbbreviationAdded(**about(made, actor), details={"short": new.short, "full": new.full}))
    indexing.read_all_again()
    return made


def change_abbreviation(
    *, abbreviation: Abbreviation, new: NewAbbreviation, expected_version: int | None, actor: User | None
) -> None:
    _refuse_unfit(new, among=abbreviation)
    values = {"short": new.short, "full": new.full}
    refuse_stale(abbreviation, values, expected_version)
    put(abbreviation, values)
    changes = changes_of(abbreviation)
    if not changes:
        return
    db.session.flush()
    publish(AbbreviationChanged(**about(abbreviation, actor), details=changes))
    indexing.read_all_again()


def remove_abbreviation(*, abbreviation: Abbreviation, actor: User | None) -> None:
    told = {"short": abbreviation.short, "full": abbreviation.full}
    publish(AbbreviationRemoved(**about(abbreviation, actor), details=told))
    db.session.delete(abbreviation)
    db.session.flush()
    indexing.read_all_again()


def take_usual(*, actor: User | None) -> int:
    """Take the usual short forms into the council's list, but those it has; how many were taken."""
    made = _list_usual()
    if made:
        whose = {**about(made[0], actor), "subject_id": None}
        publish(AbbreviationsTaken(**whose, details={"short": ", ".join(each.short for each in made)}))
        indexing.read_all_again()
    return len(made)


def begin_with_usual(event: CouncilCreated) -> None:
    """A new council begins with the usual short forms; the list is its own from then on."""
    if event.council_id is not None:
        with scoped_to(event.council_id):
            _list_usual()


def _list_usual() -> list[Abbreviation]:
    listed = {each.short.casefold() for each in queries.abbreviations()}
    made = [
        Abbreviation(short=each.short, full=each.full)
        for each in USUAL
        if each.short.casefold() not in listed
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def reindex_every_council(*, first: bool = False) -> dict[str, int]:
    """Every entry of every council anew; how many, by slug. For the `first` time, councils get the usual short forms."""
    counts = {}
    with every_council():
        councils = all_councils()
    for council in councils:
        with scoped_to(council.id):
            if first and not queries.abbreviations():
                _list_usual()
            counts[council.slug] = indexing.read_all_again()
    return counts


def fill_where_empty() -> None:
    """Registers that are older than the search are entered at their first start, and after a restore."""
    if queries.lacks_entries():
        reindex_every_council(first=True)


def _refuse_unfit(new: NewAbbreviation, *, among: Abbreviation | None) -> None:
    if not fold(new.short) or not fold(new.full):
        raise DomainError(N_("Letters or digits are needed to find it by."), field="short")
    same = queries.find_abbreviation(new.short)
    if same is not None and same is not among:
        raise DomainError(
            N_("“%(short)s” is on the list already: %(full)s."),
            field="short",
            short=same.short,
            full=same.full,
        )
