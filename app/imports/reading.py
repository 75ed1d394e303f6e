"""From the bytes of a sheet to a plan."""

from dataclasses import dataclass

from app.audit.queries import latest_of
from app.core.transaction import let_others_write, reading
from app.council.models import Council
from app.imports.domain import Plan
from app.imports.parsing import parse_sheet
from app.imports.plan import make_plan
from app.imports.workbook import RawSheet, read_workbook


def plan_of(content: bytes, *, council: Council) -> Plan:
    """Read a sheet and compare it with the register of the council in scope. Raises `DomainError` for no workbook."""
    return plan_from(read_workbook(content), council=council)


def plan_from(raw: RawSheet, *, council: Council) -> Plan:
    """Compare a sheet that was read with the register of the council in scope."""
    return make_plan(parse_sheet(raw.rows, counts_from_1904=raw.counts_from_1904), council=council)


@dataclass(frozen=True, slots=True)
class PlannedAhead:
    """A plan made while others could write, and the council's last line of the log that it knew of."""

    raw: RawSheet
    plan: Plan
    line: int

    def in_turn(self, *, council: Council) -> Plan:
        """The plan to apply, inside the transaction that writes: made again where something has changed meanwhile."""
        if latest_of(council.id) == self.line:
            return self.plan
        return plan_from(self.raw, council=council)


def plan_ahead(content: bytes, *, council: Council) -> PlannedAhead:
    """Read and compare a sheet before one's turn to write, so that the turn is only as long as the writing."""
    let_others_write()
    raw = read_workbook(content)
    with reading():
        line = latest_of(council.id)
        return PlannedAhead(raw, plan_from(raw, council=council), line)
