"""Applying a plan: everything in one transaction, through the same commands a clerk's form uses."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from app.accounts.models import User
from app.core.errors import N_, DomainError
from app.core.events import publish
from app.core.storage import sha256_of
from app.council import queries as council_queries
from app.council.models import Council
from app.dossier.domain import RegisterColumn as Column
from app.dossier.domain import RegisterRow
from app.imports.dating import SheetDeadline, sheet_deadline
from app.imports.domain import Change, Plan, RegisterImported, SheetRow
from app.imports.writer import Writer
from app.pledges.codes import reserve_codes
from app.pledges.commands import PlacedPledge, adopt_pledge, change_pledge, record_pledges
from app.pledges.hanging import FirstDeadline, first_deadlines
from app.pledges.models import Pledge
from app.pledges.queries import get_pledge
from app.questions.models import Answer
from app.sittings.models import QuestioningSession


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did."""

    rows: int
    created: int = 0
    changed: int = 0
    unchanged: int = 0


class RowRefusedError(DomainError):
    """A rule of the register refused a row that the plan had let pass; nothing of the sheet is written."""

    def __init__(self, row: SheetRow, error: DomainError) -> None:
        super().__init__(error.message, field=error.field, **error.params)
        self.row = row


def apply_plan(plan: Plan, *, council: Council, content: bytes, actor: User | None) -> Applied:
    """Write what the plan says. Raises `DomainError` where the plan has problems or a row is refused."""
    if plan.problems:
        raise DomainError(N_("The sheet has errors; nothing was imported."))
    applying = _Applying(plan, council, actor)
    applying.create(plan.new)
    for change in plan.changed:
        with _naming(change.row):
            applying.change(change)
    applied = Applied(
        rows=plan.count, created=len(plan.new), changed=len(plan.changed), unchanged=plan.unchanged
    )
    if applied.created or applied.changed:
        publish(
            RegisterImported(
                actor_id=actor.id if actor else None,
                council_id=council.id,
                subject_type="Council",
                subject_id=council.id,
                details={
                    "sha256": sha256_of(content),
                    "created": applied.created,
                    "changed": applied.changed,
                },
            )
        )
    return applied


@contextmanager
def _naming(row: SheetRow) -> Iterator[None]:
    try:
        yield
    except DomainError as error:
        raise RowRefusedError(row, error) from error


class _Applying:
    """One import under way."""

    def __init__(self, plan: Plan, council: Council, actor: User | None) -> None:
        self.council = council
        self.calendar = council_queries.work_calendar()
        self.actor = actor
        self.writer = Writer(
            council, [row.register for row in plan.new] + [change.merged for change in plan.changed], actor
        )
        brought = [row.register.code for row in plan.new if row.register.code]
        years = Counter(day_of(row.register).year for row in plan.new if not row.register.code)
        self.codes = {
            year: iter(reserve_codes(year=year, count=count, besides=brought))
            for year, count in years.items()
        }

    def create(self, rows: Sequence[SheetRow]) -> None:
        """Sessions and questions of all rows, then their answers, then the pledges: each kind is written at once."""
        asked, answered = [], []
        for row in rows:
            with _naming(row):
                session = self.writer.session(row.register, day_of(row.register))
                asked.append((session, self.writer.plan_question(row.register, session)))
        self.writer.ask_planned()
        for row, (session, key) in zip(rows, asked, strict=True):
            with _naming(row):
                answered.append(self.writer.plan_answer(row.register, session, self.writer.questions[key]))
        self.writer.give_planned()
        placed = []
        for row, answer_key in zip(rows, answered, strict=True):
            with _naming(row):
                placed.append(self._placed(row.register, self.writer.answers[answer_key]))
        pledges = record_pledges(placed=placed, actor=self.actor)
        first, no_parts = first_deadlines(pledges), dict[str, str]()
        for row, pledge, (session, _) in zip(rows, pledges, asked, strict=True):
            if row.register.resolution:
                with _naming(row):
                    self._adopt(pledge, row.register.resolution, session, first[pledge.id], no_parts)

    def _placed(self, row: RegisterRow, answer: Answer) -> PlacedPledge:
        held_on = day_of(row)
        new = self.writer.new_pledge(row, self._deadline(row), held_on)
        return PlacedPledge(
            answer,
            row.code or next(self.codes[held_on.year]),
            self.writer.next_position("answer", answer.id),
            new,
        )

    def change(self, change: Change) -> None:
        """Change a draft to what the sheet says; cells that say nothing leave the register's values."""
        pledge = get_pledge(change.pledge_id)
        row = change.merged
        retold = Column.DEADLINE_WORDS in change.differences or Column.DUE_ON in change.differences
        deadline = self._deadline(row) if retold else _kept_deadline(pledge)
        new = self.writer.new_pledge(row, deadline, day_of(row))
        change_pledge(pledge=pledge, new=new, expected_version=None, actor=self.actor)
        if Column.RESOLUTION in change.differences:
            self._adopt(pledge, row.resolution, self.writer.session(row, day_of(row)))

    def _deadline(self, row: RegisterRow) -> SheetDeadline:
        return sheet_deadline(
            row,
            said_on=day_of(row),
            before_is_inclusive=self.council.before_is_inclusive,
            calendar=self.calendar,
        )

    def _adopt(
        self,
        pledge: Pledge,
        number: str,
        session: QuestioningSession,
        first: FirstDeadline | None = None,
        part_seals: dict[str, str] | None = None,
    ) -> None:
        resolution = self.writer.resolution(number, session)
        adopt_pledge(
            pledge=pledge,
            resolution_id=resolution.id,
            row_number=self.writer.next_row(resolution),
            adopted_on=resolution.adopted_on or session.held_on,
            actor=self.actor,
            first=first,
            part_seals=part_seals,
        )


def _kept_deadline(pledge: Pledge) -> SheetDeadline:
    return SheetDeadline(
        due_on=pledge.original_due_on,
        undated=pledge.original_due_on is None and bool(pledge.deadline_words),
        reason=pledge.due_on_override_reason,
    )


def day_of(row: RegisterRow) -> date:
    """The day of a planned row; a row without one is a problem and never gets here."""
    if row.held_on is None:
        raise ValueError("a row without its day was planned")
    return row.held_on
