"""What is asked for in an address, and the address of the pledges behind a figure."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from app.core import vietnamese
from app.core.addresses import read_id
from app.core.as_of import AsOf, read_as_of
from app.core.errors import N_, DomainError
from app.core.forms import LINE
from app.statistics.domain import TEXTS, Change, Grouping, Measure, Scope, Span


def read_scope(asked: Mapping[str, str]) -> Scope:
    """Whose pledges are asked for; the parameters are those of the register."""
    ids = {
        field.name: read_id(asked.get(_parameter(field.name)))
        for field in fields(Scope)
        if field.name not in TEXTS
    }
    topic, subject = (_text(asked, name) for name in (Grouping.TOPIC, Grouping.SUBJECT))
    return Scope(topic=topic, subject=subject, **ids)


def _text(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "")[:LINE].replace("\x00", "")


def _parameter(field: str) -> str:
    return field.removesuffix("_id")


def scope_in_address(scope: Scope) -> dict[str, str]:
    """The scope as parameters of an address."""
    values = {_parameter(field.name): getattr(scope, field.name) for field in fields(Scope)}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def read_since(asked: Mapping[str, str], as_of: AsOf) -> AsOf:
    """The earlier day of a comparison: the end of the year before where none is given.

    It lies before the day the page answers for; any other is refused and says so.
    """
    usual = date(as_of.day.year - 1, 12, 31)
    since = read_as_of(asked, "since")
    if not since.typed:
        return AsOf(usual, earlier=True)
    if since.refused is None and since.day >= as_of.day:
        refusal = DomainError(
            N_("The earlier day must lie before %(day)s."), field="since", day=vietnamese.day(as_of.day)
        )
        since = replace(since, refused=refusal)
    return replace(since, day=usual) if since.refused else since


class Leads:
    """Addresses of the register's pages that show exactly the pledges of a figure, all as of one day."""

    def __init__(self, scope: Scope, as_of: AsOf) -> None:
        self.parameters = scope_in_address(scope)
        """Of the scope and the day alone."""

        if as_of.in_address:
            self.parameters["as_of"] = as_of.in_address

    def to(
        self, measure: Measure, grouping: Grouping | None = None, key: int | str | None = None
    ) -> dict[str, str]:
        """The parameters for the pledges a measure holds, of one line of a grouping where it is given."""
        own = {grouping.value: str(key)} if grouping is not None else {}
        return {**self.parameters, **own, "counted": measure.value}

    def to_line(self, grouping: Grouping, key: int | str) -> dict[str, str]:
        """The parameters for one line of a grouping, whatever is counted in it."""
        return {**self.parameters, grouping.value: str(key)}

    def to_change(self, change: Change, span: Span) -> dict[str, str]:
        return {**self.parameters, "change": change.value, "since": vietnamese.day(span.since)}
