"""From the bytes of a sheet to a plan."""

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
