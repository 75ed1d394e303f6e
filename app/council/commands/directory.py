"""Adding and changing terms, bodies, agencies, people and delegates."""

from app.accounts.models import User
from app.core.errors import N_, DomainError
from app.council import queries
from app.council.commands.entries import save_changed, save_new
from app.council.domain import NewAgency, NewBody, NewDelegate, NewPerson, NewTerm
from app.council.models import Agency, Body, Delegate, Person, Term


def add_term(*, new: NewTerm, actor: User | None) -> Term:
    """Add a term; its number is the council's own ("XVIII") and stands once."""
    term = Term()
    _refuse_second_term(new, itself=None)
    save_new(term, new, actor=actor)
    return term


def change_term(*, term: Term, new: NewTerm, expected_version: int | None, actor: User | None) -> None:
    _refuse_second_term(new, itself=term)
    save_changed(term, new, expected_version=expected_version, actor=actor)


def _refuse_second_term(new: NewTerm, *, itself: Term | None) -> None:
    if queries.other_term(new.number, itself=itself) is not None:
        raise DomainError(N_("Term %(number)s is already in the list."), field="number", number=new.number)


def add_body(*, new: NewBody, actor: User | None) -> Body:
    """Add the Standing Committee, a committee or a delegates' group; names stand once."""
    _refuse_namesake(queries.namesake_body(new.name, itself=None))
    body = Body()
    save_new(body, new, actor=actor)
    return body


def change_body(*, body: Body, new: NewBody, expected_version: int | None, actor: User | None) -> None:
    _refuse_namesake(queries.namesake_body(new.name, itself=body))
    save_changed(body, new, expected_version=expected_version, actor=actor)


def add_agency(*, new: NewAgency, actor: User | None) -> Agency:
    """Add an agency; names stand once, so that a pledge cannot be split between two spellings."""
    _refuse_namesake(queries.namesake_agency(new.name, itself=None))
    agency = Agency()
    save_new(agency, new, actor=actor)
    return agency


def change_agency(
    *, agency: Agency, new: NewAgency, expected_version: int | None, actor: User | None
) -> None:
    _refuse_namesake(queries.namesake_agency(new.name, itself=agency))
    save_changed(agency, new, expected_version=expected_version, actor=actor)


def _refuse_namesake(other: Body | Agency | None) -> None:
    if other is not None:
        raise DomainError(N_("“%(name)s” is already in the list."), field="name", name=other.name)


def add_person(*, new: NewPerson, actor: User | None) -> Person:
    """Add a person. Two people may bear one name; their notes must then differ."""
    _refuse_double(new, itself=None)
    person = Person()
    save_new(person, new, actor=actor)
    return person


def change_person(
    *, person: Person, new: NewPerson, expected_version: int | None, actor: User | None
) -> None:
    """Correct a person's name or note. The pledges keep the name as it was recorded."""
    _refuse_double(new, itself=person)
    save_changed(person, new, expected_version=expected_version, actor=actor)


def find_or_add_person(*, label: str, actor: User | None) -> Person:
    """The person a label names, added if unknown: the name as typed.

    Brackets are a note only where someone of the name before them is in the list, from whom the note tells apart.
    """
    found = queries.people_named(label)
    if len(found) > 1:
        raise DomainError(
            N_("%(count)d people are called %(name)s. Add the note in brackets, for example: %(example)s."),
            field="person",
            count=len(found),
            name=label,
            example=next((label for label, note in queries.people_labels(found) if note), label),
        )
    if found:
        return found[0]
    name, note = queries.name_and_note(label)
    if note and queries.people_of_name(name):
        return add_person(new=NewPerson(full_name=name, note=note), actor=actor)
    return add_person(new=NewPerson(full_name=label), actor=actor)


def _refuse_double(new: NewPerson, *, itself: Person | None) -> None:
    if any(other is not itself and other.note == new.note for other in queries.people_of_name(new.full_name)):
        raise DomainError(
            N_(
                "Someone called %(name)s is already in the list. If this is another person, say in the note how they differ."
            ),
            field="note",
            name=new.full_name,
        )


def add_delegate(*, new: NewDelegate, actor: User | None) -> Delegate:
    """Enter a person as a delegate of a term; once a term."""
    if queries.find_delegate(person_id=new.person_id, term_id=new.term_id) is not None:
        raise DomainError(N_("This person is already a delegate of that term."), field="person")
    delegate = Delegate()
    save_new(delegate, new, actor=actor)
    return delegate


def change_delegate(
    *, delegate: Delegate, new: NewDelegate, expected_version: int | None, actor: User | None
) -> None:
    """Change a delegate's group or days; person and term stay what they were."""
    if (new.person_id, new.term_id) != (delegate.person_id, delegate.term_id):
        raise DomainError(
            N_("The person and the term of a delegate cannot be changed; add another entry instead."),
            field="person",
        )
    save_changed(delegate, new, expected_version=expected_version, actor=actor)
