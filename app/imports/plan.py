"""What a sheet would do to the register: new, changed and unchanged pledges, names to be made, and every problem by its cell."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import sqlalchemy as sa

from app.core.database import db
from app.core.errors import N_, DomainError
from app.council import queries as council_queries
from app.council.models import Council, Person
from app.documents.models import IssuedDocument
from app.documents.numbering import full_number
from app.dossier.domain import SESSION_WORDS, RegisterRow
from app.dossier.domain import RegisterColumn as Column
from app.dossier.sheet import RegisterEntry, register_entries
from app.imports.comparing import CONTEXT, Register, differences, identity, merged
from app.imports.dating import sheet_deadline
from app.imports.directory import load_directory, name_key, term_years
from app.imports.domain import Addition, Change, ParsedSheet, Plan, Problem, SheetRow
from app.imports.places import Resolutions, Sessions, known_sittings
from app.pledges.domain import Lifecycle
from app.pledges.models import Pledge
from app.resolutions.domain import ResolutionStatus
from app.resolutions.models import Resolution
from app.sittings.domain import SessionKind
from app.sittings.models import QuestioningSession


def make_plan(sheet: ParsedSheet, *, council: Council) -> Plan:
    """Compare a sheet with the register of the council in scope. Writes nothing."""
    if sheet.problems:
        return Plan(count=sheet.count, problems=sheet.problems, warnings=sheet.warnings)
    sheet = _with_full_numbers(sheet, council)
    planner = _Planner(sheet, council)
    for row in sheet.rows:
        planner.look_at(row)
    return planner.plan()


def _with_full_numbers(sheet: ParsedSheet, council: Council) -> ParsedSheet:
    """The sheet with each resolution's number as the register writes it: "95" is "95/NQ-HĐND"."""
    rows, problems = [], list(sheet.problems)
    for row in sheet.rows:
        said = row.register
        try:
            number = full_number(said.resolution, council.resolution_symbol) if said.resolution else ""
            rows.append(SheetRow(row.number, replace(said, resolution=number)))
        except DomainError as error:
            problems.append(Problem(sheet.cell(row, Column.RESOLUTION), error.message, error.params))
    return replace(sheet, rows=tuple(rows), problems=tuple(problems))


def known_entries(rows: tuple[SheetRow, ...]) -> list[RegisterEntry]:
    """The pledges of the register that the rows may speak of: those of their days, and those of their codes."""
    days = {row.register.held_on for row in rows}
    codes = {row.register.code for row in rows if row.register.code}
    return register_entries(sa.or_(QuestioningSession.held_on.in_(days), Pledge.code.in_(codes)))


class _Planner:
    """Looks at row after row and remembers what would be made."""

    def __init__(self, sheet: ParsedSheet, council: Council) -> None:
        self.sheet = sheet
        self.council = council
        self.calendar = council_queries.work_calendar()
        self.directory = load_directory()
        self.sessions = Sessions(row.register.held_on for row in sheet.rows if row.register.held_on)
        self.sittings = known_sittings()
        self.resolutions = Resolutions(row.register.resolution for row in sheet.rows)
        self.issued = _issued_resolutions()
        register = self.register = Register.of(known_entries(sheet.rows))
        self.entries = {
            row.number: register.take_by_code(row.register.code) for row in sheet.rows if row.register.code
        }
        self.entries |= {
            row.number: register.take(row.register) for row in sheet.rows if not row.register.code
        }
        self.seen: dict[tuple[object, ...], int] = {}
        self.new: list[SheetRow] = []
        self.changed: list[Change] = []
        self.unchanged = 0
        self.additions: dict[Addition, dict[object, str]] = {kind: {} for kind in Addition}
        self.problems: list[Problem] = list(sheet.problems)
        self.warnings: list[Problem] = list(sheet.warnings)

    def plan(self) -> Plan:
        return Plan(
            count=self.sheet.count,
            new=tuple(self.new),
            changed=tuple(self.changed),
            unchanged=self.unchanged,
            additions={kind: tuple(names.values()) for kind, names in self.additions.items() if names},
            problems=tuple(self.problems),
            warnings=tuple(self.warnings),
        )

    def look_at(self, row: SheetRow) -> None:
        entry = self.entries[row.number]
        if self._repeats(row):
            return
        if entry is not None:
            self._compare(row, entry)
        else:
            self._take_in(row)

    def _take_in(self, row: SheetRow) -> None:
        """A pledge the register does not have. A code it brings along, from a register elsewhere, it keeps."""
        code = row.register.code
        twin = self.register.likest(row.register) if code else None
        if twin is not None:
            message = N_(
                "The register has this pledge under the code %(known)s. Correct the code here, or leave it empty."
            )
            self._complain(row, Column.CODE, message, known=twin.row.code)
            return
        if code:
            message = N_("The register has no pledge with the code %(code)s; this one is taken in under it.")
            self.warnings.append(Problem(self.sheet.cell(row, Column.CODE), message, {"code": code}))
        self.new.append(row)
        self._look_at_place(row)
        self._look_at_names(row, row.register)
        self._look_at_deadline(row)

    def _complain(self, row: SheetRow, column: Column, message: str, **params: object) -> None:
        self.problems.append(Problem(self.sheet.cell(row, column), message, params))

    def _repeats(self, row: SheetRow) -> bool:
        key = (row.register.code,) if row.register.code else identity(row.register)
        first = self.seen.setdefault(key, row.number)
        if first == row.number:
            return False
        column = Column.CODE if row.register.code else Column.WORDS
        self._complain(row, column, N_("This row says the same as row %(first)d."), first=first)
        return True

    def _compare(self, row: SheetRow, entry: RegisterEntry) -> None:
        found = differences(entry.row, row.register)
        if not found:
            self.unchanged += 1
            return
        for column, (known, _) in found.items():
            self._refuse_frozen(row, entry, column, known)
        self.changed.append(Change(row, merged(entry.row, row.register), entry.id, entry.row.code, found))
        self._look_at_names(row, row.register)
        if Column.RESOLUTION in found:
            self._look_at_resolution(row)
        if Column.DEADLINE_WORDS in found:
            self._look_at_deadline(row)

    def _refuse_frozen(self, row: SheetRow, entry: RegisterEntry, column: Column, known: str) -> None:
        if entry.lifecycle is not Lifecycle.DRAFT:
            message = N_(
                "Pledge %(code)s is adopted and says “%(known)s” here; what is adopted cannot be changed."
            )
            self._complain(row, column, message, code=entry.row.code, known=known)
        elif column in CONTEXT:
            message = N_("The register says “%(known)s” here; please correct it on the page of its session.")
            self._complain(row, column, message, known=known)

    def _look_at_place(self, row: SheetRow) -> None:
        held_on = _day_of(row)
        place = self.sessions.place_of(row.register, held_on)
        if place.session_id is None:
            self._add(Addition.SESSION, place, f"{held_on:%d/%m/%Y} · {SESSION_WORDS[place.kind]}")
            self._look_at_sitting(row, place.sitting, place.kind)
        if row.register.resolution:
            self._look_at_resolution(row)

    def _look_at_sitting(self, row: SheetRow, name: str, kind: SessionKind) -> None:
        held_on = _day_of(row)
        term = self.directory.term(held_on)
        if term is None:
            self._add(Addition.TERM, term_years(held_on), term_years(held_on))
        sitting = self.sittings.get((term.id, name_key(name))) if term is not None else None
        if name and sitting is None:
            self._add(Addition.SITTING, (term_years(held_on), name_key(name)), name)
        if sitting is None or kind is not SessionKind.AT_SITTING:
            return
        early = sitting.opens_on is not None and held_on < sitting.opens_on
        if early or (sitting.closes_on is not None and held_on > sitting.closes_on):
            self._complain(
                row, Column.HELD_ON, N_("This day lies outside the days of “%(name)s”."), name=sitting.name
            )

    def _look_at_resolution(self, row: SheetRow) -> None:
        number, held_on = row.register.resolution, _day_of(row)
        resolution = self.resolutions.find(number, held_on)
        if resolution is None:
            self._add(Addition.RESOLUTION, (name_key(number), held_on.year), f"{number} ({held_on.year})")
        elif resolution.status is not ResolutionStatus.ADOPTED:
            self._complain(
                row,
                Column.RESOLUTION,
                N_("Resolution %(number)s is still a draft here; please adopt it on its page."),
                number=number,
            )
        elif resolution.id in self.issued:
            self._complain(
                row,
                Column.RESOLUTION,
                N_("The appendix of %(number)s is issued; no pledge can be added to it."),
                number=number,
            )

    def _look_at_names(self, row: SheetRow, said: RegisterRow) -> None:
        for name in (said.agency, *said.coordinators):
            if name and self.directory.agency(name) is None:
                self._add(Addition.AGENCY, name_key(name), name)
        for name in said.followers:
            if name_key(name) not in self.directory.bodies:
                self._add(Addition.BODY, name_key(name), name)
        agency = self.directory.agency(said.agency)
        office = self.directory.office(said.office, agency) if said.office else None
        if said.office and (office is None or (said.agency and agency is None)):
            shown = said.office if not said.agency else f"{said.office} — {said.agency}"
            self._add(Addition.OFFICE, (name_key(said.office), name_key(said.agency)), shown)
        term = self.directory.term(_day_of(row))
        self._look_at_person(
            row, Column.PERSON, said.person, partial(self.directory.person, said.person, office=office)
        )
        for name in said.askers:
            self._look_at_person(row, Column.ASKERS, name, partial(self.directory.person, name, term=term))

    def _look_at_person(
        self, row: SheetRow, column: Column, name: str, find: Callable[[], Person | None]
    ) -> None:
        try:
            if name and find() is None:
                self._add(Addition.PERSON, name_key(name), name)
        except DomainError as error:
            self._complain(row, column, error.message, **error.params)

    def _look_at_deadline(self, row: SheetRow) -> None:
        said = row.register
        read = sheet_deadline(
            said,
            said_on=_day_of(row),
            before_is_inclusive=self.council.before_is_inclusive,
            calendar=self.calendar,
        )
        if read.doubt:
            params = {"words": said.deadline_words, "day": read.read_as}
            self.warnings.append(Problem(self.sheet.cell(row, Column.DEADLINE_WORDS), read.doubt, params))

    def _add(self, kind: Addition, key: object, shown: str) -> None:
        self.additions[kind].setdefault(key, shown)


def _day_of(row: SheetRow) -> date:
    """The day of a row that was read: rows without one are problems, never planned."""
    if row.register.held_on is None:
        raise ValueError(f"row {row.number} has no day")
    return row.register.held_on


def _issued_resolutions() -> set[int]:
    """The resolutions whose appendix is issued: a paper that must not fall behind the register."""
    return set(
        db.session.scalars(
            sa.select(IssuedDocument.subject_id).where(IssuedDocument.subject_type == Resolution.__name__)
        )
    )
