"""What of the register is exported."""

from app.dossier.conditions import conditions_of
from app.dossier.domain import RegisterFilter, RegisterRow
from app.dossier.sheet import register_entries
from app.pledges.domain import TimeRules
from app.pledges.standing import Standing


def register_rows(
    asked: RegisterFilter | None = None, *, at: Standing, rules: TimeRules
) -> list[RegisterRow]:
    """The rows the filter leaves as things stood on the day of `at`, in the order of the register."""
    conditions = conditions_of(asked or RegisterFilter(), at=at, rules=rules)
    return [entry.row for entry in register_entries(*conditions, at=at)]
