"""What of the register is exported."""

from datetime import date

from app.dossier.conditions import conditions_of
from app.dossier.domain import RegisterFilter, RegisterRow
from app.dossier.sheet import register_entries
from app.pledges.domain import TimeRules


def register_rows(
    asked: RegisterFilter | None = None, *, day: date, rules: TimeRules, as_of: date | None = None
) -> list[RegisterRow]:
    """The rows the filter leaves, in the order of the register; `day` is the day by which deadlines are judged."""
    conditions = conditions_of(asked or RegisterFilter(), day=day, rules=rules)
    return [entry.row for entry in register_entries(*conditions, as_of=as_of)]
